/** Tasks by what a reader wants side by side: by request, by thread, by function, or by the line at which they wait. */
import { What } from '../protocol/events';
import { grown } from './columns';
import { GroupList } from './group-list';
import { OutcomeTotals } from './outcome-totals';
import { RequestSpans } from './request-spans';
import type { PlaceKey } from './sites';
import type { Tables } from './tables';
import { WaitTotals } from './wait-totals';

/**
 * `creator` is the tree of `Lanes`, below a group for each thread where there are several. `request`: all tasks that come from one that no task
 * has created, such as that of a request that a server got, or of a test that a runner called.
 */
export const GROUPINGS = ['creator', 'request', 'thread', 'function', 'line'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface LaneGroup {
  /** The same for the same group while a recording grows. */
  readonly key: string;
  readonly stream: number;
  /** A location of the stream that stands at the function or line, or at that of the request's first task; 0 of a thread's group. */
  readonly loc: number;
  /** Tasks of the group, in the order of their first part in it. */
  readonly tasks: readonly number[];
  /** Of a line, the awaits that stand there; of others all awaits of their tasks, and this is empty. */
  readonly awaits: readonly number[];
  /**
   * What its lane consists of: the row of an await, which stands for what ran after it too, or `-1 - task` for what a task ran before its first
   * await. Neighbours are near each other in time.
   */
  readonly parts: readonly number[];
  /** Calls, or of a line suspensions. */
  readonly count: number;
  /** What these waited, and were ready, in all; ns. */
  readonly waiting: number;
  readonly ready: number;
  /** Tasks that ended with an error, and those that have not ended; of a line awaits that threw, and those that have not gone on. */
  readonly rejected: number;
  readonly open: number;
  /** Of a request: that of its function, from 1, and how long it took from its first task's start to its last one's end, ns. */
  readonly nth?: number;
  readonly took?: number;
}

/** Groups that grow with their recording: what is new costs what it is, not what there is already. */
export class TaskGroups {
  private readonly list: GroupList;
  private readonly waits = new WaitTotals();
  private readonly outcomes: OutcomeTotals;
  private readonly requests: RequestSpans;
  /** Numbers of groups by stream and location. */
  private readonly places: number[][] = [];
  /** Of a task, 1 + the number of the group that it came into first; 0 for none. */
  private groupOf = new Int32Array(0);
  /** Of lines: the tasks that wait there, by the group's number. */
  private readonly members: Set<number>[] = [];
  private seenTasks = 0;
  private seenAwaits = 0;

  /**
   * @param placeOf of functions and lines; groups stand in the order of these keys
   * @param hides tasks to be left out. If either answers otherwise than before, groups have to begin anew
   */
  constructor(
    private readonly by: Exclude<Grouping, 'creator'>,
    private readonly placeOf: PlaceKey,
    private readonly hides: (task: number) => boolean,
  ) {
    this.list = new GroupList(by === 'function' || by === 'line');
    this.outcomes = new OutcomeTotals(by === 'line');
    this.requests = new RequestSpans(placeOf);
  }

  /** In the order in which they are shown. The list, and each group in it, stays the same object while it grows. */
  get groups(): readonly LaneGroup[] {
    return this.list.shown;
  }

  /**
   * @param w an await of the task, -1 for none: by line, it tells which of the task's groups is meant
   * @returns where the group of the task stands, of several the one that it came into first; -1 if it is in none
   */
  rankOf(tables: Tables, task: number, w = -1): number {
    const first = task < this.groupOf.length ? this.groupOf[task]! - 1 : -1;
    if (first < 0) return -1;
    const isOwn = this.by !== 'line' || w < 0 || w >= this.seenAwaits || tables.awaits.what(w) === What.yield;
    return this.list.rank(isOwn ? first : this.at(tables.tasks.stream(task), tables.awaits.loc(w)));
  }

  /** Takes in what is new. @returns where the first of the groups stands that was not there, or stood elsewhere; Infinity for none */
  update(tables: Tables): number {
    const { tasks, awaits, streams } = tables;
    if (this.by === 'thread') streams.forEach((_, stream) => this.list.find(`#${stream}`, stream, 0));
    if (this.groupOf.length < tasks.count) this.groupOf = grown(this.groupOf, 2 * tasks.count);
    for (; this.seenTasks < tasks.count; this.seenTasks++) this.addTask(tables, this.seenTasks);
    for (; this.seenAwaits < awaits.count; this.seenAwaits++) {
      if (this.by === 'line') this.addToLine(tables, this.seenAwaits);
      else this.addAwait(tables, this.seenAwaits);
    }
    this.waits.update(tables);
    this.outcomes.update(tables);
    this.requests.update(tables);
    return this.list.order();
  }

  private addTask(tables: Tables, task: number): void {
    const { by, list } = this;
    if (by === 'request') this.requests.take(tables, task);
    if (by === 'line' || this.hides(task)) return;
    const [stream, loc] = [tables.tasks.stream(task), tables.tasks.loc(task)];
    const number =
      by === 'thread'
        ? list.find(`#${stream}`, stream, 0)
        : by === 'function'
          ? this.at(stream, loc)
          : list.find(String(this.requests.rootOf(task)), stream, loc);
    const group = list.group(number);
    if (by === 'request') this.requests.add(tables, group, task);
    this.groupOf[task] = number + 1;
    group.tasks.push(task);
    group.parts.push(-1 - task);
    group.count++;
    this.outcomes.add(tables, group, task);
  }

  private addAwait(tables: Tables, w: number): void {
    const number = this.groupOf[tables.awaits.task(w)]! - 1;
    if (number < 0) return;
    const group = this.list.group(number);
    group.parts.push(w);
    this.waits.add(tables, group, w);
  }

  private addToLine(tables: Tables, w: number): void {
    const { tasks, awaits } = tables;
    const task = awaits.task(w);
    if (awaits.what(w) === What.yield || this.hides(task)) return;
    const number = this.at(tasks.stream(task), awaits.loc(w));
    const group = this.list.group(number);
    const members = (this.members[number] ??= new Set());
    if (!members.has(task)) {
      members.add(task);
      group.tasks.push(task);
      if (this.groupOf[task] === 0) this.groupOf[task] = number + 1;
    }
    group.awaits.push(w);
    group.count++;
    this.waits.add(tables, group, w);
    this.outcomes.add(tables, group, w);
  }

  /** @returns the number of the group of a location, whose key is asked for once */
  private at(stream: number, loc: number): number {
    const known = (this.places[stream] ??= []);
    return (known[loc] ??= this.list.find(this.placeOf(stream, loc), stream, loc, this.by === 'line'));
  }
}
