/**
 * The model of a recording, as columns. A row is one task, one await, one printed line, one resource; a reference is a row
 * number, -1 for none. Columns grow by doubling: use `count`, never an array's length, and take the array anew after an
 * `append` (it may have been replaced).
 *
 * Times are ns since the recording began (its earliest stream). `seq` is the position on the order axis: the number of the
 * event among those of its own stream, from 1. A time or seq that is not (yet) known is NaN or 0.
 *
 * One await, drawn on its task's lane:
 *
 *        suspend        settle     resume          next suspend, or end
 *     ───┤ waiting      │ ready    │ running       ├───
 */
import type { StreamTables } from '../protocol/events';
import type { StreamEnd, StreamInfo } from '../protocol/container';
import type { JobTable, Jobs } from './jobs';
import type { PromiseTable } from './promises';

export interface TaskTable {
  readonly count: number;
  /** Row of {@link StreamRow}. */
  readonly stream: Uint16Array;
  /** Id within the stream (`TaskId`). */
  readonly id: Uint32Array;
  /** Locations are those of the stream's tables; 0 if unknown. */
  readonly loc: Uint32Array;
  readonly callerLoc: Uint32Array;
  /** Task in whose execution it began. */
  readonly parent: Int32Array;
  /** Resource in whose callback it began. */
  readonly resource: Int32Array;
  /** `TaskVariant`. */
  readonly variant: Uint8Array;
  /** `State`; `unknown` also while it is unfinished: see `end`. */
  readonly state: Uint8Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly startSeq: Uint32Array;
  readonly endSeq: Uint32Array;
  /** When its function returned a promise that had still to settle (`Leave`); NaN if it did not. */
  readonly left: Float64Array;
  readonly leftSeq: Uint32Array;
  readonly firstAwait: Int32Array;
  readonly lastAwait: Int32Array;
  readonly awaits: Uint32Array;
}

export interface AwaitTable {
  readonly count: number;
  readonly task: Int32Array;
  /** 1, 2, … within the task. */
  readonly n: Uint32Array;
  readonly loc: Uint32Array;
  /** Id of the promise within the stream. */
  readonly promise: Uint32Array;
  /** `What`. */
  readonly what: Uint8Array;
  /** Task whose outcome was awaited. */
  readonly on: Int32Array;
  readonly suspend: Float64Array;
  /** When the promise settled; equals `suspend` if it had settled before; NaN while it has not. */
  readonly settle: Float64Array;
  readonly resume: Float64Array;
  readonly suspendSeq: Uint32Array;
  /** 0 also where the settling is not an event of its own (a plain value, a promise settled before the suspension). */
  readonly settleSeq: Uint32Array;
  readonly resumeSeq: Uint32Array;
  /** Task, or resource, in whose execution the promise settled. */
  readonly settlerTask: Int32Array;
  readonly settlerResource: Int32Array;
  /** `State`: fulfilled = the await gave a value, rejected = it threw. */
  readonly outcome: Uint8Array;
  /** The task's next await. */
  readonly next: Int32Array;
}

export interface ResourceTable {
  readonly count: number;
  readonly stream: Uint16Array;
  /** Node's async id. */
  readonly id: Uint32Array;
  readonly loc: Uint32Array;
  /** String of the stream's tables. */
  readonly type: Uint32Array;
  /** Task that made it. */
  readonly task: Int32Array;
  readonly made: Float64Array;
  readonly madeSeq: Uint32Array;
  /** Of a timer: how long it waits, in ms, and 1 if it does so again and again; -1 if it is none, or not known. */
  readonly delay: Int32Array;
  readonly repeats: Uint8Array;
  /** Its last callback; 0 while it had none. */
  readonly calledSeq: Uint32Array;
}

export interface OutputTable {
  readonly count: number;
  readonly stream: Uint16Array;
  readonly task: Int32Array;
  readonly loc: Uint32Array;
  readonly t: Float64Array;
  readonly seq: Uint32Array;
  /** 1 = stderr. */
  readonly stderr: Uint8Array;
  readonly text: readonly string[];
}

/** Times in which something held a thread: a debugger, or the tracer. */
export interface PauseTable {
  readonly count: number;
  readonly stream: Uint16Array;
  readonly start: Float64Array;
  /** NaN while it is not over. */
  readonly end: Float64Array;
  readonly startSeq: Uint32Array;
  /** 0 while it is not over. */
  readonly endSeq: Uint32Array;
}

/** Where a thread was seen that had run one slice for long. */
export interface SightingTable {
  readonly count: number;
  readonly stream: Uint16Array;
  /** The task that ran; -1 if none did. */
  readonly task: Int32Array;
  /** 0 if it is not known. */
  readonly loc: Uint32Array;
  readonly t: Float64Array;
  readonly seq: Uint32Array;
}

export interface StreamRow {
  readonly jobs: JobTable & Pick<Jobs, 'at' | 'before'>;
  readonly promises: PromiseTable;
  /** Row of a task by its id (`TaskId`); -1 if it is not known. */
  taskRow(id: number): number;

  readonly info: StreamInfo;
  readonly tables: StreamTables;
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
