/**
 * The model of a recording, as tables. A row is one task, one await, one printed line, one resource; a reference is a row
 * number, -1 for none. A field is asked for with the row's number, from 0 to `count - 1`.
 *
 * Times are ns since the recording began (its earliest stream). `seq` is the number of the event among those of its own stream,
 * from 1; `order` tells where on the order axis that is. A time or seq that is not (yet) known is NaN or 0.
 *
 * One await, drawn on its task's lane:
 *
 *        suspend        settle     resume          next suspend, or end
 *     ───┤ waiting      │ ready    │ running       ├───
 */
import type { StreamTables } from '../protocol/events';
import type { StreamEnd, StreamInfo } from '../protocol/container';
import type { JobTable, Jobs } from './jobs';
import type { Places } from './order';
import type { PromiseTable } from './promises';
import type { Times } from './times';

export interface TaskTable {
  readonly count: number;
  /** Row of {@link StreamRow}. */
  stream(task: number): number;
  /** Id within the stream (`TaskId`). */
  id(task: number): number;
  /** Locations are those of the stream's tables; 0 if unknown. */
  loc(task: number): number;
  callerLoc(task: number): number;
  /** Task in whose execution it began. */
  parent(task: number): number;
  /** Resource in whose callback it began. */
  resource(task: number): number;
  /** `TaskVariant`. */
  variant(task: number): number;
  /** `State`; `unknown` also while it is unfinished: see `end`. */
  state(task: number): number;
  start(task: number): number;
  end(task: number): number;
  startSeq(task: number): number;
  endSeq(task: number): number;
  /** When its function returned a promise that had still to settle (`Leave`); NaN if it did not. */
  left(task: number): number;
  leftSeq(task: number): number;
  firstAwait(task: number): number;
  lastAwait(task: number): number;
  awaits(task: number): number;
}

export interface AwaitTable {
  readonly count: number;
  task(w: number): number;
  /** 1, 2, … within the task. */
  n(w: number): number;
  loc(w: number): number;
  /** Id of the promise within the stream. */
  promise(w: number): number;
  /** The same as a row of the stream's {@link PromiseTable}; -1 of a plain value. */
  promiseRow(w: number): number;
  /** `What`. */
  what(w: number): number;
  /** Task whose outcome was awaited. */
  on(w: number): number;
  suspend(w: number): number;
  /** When the promise settled; equals `suspend` if it had settled before; NaN while it has not. */
  settle(w: number): number;
  resume(w: number): number;
  suspendSeq(w: number): number;
  /** 0 also where the settling is not an event of its own (a plain value, a promise settled before the suspension). */
  settleSeq(w: number): number;
  /** With which event it became ready: `settleSeq`, or `suspendSeq` if there was nothing to wait for; 0 while it is not, or if that was not seen. */
  readySeq(w: number): number;
  resumeSeq(w: number): number;
  /** Task, or resource, in whose execution the promise settled. */
  settlerTask(w: number): number;
  settlerResource(w: number): number;
  /** `State`: fulfilled = the await gave a value, rejected = it threw. */
  outcome(w: number): number;
  /** The task's next await. */
  next(w: number): number;
}

export interface ResourceTable {
  readonly count: number;
  stream(resource: number): number;
  /** Node's async id. */
  id(resource: number): number;
  loc(resource: number): number;
  /** String of the stream's tables. */
  type(resource: number): number;
  /** Task that made it. */
  task(resource: number): number;
  made(resource: number): number;
  madeSeq(resource: number): number;
  /** Of a timer: how long it waits, in ms, and 1 if it does so again and again; -1 if it is none, or not known. */
  delay(resource: number): number;
  repeats(resource: number): number;
  /** Its last callback; 0 while it had none. */
  calledSeq(resource: number): number;
}

export interface OutputTable {
  readonly count: number;
  stream(output: number): number;
  task(output: number): number;
  loc(output: number): number;
  t(output: number): number;
  seq(output: number): number;
  /** 1 = stderr. */
  stderr(output: number): number;
  text(output: number): string;
}

/** Times in which something held a thread: a debugger, or the tracer. */
export interface PauseTable {
  readonly count: number;
  stream(pause: number): number;
  start(pause: number): number;
  /** NaN while it is not over. */
  end(pause: number): number;
  startSeq(pause: number): number;
  /** 0 while it is not over. */
  endSeq(pause: number): number;
}

/** Where a thread was seen that had run one slice for long. */
export interface SightingTable {
  readonly count: number;
  stream(sighting: number): number;
  /** The task that ran; -1 if none did. */
  task(sighting: number): number;
  /** 0 if it is not known. */
  loc(sighting: number): number;
  t(sighting: number): number;
  seq(sighting: number): number;
}

/** Knows when its events happened. */
export interface StreamTimes {
  readonly times: Pick<Times, 'at'>;
}

export interface StreamRow extends StreamTimes {
  readonly jobs: JobTable & Pick<Jobs, 'at' | 'before'>;
  readonly promises: PromiseTable;
  /** Row of a task by its id (`TaskId`); -1 if it is not known. */
  taskRow(id: number): number;
  /** Row of a resource by Node's id; -1 if its making was not recorded. */
  resourceRow(id: number): number;

  readonly info: StreamInfo;
  readonly tables: StreamTables;
  /** Where its events stand among those of all threads. */
  readonly order: Places;
  /** Add to a stream time to get ns since the recording began. */
  readonly offset: number;
  /** Events so far; the highest seq. */
  readonly events: number;
  /** Time of its last event, ns since the recording began. */
  readonly last: number;
  /** Events lost, with reasons. */
  readonly lost: readonly { readonly count: number; readonly why: string }[];
  readonly ended: boolean;
  /** How it ended; undefined while it has not, or if the thread was killed. */
  readonly end: StreamEnd | undefined;
}

export interface Tables {
  readonly tasks: TaskTable;
  readonly awaits: AwaitTable;
  readonly resources: ResourceTable;
  readonly outputs: OutputTable;
  readonly pauses: PauseTable;
  /** Times in which the tracer itself worked in a thread, long enough to show: they are no time of the program's. */
  readonly tracings: PauseTable;
  readonly sightings: SightingTable;
  readonly streams: readonly StreamRow[];
}
