/** The rows of {@link TaskTable}, and what an outcome that its task does not tell is: see `promises.ts`. */
import { Rows } from './rows';
import type { StreamTimes, TaskTable } from './tables';
import { byTask, NOBODY, resourceOf, taskOf } from './who';

const ID = 0;
/** stream * 16 + variant * 4 + state */
const FLAGS = 1;
const LOC = 2;
const CALLER_LOC = 3;
const CREATOR = 4;
const START = 5;
const END = 6;
/** Row + 1, as in the fields below. */
const FIRST_AWAIT = 7;
const LAST_AWAIT = 8;
const OBSERVED = 9;
const AWAITS = 10;
/** Row in `departures` + 1. */
const DEPARTURE = 11;
const WIDTH = 12;

/** Of tasks that left: few do. */
const LEFT = 0;
const LINK = 1;
const SETTLER = 2;
const DEPARTURE_WIDTH = 3;

export class Tasks implements TaskTable {
  private readonly rows = new Rows(WIDTH);
  private readonly departures = new Rows(DEPARTURE_WIDTH);

  constructor(private readonly streams: readonly StreamTimes[]) {}

  get count(): number {
    return this.rows.count;
  }

  /** Adds a task of which nothing is known but its id: its start, if it was seen, is told by {@link started}. */
  add(stream: number, id: number): number {
    const task = this.rows.add();
    const page = this.rows.page(task);
    const at = this.rows.at(task);
    page[at + ID] = id;
    page[at + FLAGS] = stream << 4;
    return task;
  }

  started(task: number, seq: number, loc: number, callerLoc: number, variant: number, creator: number): void {
    const page = this.rows.page(task);
    const at = this.rows.at(task);
    page[at + FLAGS]! |= variant << 2;
    page[at + LOC] = loc;
    page[at + CALLER_LOC] = callerLoc;
    page[at + CREATOR] = creator;
    page[at + START] = seq;
  }

  /** @returns the await's number within the task */
  suspended(task: number, w: number): number {
    const page = this.rows.page(task);
    const at = this.rows.at(task);
    const n = ++page[at + AWAITS]!;
    if (n === 1) page[at + FIRST_AWAIT] = w + 1;
    page[at + LAST_AWAIT] = w + 1;
    return n;
  }

  leaves(task: number, seq: number): void {
    this.departures.set(this.departure(task), LEFT, seq);
  }

  /** The promise that it returned. */
  linked(task: number, promise: number): void {
    this.departures.set(this.departure(task), LINK, promise + 1);
  }

  /** @param settler who settled its outcome, if not it itself */
  ended(task: number, seq: number, state: number, settler: number): void {
    this.rows.set(task, END, seq);
    this.became(task, state);
    if (settler !== byTask(task)) this.departures.set(this.departure(task), SETTLER, settler);
  }

  became(task: number, state: number): void {
    this.rows.set(task, FLAGS, (this.rows.get(task, FLAGS) & ~3) | state);
  }

  /** Something waits for its outcome. */
  observed(task: number, seq: number): void {
    if (this.rows.get(task, OBSERVED) === 0) this.rows.set(task, OBSERVED, seq);
  }

  private departure(task: number): number {
    const known = this.rows.get(task, DEPARTURE);
    if (known !== 0) return known - 1;
    const row = this.departures.add();
    this.departures.set(row, SETTLER, byTask(task));
    this.rows.set(task, DEPARTURE, row + 1);
    return row;
  }

  stream(task: number): number {
    return this.rows.get(task, FLAGS) >> 4;
  }

  id(task: number): number {
    return this.rows.get(task, ID) >>> 0;
  }

  loc(task: number): number {
    return this.rows.get(task, LOC) >>> 0;
  }

  callerLoc(task: number): number {
    return this.rows.get(task, CALLER_LOC) >>> 0;
  }

  parent(task: number): number {
    return taskOf(this.rows.get(task, CREATOR));
  }

  resource(task: number): number {
    return resourceOf(this.rows.get(task, CREATOR));
  }

  variant(task: number): number {
    return (this.rows.get(task, FLAGS) >> 2) & 3;
  }

  state(task: number): number {
    return this.rows.get(task, FLAGS) & 3;
  }

  start(task: number): number {
    return this.timeOf(task, this.startSeq(task));
  }

  end(task: number): number {
    return this.timeOf(task, this.endSeq(task));
  }

  startSeq(task: number): number {
    return this.rows.get(task, START) >>> 0;
  }

  endSeq(task: number): number {
    return this.rows.get(task, END) >>> 0;
  }

  left(task: number): number {
    return this.timeOf(task, this.leftSeq(task));
  }

  leftSeq(task: number): number {
    const row = this.rows.get(task, DEPARTURE);
    return row === 0 ? 0 : this.departures.get(row - 1, LEFT) >>> 0;
  }

  firstAwait(task: number): number {
    return this.rows.get(task, FIRST_AWAIT) - 1;
  }

  lastAwait(task: number): number {
    return this.rows.get(task, LAST_AWAIT) - 1;
  }

  awaits(task: number): number {
    return this.rows.get(task, AWAITS);
  }

  observedSeq(task: number): number {
    return this.rows.get(task, OBSERVED) >>> 0;
  }

  /** @returns the promise that it was resolved with, as rows of `PromiseTable` are; -1 if that is not known */
  link(task: number): number {
    const row = this.rows.get(task, DEPARTURE);
    return row === 0 ? -1 : this.departures.get(row - 1, LINK) - 1;
  }

  /** @returns who settled its outcome: see `who.ts` */
  settler(task: number): number {
    if (this.endSeq(task) === 0) return NOBODY;
    const row = this.rows.get(task, DEPARTURE);
    return row === 0 ? byTask(task) : this.departures.get(row - 1, SETTLER);
  }

  private timeOf(task: number, seq: number): number {
    return this.streams[this.stream(task)]!.times.at(seq);
  }
}
