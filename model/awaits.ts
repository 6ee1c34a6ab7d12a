/** The rows of {@link AwaitTable}. How its promise settles is asked of the promise while it waits. */
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
/** Of one that was resumed: with which event it had become ready. */
const READY = 7;
const WIDTH = 8;

type Streams = readonly (StreamTimes & { readonly promises: Promises })[];

export class Awaits implements AwaitTable {
  private readonly rows = new Rows(WIDTH);

  constructor(
    private readonly tasks: Tasks,
    private readonly streams: Streams,
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
    // what settles later cannot be the cause
    const ready = this.readySeq(w);
    const page = this.rows.page(w);
    const at = this.rows.at(w);
    page[at + RESUME] = seq;
    page[at + READY] = ready;
    page[at + FLAGS] = (page[at + FLAGS]! & ~3) | outcome;
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
    if (row >= 0) return row >= OUTCOME ? this.tasks.id(row - OUTCOME) + 1 : this.stream(w).promises.id(row);
    return this.what(w) === What.value ? this.rows.get(w, PROMISE) >>> 0 : 0;
  }

  promiseRow(w: number): number {
    return this.what(w) === What.value ? -1 : this.rows.get(w, PROMISE) - 1;
  }

  on(w: number): number {
    const row = this.promiseRow(w);
    if (row >= OUTCOME) return row - OUTCOME;
    return row < 0 ? -1 : this.stream(w).promises.taskOf(row);
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
    const seq = this.readySeq(w);
    return seq === this.suspendSeq(w) ? 0 : seq;
  }

  readySeq(w: number): number {
    const page = this.rows.page(w);
    const at = this.rows.at(w);
    if (page[at + RESUME] !== 0) return page[at + READY]! >>> 0;
    const suspended = page[at + SUSPEND]! >>> 0;
    if (((page[at + FLAGS]! >> 2) & 3) === What.value) return suspended;
    const promise = page[at + PROMISE]! - 1;
    if (promise < 0) return 0;
    const seq =
      promise >= OUTCOME ? this.tasks.endSeq(promise - OUTCOME) : this.stream(w).promises.settleSeq(promise);
    if (seq <= suspended) return seq === 0 ? 0 : suspended;
    // its task may wait elsewhere by then
    const next = page[at + NEXT]! - 1;
    return next < 0 || seq < this.suspendSeq(next) ? seq : 0;
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
    return row < 0 || this.readySeq(w) === 0 ? NOBODY : this.stream(w).promises.settler(row);
  }

  private stream(w: number): Streams[number] {
    const { streams } = this;
    return streams.length === 1 ? streams[0]! : streams[this.tasks.stream(this.task(w))]!;
  }
}
