/** Positions that V8 reports → the places that they mean. */
import type { AwaitSite, CallSite, FunctionSite, SourceSyntax } from './analyse';
import { byOffset } from './by-offset';
import { offsetAt } from './lines';

/**
 * The await that V8 reports at a position. It lies on the await's operand, as a rule, and not on the keyword; for some awaits
 * it is the statement's begin or even inside of another await: see `evaluation.ts`.
 * @param exact the position is the keyword's own (a marker's): no other reading is then tried first
 * @returns undefined if there is no await that could be meant
 */
export function awaitAt(
  syntax: SourceSyntax,
  line: number,
  column: number,
  exact = false,
): AwaitSite | undefined {
  const offset = offsetAt(syntax.lines, line, column);
  if (offset < 0) return undefined;
  const awaits = byOffset(syntax).awaits.get(innermost(syntax, offset)) ?? [];
  if (exact) {
    const own = awaits.find((site) => site.offset === offset);
    if (own) return own;
  }
  return (
    best(awaits.filter((site) => site.reported.includes(offset))) ??
    around(awaits, offset) ??
    nextInStatement(awaits, offset)
  );
}

/** Several awaits may share a reported position; a written one is likelier than an implicit one. */
function best(sites: readonly AwaitSite[]): AwaitSite | undefined {
  return sites.find((site) => site.kind === 'await') ?? sites[0];
}

function around(awaits: readonly AwaitSite[], offset: number): AwaitSite | undefined {
  let found: AwaitSite | undefined;
  for (const site of awaits) {
    if (site.kind === 'using' || site.start > offset || offset >= site.end) continue;
    if (!found || site.end - site.start <= found.end - found.start) found = site;
  }
  return found;
}

function nextInStatement(awaits: readonly AwaitSite[], offset: number): AwaitSite | undefined {
  let found: AwaitSite | undefined;
  for (const site of awaits) {
    if (
      site.kind === 'using' ||
      site.start < offset ||
      site.statementStart > offset ||
      offset >= site.statementEnd
    )
      continue;
    if (!found || site.start < found.start) found = site;
  }
  return (
    found ?? awaits.findLast((site) => site.kind === 'using' && site.start <= offset && offset < site.end)
  );
}

/**
 * The function that V8 means by a position: its own idea of a function's start, its first token, or anywhere inside.
 * @returns undefined outside of all functions
 */
export function functionAt(syntax: SourceSyntax, line: number, column: number): FunctionSite | undefined {
  const offset = offsetAt(syntax.lines, line, column);
  if (offset < 0) return undefined;
  const starting = byOffset(syntax).functions.get(offset);
  if (starting) return starting;
  // V8 says of a method's frame that its function starts at the `async` before the key
  const next = syntax.functions[lastStarted(syntax, offset) + 1];
  return next && next.head <= offset ? next : syntax.functions[innermost(syntax, offset)];
}

/** The call that V8 reports at a position; undefined if no call is written there (a getter, an iterator's step). */
export function callAt(syntax: SourceSyntax, line: number, column: number): CallSite | undefined {
  return byOffset(syntax).calls.get(offsetAt(syntax.lines, line, column));
}

/** Index of the innermost function around an offset, -1 outside. */
function innermost(syntax: SourceSyntax, offset: number): number {
  const { functions } = syntax;
  let index = lastStarted(syntax, offset);
  while (index >= 0 && functions[index]!.end <= offset) index = functions[index]!.parent;
  return index;
}

/** Index of the last function that starts at or before an offset, -1 if none does. */
function lastStarted({ functions }: SourceSyntax, offset: number): number {
  let low = -1;
  let high = functions.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (functions[middle]!.start <= offset) low = middle;
    else high = middle;
  }
  return low;
}
