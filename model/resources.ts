/** The columns of {@link ResourceTable}. */
import { Columns, grown, shift } from './columns';
import type { ResourceTable } from './tables';

export class Resources extends Columns implements ResourceTable {
  stream = new Uint16Array(0);
  id = new Uint32Array(0);
  loc = new Uint32Array(0);
  type = new Uint32Array(0);
  task = new Int32Array(0);
  made = new Float64Array(0);
  madeSeq = new Uint32Array(0);
  delay = new Int32Array(0);
  repeats = new Uint8Array(0);
  calledSeq = new Uint32Array(0);

  add(
    stream: number,
    id: number,
    loc: number,
    type: number,
    task: number,
    made: number,
    seq: number,
  ): number {
    const row = this.newRow();
    this.stream[row] = stream;
    this.id[row] = id;
    this.loc[row] = loc;
    this.type[row] = type;
    this.task[row] = task;
    this.made[row] = made;
    this.madeSeq[row] = seq;
    this.delay[row] = -1;
    this.repeats[row] = this.calledSeq[row] = 0;
    return row;
  }

  shift(by: number): void {
    shift(this.made, this.count, by);
  }

  protected widen(capacity: number): void {
    this.stream = grown(this.stream, capacity);
    this.id = grown(this.id, capacity);
    this.loc = grown(this.loc, capacity);
    this.type = grown(this.type, capacity);
    this.task = grown(this.task, capacity);
    this.made = grown(this.made, capacity);
    this.madeSeq = grown(this.madeSeq, capacity);
    this.delay = grown(this.delay, capacity);
    this.repeats = grown(this.repeats, capacity);
    this.calledSeq = grown(this.calledSeq, capacity);
  }
}
