/**
 * Where the lines of a text stand in a later version of it. A diff finds one way of many to explain a change; with equal
 * lines side by side it may keep the wrong one. So two are made, from the front and from the back, and a line is carried
 * over only where both agree. Indentation may change: code is moved into blocks all the time.
 */
import { diffArrays } from 'diff';

/** A diff of more changes than this takes too long; then only what stands before and behind them is sure. */
const MAX_EDITS = 4000;

export interface Place {
  readonly line: number;
  readonly column: number;
}

export class CarriedLines {
  private readonly before: readonly string[];
  private readonly after: readonly string[];
  /** By old line, from 0: the new one, or -1. Undefined where the texts are the same. */
  private readonly lines: Int32Array | undefined;

  constructor(before: string, after: string) {
    this.before = linesOf(before);
    this.after = before === after ? this.before : linesOf(after);
    if (before !== after) this.lines = carry(this.before.map(bare), this.after.map(bare));
  }

  /** @returns where a place (1-based) of the old text is now; undefined if that is not sure */
  place({ line, column }: Place): Place | undefined {
    if (!this.lines) return { line, column };
    const now = this.lines[line - 1] ?? -1;
    if (now < 0) return undefined;
    const shift = indentation(this.after[now]!) - indentation(this.before[line - 1]!);
    return { line: now + 1, column: column + shift };
  }
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

function bare(line: string): string {
  return line.trim();
}

function indentation(line: string): number {
  return line.length - line.trimStart().length;
}

function carry(before: string[], after: string[]): Int32Array {
  const forwards = matches(before, after);
  const backwards = matches(before.toReversed(), after.toReversed());
  const result = new Int32Array(before.length).fill(-1);
  forwards.forEach((now, old) => {
    const mirrored = backwards[before.length - 1 - old]!;
    if (now >= 0 && mirrored === after.length - 1 - now) result[old] = now;
  });
  return result;
}

/** @returns by line of `before`, the line of `after` that a diff takes for the same, or -1 */
function matches(before: readonly string[], after: readonly string[]): Int32Array {
  const result = new Int32Array(before.length).fill(-1);
  const changes = diffArrays([...before], [...after], { maxEditLength: MAX_EDITS });
  if (!changes) return commonEnds(before, after);
  let old = 0;
  let now = 0;
  for (const { added, removed, count } of changes) {
    if (!added && !removed) for (let i = 0; i < count; i++) result[old + i] = now + i;
    if (!added) old += count;
    if (!removed) now += count;
  }
  return result;
}

function commonEnds(before: readonly string[], after: readonly string[]): Int32Array {
  const result = new Int32Array(before.length).fill(-1);
  const least = Math.min(before.length, after.length);
  let front = 0;
  while (front < least && before[front] === after[front]) result[front] = front++;
  for (let back = 1; back <= least - front && before.at(-back) === after.at(-back); back++) {
    result[before.length - back] = after.length - back;
  }
  return result;
}
