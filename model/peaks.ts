/** A column of small numbers that also knows the largest of any part of it, from those of blocks of 8, 64 and 512. */
import { grown } from './columns';

const TIMES = 8;
const LEVELS = 4;
const FIRST = 64;

/** Larger numbers are kept as this. */
export const MOST_PEAK = 0xffff;

export class Peaks {
  count = 0;
  private readonly levels = Array.from({ length: LEVELS }, () => new Uint16Array(0));

  push(value: number): void {
    let at = this.count++;
    this.put(0, at, Math.min(value, MOST_PEAK));
    for (let level = 1; level < LEVELS && at % TIMES === TIMES - 1; level++) {
      const below = this.levels[level - 1]!.subarray(at + 1 - TIMES, at + 1);
      at = (at - TIMES + 1) / TIMES;
      this.put(
        level,
        at,
        below.reduce((most, part) => Math.max(most, part), 0),
      );
    }
  }

  at(index: number): number {
    return this.levels[0]![index]!;
  }

  /** @returns the largest from `from` up to the one before `end`, of those that there are; 0 if there is none */
  most(from: number, end: number): number {
    const stop = Math.min(end, this.count);
    let most = 0;
    let at = from;
    while (at < stop) {
      let level = 0;
      let size = 1;
      while (level + 1 < LEVELS && at % (size * TIMES) === 0 && at + size * TIMES <= stop) {
        level++;
        size *= TIMES;
      }
      most = Math.max(most, this.levels[level]![at / size]!);
      at += size;
    }
    return most;
  }

  private put(level: number, at: number, value: number): void {
    let column = this.levels[level]!;
    if (at === column.length) this.levels[level] = column = grown(column, Math.max(FIRST, 2 * at));
    column[at] = value;
  }
}
