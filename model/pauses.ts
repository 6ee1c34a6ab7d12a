/** The rows of {@link PauseTable}. */
import { Rows } from './rows';
import type { PauseTable, StreamTimes } from './tables';

const STREAM = 0;
const START = 1;
const END = 2;
const WIDTH = 3;

export class Pauses implements PauseTable {
  private readonly rows = new Rows(WIDTH);
  /** The pause of a stream that is not over, by stream. */
  private readonly open = new Map<number, number>();

  constructor(private readonly streams: readonly StreamTimes[]) {}

  get count(): number {
    return this.rows.count;
  }

  begin(stream: number, seq: number): void {
    // A debugger that stops what stands still has not let it go on.
    if (this.open.has(stream)) return;
    const pause = this.rows.add();
    this.rows.set(pause, STREAM, stream);
    this.rows.set(pause, START, seq);
    this.open.set(stream, pause);
  }

  /** @returns how long it was, ns */
  over(stream: number, seq: number): number {
    const pause = this.open.get(stream);
    if (pause === undefined) return 0;
    this.rows.set(pause, END, seq);
    this.open.delete(stream);
    return this.end(pause) - this.start(pause);
  }

  stream(pause: number): number {
    return this.rows.get(pause, STREAM);
  }

  start(pause: number): number {
    return this.streams[this.stream(pause)]!.times.at(this.startSeq(pause));
  }

  end(pause: number): number {
    return this.streams[this.stream(pause)]!.times.at(this.endSeq(pause));
  }

  startSeq(pause: number): number {
    return this.rows.get(pause, START) >>> 0;
  }

  endSeq(pause: number): number {
    return this.rows.get(pause, END) >>> 0;
  }
}

/** @returns ns of `from` to `to` in which a debugger held the stream's thread, and in how many pauses */
export function pausedWithin(
  pauses: PauseTable,
  stream: number,
  from: number,
  to: number,
): { count: number; time: number } {
  let count = 0;
  let time = 0;
  for (let row = 0; row < pauses.count; row++) {
    if (pauses.stream(row) !== stream) continue;
    const end = Number.isNaN(pauses.end(row)) ? to : pauses.end(row);
    const shared = Math.min(end, to) - Math.max(pauses.start(row), from);
    if (shared <= 0) continue;
    count++;
    time += shared;
  }
  return { count, time };
}

/** @returns whether a debugger holds the stream's thread, as far as is known */
export function isPaused(pauses: PauseTable, stream: number): boolean {
  for (let row = pauses.count - 1; row >= 0; row--) {
    if (pauses.stream(row) === stream) return pauses.endSeq(row) === 0;
  }
  return false;
}
