/**
 * Rows that begin and end at some event each, in blocks: those that overlap a few events are found without looking at all of them.
 */
import type { Tables } from '../model/tables';

const BLOCK = 256;

export class Spans {
  private readonly first: number[] = [];
  /** Infinity while a row of the block has no end. */
  private readonly last: number[] = [];

  /**
   * @param begin of a row, which it has at once
   * @param end of a row; infinity while it has none
   */
  constructor(
    private readonly begin: (row: number) => number,
    private readonly end: (row: number) => number,
  ) {}

  /** Visits, in order, at least the rows that overlap a part from `from` to `to`. @param count of all rows, which may have grown */
  visit(count: number, from: number, to: number, visit: (row: number) => void): void {
    while ((this.first.length + 1) * BLOCK <= count) this.take();
    for (let block = 0; block < this.first.length; block++) {
      if (this.first[block]! > to) continue;
      // what had no end may have one now
      if (this.last[block] === Infinity) this.last[block] = this.lastOf(block);
      if (this.last[block]! < from) continue;
      for (let row = block * BLOCK; row < (block + 1) * BLOCK; row++) visit(row);
    }
    for (let row = this.first.length * BLOCK; row < count; row++) visit(row);
  }

  private take(): void {
    const block = this.first.length;
    let first = Infinity;
    for (let row = block * BLOCK; row < (block + 1) * BLOCK; row++) first = Math.min(first, this.begin(row));
    this.first.push(first);
    this.last.push(this.lastOf(block));
  }

  private lastOf(block: number): number {
    let last = -Infinity;
    for (let row = block * BLOCK; row < (block + 1) * BLOCK; row++) last = Math.max(last, this.end(row));
    return last;
  }
}

/** Tasks and awaits by their events. */
export class TableSpans {
  readonly tasks: Spans;
  readonly awaits: Spans;

  constructor({ tasks, awaits }: Tables) {
    this.tasks = new Spans(
      (task) => tasks.startSeq(task),
      (task) => tasks.endSeq(task) || Infinity,
    );
    this.awaits = new Spans(
      (w) => awaits.suspendSeq(w),
      (w) => awaits.resumeSeq(w) || Infinity,
    );
  }
}
