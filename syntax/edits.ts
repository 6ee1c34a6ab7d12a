/**
 * Insertions into a text, and the way back: which place of the text one of the edited text is. Nothing is ever taken out and no line
 * ends are put in, so lines stay; only columns move.
 */
export interface Edits {
  /** Offsets in the text before which something is inserted, rising; several may be equal. */
  readonly at: Uint32Array;
  /** How long each insertion is. */
  readonly length: Uint32Array;
}

/** @returns the text with the insertions in it */
export function splice(text: string, at: ArrayLike<number>, inserted: readonly string[]): string {
  let out = '';
  let from = 0;
  for (let i = 0; i < inserted.length; i++) {
    const to = at[i]!;
    if (to > from) out += text.slice(from, to);
    out += inserted[i]!;
    from = to;
  }
  return out + text.slice(from);
}

/** Offsets of an edited text ⇄ those of the text. */
export class OffsetMap {
  /** Where each insertion begins in the edited text. */
  private readonly edited: Uint32Array;
  /** Length of all insertions before each. */
  private readonly before: Uint32Array;

  constructor(private readonly edits: Edits) {
    const { at, length } = edits;
    this.edited = new Uint32Array(at.length);
    this.before = new Uint32Array(at.length + 1);
    for (let i = 0, sum = 0; i < at.length; i++) {
      this.edited[i] = at[i]! + sum;
      sum += length[i]!;
      this.before[i + 1] = sum;
    }
  }

  /** @returns the offset in the text; of a place within an insertion that before which it was inserted */
  original(offset: number): number {
    const i = lastAtOrBefore(this.edited, offset);
    if (i < 0) return offset;
    const inside = offset - this.edited[i]!;
    const length = this.edits.length[i]!;
    return inside < length ? this.edits.at[i]! : offset - this.before[i + 1]!;
  }

  /** @returns the offset in the edited text of the character at an offset of the text */
  moved(offset: number): number {
    return offset + this.before[lastAtOrBefore(this.edits.at, offset) + 1]!;
  }
}

/** Index of the last entry that is not greater; -1 if there is none. */
function lastAtOrBefore(rising: Uint32Array, value: number): number {
  let low = -1;
  let high = rising.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (rising[middle]! <= value) low = middle;
    else high = middle;
  }
  return low;
}
