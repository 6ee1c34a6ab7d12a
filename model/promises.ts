/**
 * What is known of one thread's promises: how they were made, that they settled, how and by whom, who waits for them.
 *
 *     promise 7 ─ pending ─→ await 12 ─ nextPending ─→ await 9 ─→ none
 *
 * A promise that user code neither made nor awaited has no row.
 */
import { PROMISE_MAKERS, State } from '../protocol/events';
import type { Awaits } from './awaits';
import { Columns, grown, shift } from './columns';
import type { Growth } from './growth';
import { RowIndex } from './row-index';

const COMBINATORS = new Set(['all', 'allSettled', 'race', 'any'].map((name) => indexOf(name)));

const ALL = indexOf('all');
/** Rows between those of two elements: an element that had none gets it then, and a list may be code that runs meanwhile. */
const MOST_BETWEEN = 64;

function indexOf(name: string): number {
  return (PROMISE_MAKERS as readonly string[]).indexOf(name);
}

export interface PromiseTable {
  readonly count: number;
  readonly id: Uint32Array;
  /** Call that made it: a location of the stream; 0 if not known, or if it is a task's outcome. */
  readonly loc: Uint32Array;
  /** Index in `PROMISE_MAKERS`. */
  readonly maker: Uint8Array;
  /** Id of the promise that it was chained to; 0 if to none. */
  readonly parent: Uint32Array;
  /** 0 if that was not recorded; of a task's outcome see the task. */
  readonly madeSeq: Uint32Array;
  /** Of what `all` and its kin chain to an element: row of the promise that they returned. Of others: row of the promise it was resolved with. */
  readonly link: Int32Array;
  /** 0 while it has not settled. */
  readonly settleSeq: Uint32Array;
  readonly settle: Float64Array;
  /** `State` */
  readonly state: Uint8Array;
  readonly settlerTask: Int32Array;
  readonly settlerResource: Int32Array;
  /** When something first waited for it; 0 while nothing has. */
  readonly observedSeq: Uint32Array;
  /** @returns row of a promise by its id; -1 if it has none */
  find(id: number): number;
  /** @returns rows of the promises that `all` or its kin, a row too, waits for; what is none was wrapped in one */
  elements(combinator: number): number[];
}

export class Promises extends Columns implements PromiseTable {
  id = new Uint32Array(0);
  loc = new Uint32Array(0);
  maker = new Uint8Array(0);
  parent = new Uint32Array(0);
  madeSeq = new Uint32Array(0);
  link = new Int32Array(0);
  settleSeq = new Uint32Array(0);
  settle = new Float64Array(0);
  state = new Uint8Array(0);
  settlerTask = new Int32Array(0);
  settlerResource = new Int32Array(0);
  observedSeq = new Uint32Array(0);
  private readonly rows: RowIndex;
  private pending = new Int32Array(0);
  /** The promises that a call of `all` or its kin made last, and before. */
  private combinator = -1;
  private combinatorBefore = -1;

  constructor(growth: Growth) {
    super(growth);
    this.rows = new RowIndex(growth);
  }

  /** User code makes a promise. */
  made(id: number, locAndMaker: number, parent: number, seq: number): void {
    const row = this.row(id);
    const maker = locAndMaker & 15;
    this.loc[row] = locAndMaker >>> 4;
    this.maker[row] = maker;
    this.parent[row] = parent;
    this.madeSeq[row] = seq;
    if (parent !== 0) this.observe(parent, seq);
    if (COMBINATORS.has(maker)) this.combine(row, parent);
  }

  /** `all` makes its own promise first, then for each element what it chains to it; an element that is no promise is wrapped. */
  private combine(row: number, parent: number): void {
    if (parent === 0) {
      this.combinatorBefore = this.combinator;
      this.combinator = row;
      return;
    }
    if (this.combinator >= 0 && this.id[this.combinator] === parent) this.combinator = this.combinatorBefore;
    const { combinator } = this;
    if (
      combinator < 0 ||
      this.maker[combinator] !== this.maker[row] ||
      this.loc[combinator] !== this.loc[row]
    )
      return;
    this.link[row] = combinator;
  }

  /** Something waits for the promise from now on. */
  observe(id: number, seq: number): void {
    const row = this.row(id);
    if (this.observedSeq[row] === 0) this.observedSeq[row] = seq;
  }

