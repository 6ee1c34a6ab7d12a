/**
 * Where the lines of a text stand in a later version of it, as far as that is sure. In the manner of patience diff (Bram Cohen):
 * a line that stands once in either text is the same line, and holds its neighbours:
 *
 *     before                after
 *     async function a() {  async function a() {    an anchor: it is there once
 *       await x;              await x;              held by the anchor above
 *     }                     }
 *                           async function b() {
 *                             await x;              held by the anchor below, but only across the end of a block
 *                           }
 *     run(a);               run(a);                 an anchor
 *
 * What anchors hold to different lines is sure only where one of them stands in the same block, or begins it, and the other does
 * not. Indentation tells of blocks, and may change: code is moved into blocks all the time. Linear, but for the sorting of anchors.
 */
import { increasing } from './increasing';
import { byEditorLines, linesOf } from './lines';
import type { Place } from './lines';

export class CarriedLines {
  private readonly before: readonly string[];
  private readonly after: readonly string[];
  private readonly normal: (place: Place) => Place;
  /** By old line, from 0: the new one, or -1. Undefined where the texts are the same. */
  private readonly lines: Int32Array | undefined;

  constructor(before: string, after: string) {
    this.normal = byEditorLines(before);
    this.before = linesOf(before);
    this.after = before === after ? this.before : linesOf(after);
    if (before !== after) this.lines = carry(this.before, this.after);
  }

  /** @returns where a place (1-based, as recorded) of the old text is now; undefined if that is not sure */
  place(recorded: Place): Place | undefined {
    const { line, column } = this.normal(recorded);
    if (!this.lines) return { line, column };
    const now = this.lines[line - 1] ?? -1;
    if (now < 0) return undefined;
    const shift = indentation(this.after[now]!) - indentation(this.before[line - 1]!);
    return { line: now + 1, column: column + shift };
  }
}

function indentation(line: string): number {
  return line.length - line.trimStart().length;
}

function carry(before: readonly string[], after: readonly string[]): Int32Array {
  const old = before.map((line) => line.trim());
  const now = after.map((line) => line.trim());
  const indents = indentsOf(before);
  const heads = { old: headsOf(indents), now: headsOf(indentsOf(after)) };
  const texts = { old: new Set(old), now: new Set(now) };
  const blocks = {
    old: lastingBlocks(old, heads.old, texts.now),
    now: lastingBlocks(now, heads.now, texts.old),
  };
  const isSameBlock = (was: number, is: number): boolean => blocks.old[was] === blocks.now[is];
  const anchors = anchorsOf(old, now, isSameBlock);
  const down = new Claims(old.length, now.length);
  const up = new Claims(old.length, now.length);
  const result = new Int32Array(old.length).fill(-1);
  const changed = new Uint8Array(anchors.length);
  for (let k = 1; k < anchors.length; k++) {
    const [above, below] = [anchors[k - 1]!, anchors[k]!];
    if (isUnchanged(above, below, old, now)) {
      for (let i = above.old + 1; i < below.old; i++) {
        const to = i - above.old + above.now;
        if (isSameBlock(i, to)) result[i] = to;
      }
      continue;
    }
    changed[k] = 1;
    const room = Math.min(below.old - above.old, below.now - above.now) - 1;
    let least = Infinity;
    for (let i = 1; i <= room && old[above.old + i] === now[above.now + i]; i++) {
      const indent = indents[above.old + i]!;
      down.add(above.old + i, above.now + i, above.old >= 0 && least >= indent);
      least = Math.min(least, indent);
    }
    least = Infinity;
    for (let i = 1; i <= room && old[below.old - i] === now[below.now - i]; i++) {
      const indent = indents[below.old - i]!;
      up.add(below.old - i, below.now - i, below.old < old.length && least >= indent);
      least = Math.min(least, indent);
    }
  }
  const counts = {
    old: countsOfEqual(old, heads.old, changed, (k) => anchors[k]!.old),
    now: countsOfEqual(now, heads.now, changed, (k) => anchors[k]!.now),
  };
  for (let i = 0; i < old.length; i++) {
    const mine = sure(i, down, up) ? down : up;
    if (mine === up && !sure(i, up, down)) continue;
    const to = mine.now[i]!;
    const [was, is] = [counts.old(i), counts.now(to)];
    const one = mine.strong[i] === 1 ? 'block' : 'gap';
    if (was[one] === is[one] && isSameBlock(i, to)) result[i] = to;
  }
  for (const anchor of anchors.slice(1, -1)) result[anchor.old] = anchor.now;
  return result;
}

