/** The columns of {@link AwaitTable}, and the chains of awaits that wait for the same promise. */
import { Columns, grown, shift } from './columns';
import type { AwaitTable } from './tables';

export class Awaits extends Columns implements AwaitTable {
  task = new Int32Array(0);
  n = new Uint32Array(0);
  loc = new Uint32Array(0);
  promise = new Uint32Array(0);
  what = new Uint8Array(0);
  on = new Int32Array(0);
  suspend = new Float64Array(0);
  settle = new Float64Array(0);
  resume = new Float64Array(0);
  suspendSeq = new Uint32Array(0);
  settleSeq = new Uint32Array(0);
  resumeSeq = new Uint32Array(0);
  settlerTask = new Int32Array(0);
  settlerResource = new Int32Array(0);
  outcome = new Uint8Array(0);
  next = new Int32Array(0);
  /** The next await that waits for the same promise; read and written by {@link Promises} alone. */
  nextPending = new Int32Array(0);

  /** Adds an await that has just begun. */
  add(
    task: number,
    n: number,
    loc: number,
    promise: number,
    what: number,
    on: number,
    t: number,
    seq: number,
  ): number {
    const row = this.newRow();
    this.task[row] = task;
    this.n[row] = n;
    this.loc[row] = loc;
    this.promise[row] = promise;
    this.what[row] = what;
    this.on[row] = on;
    this.suspend[row] = t;
    this.suspendSeq[row] = seq;
    this.settle[row] = this.resume[row] = NaN;
    this.settlerTask[row] = this.settlerResource[row] = this.next[row] = this.nextPending[row] = -1;
    return row;
  }

  shift(by: number): void {
    shift(this.suspend, this.count, by);
    shift(this.settle, this.count, by);
    shift(this.resume, this.count, by);
  }

  protected widen(capacity: number): void {
    this.task = grown(this.task, capacity);
    this.n = grown(this.n, capacity);
    this.loc = grown(this.loc, capacity);
    this.promise = grown(this.promise, capacity);
    this.what = grown(this.what, capacity);
    this.on = grown(this.on, capacity);
    this.suspend = grown(this.suspend, capacity);
    this.settle = grown(this.settle, capacity);
    this.resume = grown(this.resume, capacity);
    this.suspendSeq = grown(this.suspendSeq, capacity);
    this.settleSeq = grown(this.settleSeq, capacity);
    this.resumeSeq = grown(this.resumeSeq, capacity);
    this.settlerTask = grown(this.settlerTask, capacity);
    this.settlerResource = grown(this.settlerResource, capacity);
    this.outcome = grown(this.outcome, capacity);
    this.next = grown(this.next, capacity);
    this.nextPending = grown(this.nextPending, capacity);
  }
}
