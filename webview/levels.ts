/**
 * A long sequence on one axis (the awaits of a lane, the jobs of a thread), summed in blocks, and these in larger blocks: at any zoom, a few
 * of them tell what a pixel holds.
 *
 *     items     | | | | | | | | | | | | | | | | |  …
 *     blocks    ├───────┼───────┼───────┼───────┤  of `size` items
 *     blocks    ├───────────────────────────────┤  of `size` × 4
 */
import { grown } from '../model/columns';

/** Blocks in a larger one. */
const TIMES = 4;
const LEVELS = 5;
const FIRST_BLOCKS = 16;

/** Blocks of one size. */
export class Blocks {
  count = 0;
  /** Where each block's first item begins; there is one after the last block too. */
  from = new Float64Array(0);
  /** Sums of each block: how much of the axis each state takes. */
  sums = new Float32Array(0);
  /** Bits of the states that are there, however short, and other signs. */
  present = new Uint8Array(0);

  /** @param size items in a block */
  constructor(
    readonly size: number,
    private readonly states: number,
  ) {}

  /** Begins a block with nothing in it. @returns its number */
  begin(from: number): number {
    const block = this.count++;
    if (this.count >= this.from.length) {
      const room = Math.max(FIRST_BLOCKS, 2 * this.count);
      this.from = grown(this.from, room);
      this.present = grown(this.present, room);
      const sums = new Float32Array(room * this.states);
      sums.set(this.sums);
      this.sums = sums;
    }
    this.from[block] = from;
    return block;
  }

  /** @param length of an item, or of a part of it, in this state; it is there even without length */
  add(block: number, state: number, length: number): void {
    this.sums[block * this.states + state]! += length;
    this.present[block]! |= 1 << state;
  }

  /** Adds up the blocks of a smaller size that are new. */
  take(smaller: Blocks): void {
    while ((this.count + 1) * TIMES <= smaller.count) {
      const first = this.count * TIMES;
      const block = this.begin(smaller.from[first]!);
      for (let part = first; part < first + TIMES; part++) {
        for (let state = 0; state < this.states; state++)
          this.sums[block * this.states + state]! += smaller.sums[part * this.states + state]!;
        this.present[block]! |= smaller.present[part]!;
      }
      this.from[block + 1] = smaller.from[first + TIMES]!;
    }
  }
}

export class Levels {
  readonly smallest: Blocks;
  private readonly all: readonly Blocks[];

  /** @param size items in a smallest block */
  constructor(
    readonly size: number,
    states: number,
  ) {
    this.all = Array.from({ length: LEVELS }, (_, i) => new Blocks(size * TIMES ** i, states));
    this.smallest = this.all[0]!;
  }

  /** Takes in smallest blocks, by `add`, up to the last of `items` that has one after it: the last item may still change. */
  extend(items: number, add: (block: number) => void): void {
    const complete = Math.floor(Math.max(0, items - 1) / this.size);
    while (this.smallest.count < complete) add(this.smallest.count);
    for (let level = 1; level < LEVELS; level++) this.all[level]!.take(this.all[level - 1]!);
  }

  /**
   * @param item where a block is to begin, @param end before which it is to end
   * @param fits whether a block, by its number, need not be looked at more closely
   * @returns the largest such blocks; undefined if the item has to be looked at by itself
   */
  largest(item: number, end: number, fits: (blocks: Blocks, block: number) => boolean): Blocks | undefined {
    for (let level = LEVELS - 1; level >= 0; level--) {
      const blocks = this.all[level]!;
      if (item % blocks.size !== 0 || item + blocks.size > end) continue;
      const block = item / blocks.size;
      if (block < blocks.count && fits(blocks, block)) return blocks;
    }
    return undefined;
  }
}
