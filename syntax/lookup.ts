/** Positions that V8 reports → the places that they mean. */
import type { AwaitSite, CallSite, FunctionSite, SourceSyntax } from './analyse';
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
  const inside = indexOfFunction(syntax, offset);
  const awaits = syntax.awaits.filter((site) => site.function === inside);
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
  const starting = syntax.functions.find((site) => site.reported === offset || site.offset === offset);
  // V8 says of a method's frame that its function starts at the `async` before the key
  const headed = syntax.functions.findLast((site) => site.head <= offset && offset < site.start);
  return starting ?? headed ?? syntax.functions[indexOfFunction(syntax, offset)];
}

/** The call that V8 reports at a position; undefined if no call is written there (a getter, an iterator's step). */
export function callAt(syntax: SourceSyntax, line: number, column: number): CallSite | undefined {
  const offset = offsetAt(syntax.lines, line, column);
  return (
    syntax.calls.find((call) => call.reported === offset) ??
    syntax.calls.find((call) => call.offset === offset)
  );
}

/** Index of the innermost function around an offset, -1 outside. */
function indexOfFunction({ functions }: SourceSyntax, offset: number): number {
  let low = -1;
  let high = functions.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (functions[middle]!.start <= offset) low = middle;
    else high = middle;
  }
  while (low >= 0 && functions[low]!.end <= offset) low = functions[low]!.parent;
  return low;
}
