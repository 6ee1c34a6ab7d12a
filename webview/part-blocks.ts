/**
 * From where to where the parts of a group's lane reach on one axis, in blocks, and these in larger ones: to find those that are in view. Parts
 * begin about in their order; they may end, and become known, in any other.
 */
import { grown } from '../model/columns';

/** Parts in a smallest block. */
export const BLOCK = 32;
/** Blocks in a larger one. */
const TIMES = 16;
const LEVELS = 3;

/** Blocks of one size. */
class Blocks {
  /** Where a block's first part begins and its last one ends. */
  from = new Float64Array(0);
  to = new Float64Array(0);
  count = 0;

  reach(block: number, from: number, to: number): void {
    if (block >= this.count) this.extend(block + 1);
    if (from < this.from[block]!) this.from[block] = from;
    if (to > this.to[block]!) this.to[block] = to;
  }

  private extend(count: number): void {
    if (count > this.from.length) {
      const room = Math.max(4, 2 * count);
      this.from = grown(this.from, room).fill(Infinity, this.count);
      this.to = grown(this.to, room).fill(-Infinity, this.count);
    }
    this.count = count;
  }
}

export class PartBlocks {
  private readonly levels = Array.from({ length: LEVELS }, () => new Blocks());

  /** A part, by its number, reaches from a place to another one. */
  add(part: number, from: number, to: number): void {
    let block = Math.floor(part / BLOCK);
    for (const level of this.levels) {
      level.reach(block, from, to);
      block = Math.floor(block / TIMES);
    }
  }

  /**
   * Visits the parts of which some may be in sight, by their numbers.
   * @param misses whether a part of the axis is out of sight
   */
  visit(misses: (from: number, to: number) => boolean, parts: (first: number, end: number) => void): void {
    this.look(misses, parts, LEVELS - 1, 0, Infinity);
  }

  private look(
    misses: (from: number, to: number) => boolean,
    parts: (first: number, end: number) => void,
    level: number,
    first: number,
    end: number,
  ): void {
    const blocks = this.levels[level]!;
    const stop = Math.min(end, blocks.count);
    for (let block = first; block < stop; block++) {
      if (misses(blocks.from[block]!, blocks.to[block]!)) continue;
      if (level > 0) this.look(misses, parts, level - 1, block * TIMES, (block + 1) * TIMES);
      else parts(block * BLOCK, (block + 1) * BLOCK);
    }
  }
}
