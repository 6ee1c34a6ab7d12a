/** What is awaited, as it is written: `stream.pipeline()` of `await stream.pipeline(a, b)`, `this.ready` of `await this.ready`. */
import type { AwaitSite, CallSite, SourceSyntax } from '../syntax/analyse';
import { calledAt } from './called';

/** A name, or names with dots between them, or a number. */
const NAMES = /^(?:[#\p{ID_Start}$_][\p{ID_Continue}$]*(?:\??\.[#\p{ID_Start}$_][\p{ID_Continue}$]*)*|\d+)$/u;
/** Longer texts are no labels. */
const LONGEST = 40;

/** @returns undefined where it is neither a call nor a name */
export function awaitedText(text: string, syntax: SourceSyntax, site: AwaitSite): string | undefined {
  const { operand } = site;
  if (!operand || (site.kind !== 'await' && site.kind !== 'for')) return undefined;
  const call = callOf(syntax.calls, operand.start, operand.end);
  if (call) {
    const name = call.kind === 'tag' ? undefined : calledAt(text, call.offset, call.kind);
    if (name === undefined) return undefined;
    const whole = call.kind === 'call' ? text.slice(operand.start, call.offset + name.length) : name;
    return `${whole.length <= LONGEST && NAMES.test(whole) ? whole : name}()`;
  }
  const { start, end } = operand;
  if (end - start > LONGEST) return undefined;
  const written = text.slice(start, end);
  return NAMES.test(written) ? written : undefined;
}

/** @param calls by their start, the outer one first */
function callOf(calls: readonly CallSite[], start: number, end: number): CallSite | undefined {
  let low = 0;
  let high = calls.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (calls[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  for (; calls[low]?.start === start; low++) if (calls[low]!.end === end) return calls[low];
  return undefined;
}

/**
 * Whether an original says it too: a map may lead to the wrong place, and what was built may have other names.
 * @param at offset of the await in the original
 */
export function isWrittenAt(original: string, at: number, awaited: string): boolean {
  if (!/^(?:await|for)\b/.test(original.slice(at, at + 6))) return false;
  const statement = original.slice(at, at + 500).split(/;|\n\s*\n/)[0]!;
  const bare = awaited.replace(/\(\)$/, '').replace(/^new /, '');
  return statement
    .split(/[^#\p{ID_Continue}$.?]+/u)
    .some((word) => word === bare || word.endsWith(`.${bare}`));
}
