/** The columns of {@link TaskTable}. */
import { Columns, grown, shift } from './columns';
import type { TaskTable } from './tables';

export class Tasks extends Columns implements TaskTable {
  stream = new Uint16Array(0);
  id = new Uint32Array(0);
  loc = new Uint32Array(0);
  callerLoc = new Uint32Array(0);
  parent = new Int32Array(0);
  resource = new Int32Array(0);
  variant = new Uint8Array(0);
  state = new Uint8Array(0);
  start = new Float64Array(0);
  end = new Float64Array(0);
  startSeq = new Uint32Array(0);
  endSeq = new Uint32Array(0);
  left = new Float64Array(0);
  leftSeq = new Uint32Array(0);
  firstAwait = new Int32Array(0);
  lastAwait = new Int32Array(0);
  awaits = new Uint32Array(0);

  /** Adds a task of which nothing is known but its id: its start, if it was seen, is told by {@link started}. */
  add(stream: number, id: number): number {
    const row = this.newRow();
    this.stream[row] = stream;
    this.id[row] = id;
    this.parent[row] = this.resource[row] = -1;
    this.start[row] = this.end[row] = this.left[row] = NaN;
    this.firstAwait[row] = this.lastAwait[row] = -1;
    return row;
  }

  started(row: number, t: number, seq: number, loc: number, callerLoc: number, variant: number): void {
    this.start[row] = t;
    this.startSeq[row] = seq;
    this.loc[row] = loc;
    this.callerLoc[row] = callerLoc;
    this.variant[row] = variant;
  }

  shift(by: number): void {
    shift(this.start, this.count, by);
    shift(this.end, this.count, by);
    shift(this.left, this.count, by);
  }

  protected widen(capacity: number): void {
    this.stream = grown(this.stream, capacity);
    this.id = grown(this.id, capacity);
    this.loc = grown(this.loc, capacity);
    this.callerLoc = grown(this.callerLoc, capacity);
    this.parent = grown(this.parent, capacity);
    this.resource = grown(this.resource, capacity);
    this.variant = grown(this.variant, capacity);
    this.state = grown(this.state, capacity);
    this.start = grown(this.start, capacity);
    this.end = grown(this.end, capacity);
    this.startSeq = grown(this.startSeq, capacity);
    this.endSeq = grown(this.endSeq, capacity);
    this.left = grown(this.left, capacity);
    this.leftSeq = grown(this.leftSeq, capacity);
    this.firstAwait = grown(this.firstAwait, capacity);
    this.lastAwait = grown(this.lastAwait, capacity);
    this.awaits = grown(this.awaits, capacity);
  }
}
