/**
 * The parts of a group's lane, summed in blocks on one axis, and these in larger ones. Parts begin about in their order; they may end, and become
 * known, in any other, so that each block says from where to where it reaches.
 */
import { grown } from '../model/columns';
import { STATES } from './coverage';

/** Parts in a smallest block. */
export const BLOCK = 32;
/** Blocks in a larger one. */
const TIMES = 16;
const LEVELS = 3;
/** Bits behind those of the states: an await threw, a task ended with an error. */
export const THREW = 1 << STATES;
export const REJECTED = 2 << STATES;

/** Blocks of one size. */
class Blocks {
  /** Where a block's first part begins and its last one ends. */
  from = new Float64Array(0);
  to = new Float64Array(0);
  /** How long each block is in each state. */
  sums = new Float64Array(0);
  /** Bits of the states that are there, however short, {@link THREW} and {@link REJECTED}. */
  present = new Uint8Array(0);
  count = 0;

  add(block: number, state: number, from: number, to: number): void {
    this.reach(block, from, to);
    this.sums[block * STATES + state]! += to - from;
    this.present[block]! |= 1 << state;
  }

  /** @param bit {@link THREW} or {@link REJECTED} */
  mark(block: number, bit: number, at: number): void {
    this.reach(block, at, at);
    this.present[block]! |= bit;
  }

  private reach(block: number, from: number, to: number): void {
    if (block >= this.count) this.extend(block + 1);
    if (from < this.from[block]!) this.from[block] = from;
    if (to > this.to[block]!) this.to[block] = to;
  }

  private extend(count: number): void {
    if (count > this.present.length) {
      const room = Math.max(4, 2 * count);
      this.from = grown(this.from, room).fill(Infinity, this.count);
      this.to = grown(this.to, room).fill(-Infinity, this.count);
      this.sums = grown(this.sums, room * STATES);
      this.present = grown(this.present, room);
    }
    this.count = count;
  }
}

/** What a look at the blocks finds. */
export interface PartVisitor {
  /** Whether a part of the axis is out of sight. */
  misses(from: number, to: number): boolean;
  /** Whether a block of this length is so narrow that its sums say enough. */
  isNarrow(length: number): boolean;
  /** A narrow block: bits of its states and marks, how long each of them lasts in all, from `at` on, and from where to where the block reaches. */
  sum(present: number, lengths: Float64Array, at: number, from: number, to: number): void;
  /** Parts that have to be looked at by themselves, by their numbers. */
  parts(first: number, end: number): void;
}

export class PartBlocks {
  private readonly levels = Array.from({ length: LEVELS }, () => new Blocks());

  /** @param part its number; from, to: of one of its segments */
  add(part: number, state: number, from: number, to: number): void {
    let block = Math.floor(part / BLOCK);
    for (const level of this.levels) {
      level.add(block, state, from, to);
      block = Math.floor(block / TIMES);
    }
  }

  /** @param bit {@link THREW} or {@link REJECTED}, of something at a place on the axis */
  mark(part: number, bit: number, at: number): void {
    let block = Math.floor(part / BLOCK);
    for (const level of this.levels) {
      level.mark(block, bit, at);
      block = Math.floor(block / TIMES);
    }
  }

  /** Visits what is in sight: blocks as large as can be. */
  visit(visitor: PartVisitor): void {
    this.look(visitor, LEVELS - 1, 0, Infinity);
  }

  private look(visitor: PartVisitor, level: number, first: number, end: number): void {
    const blocks = this.levels[level]!;
    const stop = Math.min(end, blocks.count);
    for (let block = first; block < stop; block++) {
      const [from, to] = [blocks.from[block]!, blocks.to[block]!];
      if (visitor.misses(from, to)) continue;
      if (visitor.isNarrow(to - from)) {
        visitor.sum(blocks.present[block]!, blocks.sums, block * STATES, from, to);
      } else if (level > 0) this.look(visitor, level - 1, block * TIMES, (block + 1) * TIMES);
      else visitor.parts(block * BLOCK, (block + 1) * BLOCK);
    }
  }
}
