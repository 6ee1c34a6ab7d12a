/** The rows of {@link AwaitTable}. How its promise settled is not kept again for each await: it is asked of the promise. */
import { What } from '../protocol/events';
import { Rows } from './rows';
import { OUTCOME } from './promises';
import type { Promises } from './promises';
import type { AwaitTable, StreamTimes } from './tables';
import type { Tasks } from './tasks';
import { NOBODY, resourceOf, taskOf } from './who';

const TASK = 0;
/** n * 16 + what * 4 + outcome */
const FLAGS = 1;
const LOC = 2;
/** Row of the promise + 1; of a value the id of what it was wrapped in. */
const PROMISE = 3;
const SUSPEND = 4;
const RESUME = 5;
/** Row + 1 */
const NEXT = 6;
const WIDTH = 7;

export class Awaits implements AwaitTable {
  private readonly rows = new Rows(WIDTH);

  constructor(
    private readonly tasks: Tasks,
    private readonly streams: readonly (StreamTimes & { readonly promises: Promises })[],
  ) {}

  get count(): number {
    return this.rows.count;
  }

  /**
   * Adds an await that has just begun.
   * @param promise its row + 1; of a value its id
   */
  add(task: number, loc: number, promise: number, what: number, seq: number): number {
    const before = this.tasks.lastAwait(task);
    const w = this.rows.add();
    if (before >= 0) this.rows.set(before, NEXT, w + 1);
    const page = this.rows.page(w);
    const at = this.rows.at(w);
    page[at + TASK] = task;
    page[at + FLAGS] = (this.tasks.suspended(task, w) << 4) | (what << 2);
    page[at + LOC] = loc;
    page[at + PROMISE] = promise;
    page[at + SUSPEND] = seq;
    return w;
  }

  resumed(w: number, seq: number, outcome: number): void {
    this.rows.set(w, RESUME, seq);
    this.gave(w, outcome);
  }

  gave(w: number, outcome: number): void {
    this.rows.set(w, FLAGS, (this.rows.get(w, FLAGS) & ~3) | outcome);
  }

  task(w: number): number {
    return this.rows.get(w, TASK);
  }

  n(w: number): number {
    return this.rows.get(w, FLAGS) >>> 4;
  }

  loc(w: number): number {
    return this.rows.get(w, LOC) >>> 0;
  }

  what(w: number): number {
    return (this.rows.get(w, FLAGS) >> 2) & 3;
  }

  outcome(w: number): number {
    return this.rows.get(w, FLAGS) & 3;
  }

  promise(w: number): number {
    const row = this.promiseRow(w);
    if (row >= 0) return row >= OUTCOME ? this.tasks.id(row - OUTCOME) + 1 : this.promises(w).id(row);
    return this.what(w) === What.value ? this.rows.get(w, PROMISE) >>> 0 : 0;
  }

  promiseRow(w: number): number {
    return this.what(w) === What.value ? -1 : this.rows.get(w, PROMISE) - 1;
  }

  on(w: number): number {
    const row = this.promiseRow(w);
    if (row >= OUTCOME) return row - OUTCOME;
    return row < 0 ? -1 : this.promises(w).taskOf(row);
  }

  next(w: number): number {
    return this.rows.get(w, NEXT) - 1;
  }

  suspendSeq(w: number): number {
    return this.rows.get(w, SUSPEND) >>> 0;
  }

  resumeSeq(w: number): number {
    return this.rows.get(w, RESUME) >>> 0;
  }

  settleSeq(w: number): number {
    const seq = this.causeSeq(w);
    return seq > this.suspendSeq(w) ? seq : 0;
  }

  readySeq(w: number): number {
    const seq = this.causeSeq(w);
    return seq === 0 ? 0 : Math.max(seq, this.suspendSeq(w));
  }

  suspend(w: number): number {
    return this.stream(w).times.at(this.suspendSeq(w));
  }

  settle(w: number): number {
    return this.stream(w).times.at(this.readySeq(w));
  }

  resume(w: number): number {
    return this.stream(w).times.at(this.resumeSeq(w));
  }

  settlerTask(w: number): number {
    return taskOf(this.settler(w));
  }

  settlerResource(w: number): number {
    return resourceOf(this.settler(w));
  }

  private settler(w: number): number {
    const row = this.promiseRow(w);
    return row < 0 || this.causeSeq(w) === 0 ? NOBODY : this.promises(w).settler(row);
  }

  /** @returns the event that settled what it waits for; of a value its suspension; 0 if there is none, or none that can be the cause */
  private causeSeq(w: number): number {
    if (this.what(w) === What.value) return this.suspendSeq(w);
    const row = this.promiseRow(w);
    if (row < 0) return 0;
    const seq = row >= OUTCOME ? this.tasks.endSeq(row - OUTCOME) : this.promises(w).settleSeq(row);
    if (seq === 0) return 0;
    // One that went on already lost its settling somewhere, or its task waits elsewhere by then.
    const resumed = this.resumeSeq(w);
    if (resumed !== 0) return seq < resumed ? seq : 0;
    const next = this.next(w);
    return next < 0 || seq < this.suspendSeq(next) ? seq : 0;
  }

  private promises(w: number): Promises {
    return this.streams[this.tasks.stream(this.task(w))]!.promises;
  }

  private stream(w: number): StreamTimes {
    return this.streams[this.tasks.stream(this.task(w))]!;
  }
}
