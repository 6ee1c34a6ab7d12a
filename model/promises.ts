/**
 * What is known of one thread's promises: how they were made, that they settled, how and by whom, who waits for them.
 *
 * A promise has a number here, its row: small ones for those that are more than a task's outcome, and {@link OUTCOME} + the task's row
 * for outcomes, of which the task tells all. One that user code neither made nor awaited has no row.
 */
import { PROMISE_MAKERS, State } from '../protocol/events';
import { Rows } from './rows';
import { RowIndex } from './row-index';
import type { Tasks } from './tasks';
import type { Times } from './times';
import { NOBODY, resourceOf, taskOf } from './who';

/**
 * From here up, a promise is the outcome of a task: this + the task's row. Twice as much would be no small integer for a browser, and slow
 * there.
 */
export const OUTCOME = 2 ** 29;

const COMBINATORS = PROMISE_MAKERS.map((name) => /^(all|allSettled|race|any)$/.test(name));
const ALL = PROMISE_MAKERS.indexOf('all');
/** Rows between those of two elements: an element that had none gets it then, and a list may be code that runs meanwhile. */
const MOST_BETWEEN = 64;

export interface PromiseTable {
  /** How many there are besides the outcomes of tasks: rows 0 to `count - 1`. */
  readonly count: number;
  id(promise: number): number;
  /** Call that made it: a location of the stream; 0 if not known, or if it is a task's outcome. */
  loc(promise: number): number;
  /** Index in `PROMISE_MAKERS`. */
  maker(promise: number): number;
  /** Row of the promise that it was chained to; -1 if to none. */
  parent(promise: number): number;
  /** 0 if that was not recorded; of a task's outcome see the task. */
  madeSeq(promise: number): number;
  /** Of what `all` and its kin chain to an element: row of the promise that they returned. Of others: row of the promise it was resolved with. */
  link(promise: number): number;
  /** 0 while it has not settled. */
  settleSeq(promise: number): number;
  settle(promise: number): number;
  /** `State` */
  state(promise: number): number;
  settlerTask(promise: number): number;
  settlerResource(promise: number): number;
  /** When something first waited for it; 0 while nothing has. */
  observedSeq(promise: number): number;
  /** @returns row of a promise by its id; -1 if it has none */
  find(id: number): number;
  /** @returns row of the task whose outcome it is; -1 if it is none's */
  taskOf(promise: number): number;
  /** @returns rows of the promises that `all` or its kin, a row too, waits for; what is none was wrapped in one */
  elements(combinator: number): number[];
}

const ID = 0;
/** location * 16 + maker */
const MADE_BY = 1;
/** Row + 1 */
const PARENT = 2;
const MADE = 3;
/** Row + 1 */
const LINK = 4;
const SETTLE = 5;
/** settler * 4 + state: see `who.ts` */
const SETTLER = 6;
const OBSERVED = 7;
const WIDTH = 8;

export class Promises implements PromiseTable {
  /** Rows by id, of tasks too: ids share their counter. */
  private readonly ids = new RowIndex();
  private readonly rows = new Rows(WIDTH);
  /** The promises that a call of `all` or its kin made last, and before. */
  private combinator = -1;
  private combinatorBefore = -1;

  constructor(
    private readonly tasks: Tasks,
    private readonly times: Times,
  ) {}

  get count(): number {
    return this.rows.count;
  }

  find(id: number): number {
    return id === 0 ? -1 : this.known(id);
  }

  taskOf(promise: number): number {
    return promise >= OUTCOME ? promise - OUTCOME : this.taskWith(this.id(promise) - 1);
  }

  /** @returns row of the task with this id; -1 if it is not known */
  taskWith(id: number): number {
    const row = this.ids.get(id);
    return row >= OUTCOME ? row - OUTCOME : -1;
  }

  addTask(id: number, task: number): void {
    this.ids.set(id, OUTCOME + task);
  }

  /** User code makes a promise. */
  made(id: number, locAndMaker: number, parent: number, seq: number): void {
    const promise = this.own(id);
    let chainedTo = -1;
    if (parent !== 0) {
      chainedTo = this.row(parent);
      this.observedBy(chainedTo, seq);
    }
    const page = this.rows.page(promise);
    const at = this.rows.at(promise);
    page[at + MADE_BY] = locAndMaker;
    page[at + MADE] = seq;
    page[at + PARENT] = chainedTo + 1;
    if (COMBINATORS[locAndMaker & 15]) this.combine(promise, chainedTo);
  }

  /** `all` makes its own promise first, then for each element what it chains to it; an element that is no promise is wrapped. */
  private combine(promise: number, parent: number): void {
    const { rows } = this;
    if (parent < 0) {
      this.combinatorBefore = this.combinator;
      this.combinator = promise;
      return;
    }
    if (this.combinator === parent) this.combinator = this.combinatorBefore;
    const { combinator } = this;
    if (combinator < 0 || rows.get(combinator, MADE_BY) !== rows.get(promise, MADE_BY)) return;
    rows.set(promise, LINK, combinator + 1);
  }

  /**
   * Something waits for the promise from now on.
   * @returns its row
   */
  observe(id: number, seq: number): number {
    const promise = this.row(id);
    this.observedBy(promise, seq);
    return promise;
  }

  private observedBy(promise: number, seq: number): void {
    if (promise >= OUTCOME) return this.tasks.observed(promise - OUTCOME, seq);
    if (this.rows.get(promise, OBSERVED) === 0) this.rows.set(promise, OBSERVED, seq);
  }