/** Whether the same lines stand between two anchors. */
function isUnchanged(above: Anchor, below: Anchor, old: readonly string[], now: readonly string[]): boolean {
  const by = above.now - above.old;
  if (below.now - below.old !== by) return false;
  for (let i = above.old + 1; i < below.old; i++) if (old[i] !== now[i + by]) return false;
  return true;
}

interface Anchor {
  readonly old: number;
  readonly now: number;
}

/** Lines that stand once in either text, in the same block and order; before and behind them the ends of the texts. */
function anchorsOf(
  old: readonly string[],
  now: readonly string[],
  isSameBlock: (old: number, now: number) => boolean,
): Anchor[] {
  const once = new Map<string, number>();
  now.forEach((line, i) => once.set(line, once.has(line) ? -1 : i));
  const seen = new Map<string, number>();
  old.forEach((line, i) => seen.set(line, seen.has(line) ? -1 : i));
  const pairs: Anchor[] = [];
  for (const [line, i] of seen) {
    const at = once.get(line) ?? -1;
    // a bracket alone says nothing
    if (i >= 0 && at >= 0 && /[\p{ID_Continue}$]/u.test(line) && isSameBlock(i, at))
      pairs.push({ old: i, now: at });
  }
  const kept = increasing(pairs.map((pair) => pair.now)).map((i) => pairs[i]!);
  return [{ old: -1, now: -1 }, ...kept, { old: old.length, now: now.length }];
}

/** What the anchors on one side of the lines hold: at most one line to one line. */
class Claims {
  readonly now: Int32Array;
  readonly old: Int32Array;
  /** By old line: whether it stands in the anchor's block. */
  readonly strong: Uint8Array;

  constructor(before: number, after: number) {
    this.now = new Int32Array(before).fill(-1);
    this.old = new Int32Array(after).fill(-1);
    this.strong = new Uint8Array(before);
  }

  add(old: number, now: number, strong: boolean): void {
    this.now[old] = now;
    this.old[now] = old;
    this.strong[old] = strong ? 1 : 0;
  }
}

/** Whether `mine` holds the line, and nothing in `others` that counts as much says otherwise. */
function sure(old: number, mine: Claims, others: Claims): boolean {
  const now = mine.now[old]!;
  if (now < 0) return false;
  const rivals = [others.now[old] === now ? -1 : old, others.old[now] === old ? -1 : others.old[now]!];
  const beaten = (rival: number): boolean =>
    rival < 0 || others.now[rival]! < 0 || (mine.strong[old] === 1 && others.strong[rival] === 0);
  return rivals.every(beaten);
}

/** An empty line ends no block. */
function indentsOf(lines: readonly string[]): Float64Array {
  return Float64Array.from(lines, (line) => (line.trim() === '' ? Infinity : indentation(line)));
}

/** @returns by line: the line that begins the block that it stands in, -1 outside of blocks */
function headsOf(indents: Float64Array): Int32Array {
  const open: number[] = [];
  return Int32Array.from(indents, (indent, i) => {
    while (open.length > 0 && indents[open.at(-1)!]! >= indent) open.pop();
    return open.push(i) > 1 ? open.at(-2)! : -1;
  });
}

/** @returns by line: the head of the nearest block around it that the other text has too; others were renamed, or put around it */
function lastingBlocks(
  lines: readonly string[],
  heads: Int32Array,
  other: ReadonlySet<string>,
): (string | undefined)[] {
  const blocks: (string | undefined)[] = [];
  for (const head of heads) {
    const text = lines[head];
    blocks.push(text === undefined || other.has(text) ? text : blocks[head]);
  }
  return blocks;
}

interface Equal {
  /** Lines between the same two anchors that are equal to this one, itself included. */
  readonly gap: number;
  /** Of these, those in the same block. */
  readonly block: number;
}

/**
 * @param changed by gap; of lines in other gaps nobody asks
 * @param endOf the anchor that ends a gap
 */
function countsOfEqual(
  lines: readonly string[],
  heads: Int32Array,
  changed: Uint8Array,
  endOf: (gap: number) => number,
): (line: number) => Equal {
  const counts = new Map<string, number>();
  const add = (key: string): string => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return key;
  };
  let k = 0;
  const keys = lines.map((text, i) => {
    while (endOf(k) < i) k++;
    return changed[k] ? { gap: add(`${k} ${text}`), block: add(`${k} ${heads[i]}: ${text}`) } : undefined;
  });
  return (line) => {
    const { gap, block } = keys[line]!;
    return { gap: counts.get(gap)!, block: counts.get(block)! };
  };
}
