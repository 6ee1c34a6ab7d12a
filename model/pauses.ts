/** The columns of {@link PauseTable}. */
import { Columns, grown, shift } from './columns';
import type { PauseTable } from './tables';

export class Pauses extends Columns implements PauseTable {
  stream = new Uint16Array(0);
  start = new Float64Array(0);
  end = new Float64Array(0);
  startSeq = new Uint32Array(0);
  endSeq = new Uint32Array(0);
  /** The pause of a stream that is not over, by stream. */
  private readonly open = new Map<number, number>();

  begin(stream: number, t: number, seq: number): void {
    // A debugger that stops what stands still has not let it go on.
    if (this.open.has(stream)) return;
    const row = this.newRow();
    this.stream[row] = stream;
    this.start[row] = t;
    this.end[row] = NaN;
    this.startSeq[row] = seq;
    this.open.set(stream, row);
  }

  /** @returns how long it was, ns */
  over(stream: number, t: number, seq: number): number {
    const row = this.open.get(stream);
    if (row === undefined) return 0;
    this.end[row] = t;
    this.endSeq[row] = seq;
    this.open.delete(stream);
    return t - this.start[row]!;
  }

  shift(by: number): void {
    shift(this.start, this.count, by);
    shift(this.end, this.count, by);
  }

  protected widen(capacity: number): void {
    this.stream = grown(this.stream, capacity);
    this.start = grown(this.start, capacity);
    this.end = grown(this.end, capacity);
    this.startSeq = grown(this.startSeq, capacity);
    this.endSeq = grown(this.endSeq, capacity);
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
    if (pauses.stream[row] !== stream) continue;
    const end = Number.isNaN(pauses.end[row]!) ? to : pauses.end[row]!;
    const shared = Math.min(end, to) - Math.max(pauses.start[row]!, from);
    if (shared <= 0) continue;
    count++;
    time += shared;
  }
  return { count, time };
}

/** @returns whether a debugger holds the stream's thread, as far as is known */
export function isPaused(pauses: PauseTable, stream: number): boolean {
  for (let row = pauses.count - 1; row >= 0; row--) {
    if (pauses.stream[row] === stream) return pauses.endSeq[row] === 0;
  }
  return false;
}
