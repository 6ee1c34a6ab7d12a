/** The columns of {@link OutputTable}. */
import { Columns, grown, shift } from './columns';
import type { OutputTable } from './tables';

export class Outputs extends Columns implements OutputTable {
  stream = new Uint16Array(0);
  task = new Int32Array(0);
  loc = new Uint32Array(0);
  t = new Float64Array(0);
  seq = new Uint32Array(0);
  stderr = new Uint8Array(0);
  readonly text: string[] = [];

  add(
    stream: number,
    task: number,
    loc: number,
    t: number,
    seq: number,
    stderr: number,
    text: string,
  ): number {
    const row = this.newRow();
    this.stream[row] = stream;
    this.task[row] = task;
    this.loc[row] = loc;
    this.t[row] = t;
    this.seq[row] = seq;
    this.stderr[row] = stderr;
    this.text.push(text);
    return row;
  }

  shift(by: number): void {
    shift(this.t, this.count, by);
  }

  protected widen(capacity: number): void {
    this.stream = grown(this.stream, capacity);
    this.task = grown(this.task, capacity);
    this.loc = grown(this.loc, capacity);
    this.t = grown(this.t, capacity);
    this.seq = grown(this.seq, capacity);
    this.stderr = grown(this.stderr, capacity);
  }
}