  /** In the job of `promise`, `by` is waited for out of sight: unless the promise settles in this job, that resolved it. */
  resolvedWith(promise: number, by: number): void {
    const row = this.row(promise);
    if (this.settleSeq(row) !== 0) return;
    if (row >= OUTCOME) this.tasks.linked(row - OUTCOME, this.row(by));
    else if (!COMBINATORS[this.maker(row)]) this.rows.set(row, LINK, this.row(by) + 1);
  }

  /**
   * The promise settles, once: what claims to settle it again is passed over. That of an outcome is the end of its task.
   * @param settler see `who.ts`
   */
  settled(id: number, state: number, seq: number, settler: number): void {
    const promise = this.row(id);
    if (promise >= OUTCOME) return;
    const page = this.rows.page(promise);
    const at = this.rows.at(promise);
    if (page[at + SETTLE] !== 0) return;
    page[at + SETTLE] = seq;
    page[at + SETTLER] = (settler << 2) | state;
  }

  /** A task ended: so has its outcome settled, if something was known of it before its task was. */
  outcomeSettled(id: number, state: number, seq: number, settler: number): void {
    const row = this.ids.get(id);
    if (row >= 0 && row < OUTCOME) this.settled(id, state, seq, settler);
  }

  /** @returns the `State` with which it settled; unknown also while it has not */
  stateOf(id: number): number {
    const promise = this.find(id);
    return promise < 0 ? State.unknown : this.state(promise);
  }

  /** What came of a promise told how it had settled. If it is that of an `all` that is fulfilled, so are all that it waited for. */
  learn(promise: number, state: State): void {
    const open = [promise];
    while (open.length > 0) {
      const row = open.pop()!;
      if (row < 0 || this.settleSeq(row) === 0 || this.state(row) !== State.unknown) continue;
      const task = this.taskOf(row);
      if (task >= 0 && this.tasks.endSeq(task) !== 0 && this.tasks.state(task) === State.unknown)
        this.tasks.became(task, state);
      if (row >= OUTCOME) continue;
      this.rows.set(row, SETTLER, this.rows.get(row, SETTLER) | state);
      const isAll = this.maker(row) === ALL && this.parent(row) < 0;
      // one by one: as arguments of one call, very many would not fit
      if (isAll && state === State.fulfilled) for (const element of this.elements(row)) open.push(element);
    }
  }

  elements(combinator: number): number[] {
    const found: number[] = [];
    let misses = 0;
    for (let row = combinator + 1; row < this.count && misses < MOST_BETWEEN; row++) {
      const parent = this.parent(row);
      if (parent >= 0 && this.link(row) === combinator) {
        found.push(parent);
        misses = 0;
      } else {
        misses++;
      }
    }
    return found;
  }

  id(promise: number): number {
    if (promise >= OUTCOME) return this.tasks.id(promise - OUTCOME) + 1;
    return this.rows.get(promise, ID) >>> 0;
  }

  loc(promise: number): number {
    return this.field(promise, MADE_BY) >>> 4;
  }

  maker(promise: number): number {
    return this.field(promise, MADE_BY) & 15;
  }

  parent(promise: number): number {
    return promise >= OUTCOME ? -1 : this.rows.get(promise, PARENT) - 1;
  }

  madeSeq(promise: number): number {
    return this.field(promise, MADE) >>> 0;
  }

  link(promise: number): number {
    if (promise >= OUTCOME) return this.tasks.link(promise - OUTCOME);
    return this.rows.get(promise, LINK) - 1;
  }

  settleSeq(promise: number): number {
    if (promise >= OUTCOME) return this.tasks.endSeq(promise - OUTCOME);
    return this.rows.get(promise, SETTLE) >>> 0;
  }

  settle(promise: number): number {
    return this.times.at(this.settleSeq(promise));
  }

  state(promise: number): number {
    if (promise >= OUTCOME) return this.tasks.state(promise - OUTCOME);
    return this.rows.get(promise, SETTLER) & 3;
  }

  /** @returns see `who.ts` */
  settler(promise: number): number {
    if (promise >= OUTCOME) return this.tasks.settler(promise - OUTCOME);
    return this.settleSeq(promise) === 0 ? NOBODY : this.rows.get(promise, SETTLER) >> 2;
  }

  settlerTask(promise: number): number {
    return taskOf(this.settler(promise));
  }

  settlerResource(promise: number): number {
    return resourceOf(this.settler(promise));
  }

  observedSeq(promise: number): number {
    if (promise >= OUTCOME) return this.tasks.observedSeq(promise - OUTCOME);
    return this.rows.get(promise, OBSERVED) >>> 0;
  }

  /** A field that outcomes do not have: theirs is 0. */
  private field(promise: number, field: number): number {
    return promise >= OUTCOME ? 0 : this.rows.get(promise, field);
  }

  private known(id: number): number {
    const row = this.ids.get(id);
    if (row >= 0 && row < OUTCOME) return row;
    const task = id === 0 ? -1 : this.ids.get(id - 1);
    return task >= OUTCOME ? task : -1;
  }

  private row(id: number): number {
    const known = this.known(id);
    return known >= 0 ? known : this.add(id);
  }

  /** Row of a promise that is more than an outcome. */
  private own(id: number): number {
    const row = this.ids.get(id);
    return row >= 0 && row < OUTCOME ? row : this.add(id);
  }

  private add(id: number): number {
    const promise = this.rows.add();
    this.rows.set(promise, ID, id);
    // a task's id is no promise's: what claims so is damaged, and must not hide the task
    if (this.ids.get(id) < OUTCOME) this.ids.set(id, promise);
    return promise;
  }
}