  /** In the job of `promise`, `by` is waited for out of sight: unless the promise settles in this job, that resolved it. */
  resolvedWith(promise: number, by: number): void {
    const row = this.row(promise);
    if (this.settleSeq[row] === 0 && !COMBINATORS.has(this.maker[row]!)) this.link[row] = this.row(by);
  }

  /**
   * The promise settles: every await that waits for it is told. A promise settles once; what claims to settle it again is
   * passed over.
   */
  settled(
    id: number,
    state: number,
    t: number,
    seq: number,
    task: number,
    resource: number,
    awaits: Awaits,
  ): void {
    const row = this.row(id);
    if (this.settleSeq[row] !== 0) return;
    this.settleSeq[row] = seq;
    this.settle[row] = t;
    this.state[row] = state;
    this.settlerTask[row] = task;
    this.settlerResource[row] = resource;
    for (let w = this.pending[row]!; w >= 0; w = awaits.nextPending[w]!) {
      // One that went on already lost its settling somewhere, or its task waits elsewhere by now: a later one cannot be the cause.
      if (awaits.resumeSeq[w] !== 0 || awaits.next[w]! >= 0) continue;
      awaits.settle[w] = t;
      awaits.settleSeq[w] = seq;
      awaits.settlerTask[w] = task;
      awaits.settlerResource[w] = resource;
    }
    this.pending[row] = -1;
  }

  /** An await begins to wait for the promise: if that has settled, the await is settled from its start. */
  wait(id: number, w: number, seq: number, awaits: Awaits): void {
    const row = this.row(id);
    if (this.observedSeq[row] === 0) this.observedSeq[row] = seq;
    if (this.settleSeq[row] !== 0) {
      awaits.settle[w] = awaits.suspend[w]!;
      awaits.settlerTask[w] = this.settlerTask[row]!;
      awaits.settlerResource[w] = this.settlerResource[row]!;
    } else {
      awaits.nextPending[w] = this.pending[row]!;
      this.pending[row] = w;
    }
  }

  /** @returns the `State` with which it settled; unknown also while it has not */
  stateOf(id: number): number {
    const row = this.rows.get(id);
    return row < 0 ? 0 : this.state[row]!;
  }

  /**
   * What came of a promise told how it had settled. If it is that of an `all` that is fulfilled, so are all that it waited for.
   * @param learned told of each promise of which that was not known before
   */
  learn(id: number, state: State, learned: (id: number) => void): void {
    const open = [this.rows.get(id)];
    while (open.length > 0) {
      const row = open.pop()!;
      if (row < 0 || this.settleSeq[row] === 0 || this.state[row] !== State.unknown) continue;
      this.state[row] = state;
      learned(this.id[row]!);
      const isAll = this.maker[row] === ALL && this.parent[row] === 0;
      if (isAll && state === State.fulfilled) open.push(...this.elements(row));
    }
  }

  elements(combinator: number): number[] {
    const found: number[] = [];
    let misses = 0;
    for (let row = combinator + 1; row < this.count && misses < MOST_BETWEEN; row++) {
      if (this.link[row] === combinator && this.parent[row] !== 0) {
        found.push(this.find(this.parent[row]!));
        misses = 0;
      } else {
        misses++;
      }
    }
    return found;
  }

  find(id: number): number {
    return id === 0 ? -1 : this.rows.get(id);
  }

  shift(by: number): void {
    shift(this.settle, this.count, by);
  }

  private row(id: number): number {
    const known = this.rows.get(id);
    if (known >= 0) return known;
    const row = this.newRow();
    this.rows.set(id, row);
    this.id[row] = id;
    this.settle[row] = NaN;
    this.settlerTask[row] = this.settlerResource[row] = this.pending[row] = this.link[row] = -1;
    return row;
  }

  protected widen(capacity: number): void {
    this.id = grown(this.id, capacity);
    this.loc = grown(this.loc, capacity);
    this.maker = grown(this.maker, capacity);
    this.parent = grown(this.parent, capacity);
    this.madeSeq = grown(this.madeSeq, capacity);
    this.link = grown(this.link, capacity);
    this.settleSeq = grown(this.settleSeq, capacity);
    this.settle = grown(this.settle, capacity);
    this.state = grown(this.state, capacity);
    this.settlerTask = grown(this.settlerTask, capacity);
    this.settlerResource = grown(this.settlerResource, capacity);
    this.observedSeq = grown(this.observedSeq, capacity);
    this.pending = grown(this.pending, capacity);
  }
}
