/**
 * What ran when: one thread's jobs, one after the other. A job is whatever the event loop runs in one go: the callback of a
 * resource, a promise's reaction, a resumed task until it suspends again; or a task that plain code started, until it first suspends.
 */
import { Kind } from '../protocol/events';
import { Columns, grown, shift } from './columns';

export const JobKind = {
  /** ref = task: called by code that is no job, such as the main script. */
  start: 0,
  /** ref = await, -1 if it was not recorded. */
  resume: 1,
  /** ref = id of the promise whose reaction runs. */
  reaction: 2,
  /** ref = resource, -1 if its making was not recorded. */
  callback: 3,
} as const;
export type JobKind = (typeof JobKind)[keyof typeof JobKind];

export interface JobTable {
  readonly count: number;
  /** {@link JobKind} */
  readonly kind: Uint8Array;
  /** What `kind` says. */
  readonly ref: Int32Array;
  readonly start: Float64Array;
  /** NaN while it runs, or if the recording stopped within. */
  readonly end: Float64Array;
  readonly startSeq: Uint32Array;
  /** Its last event; 0 while it runs. */
  readonly endSeq: Uint32Array;
  /** Which turn of the event loop: jobs of the same number drained one queue of microtasks. */
  readonly tick: Uint32Array;
  /** How much of it was the tracer's own work, ns; missing if none was. */
  readonly tracing: ReadonlyMap<number, number>;
  /** How much of it a debugger held the thread, ns; missing if none did. */
  readonly paused: ReadonlyMap<number, number>;
}

/** @returns how much of a job's time was not the program's own: the tracer worked, or a debugger held the thread, ns */
export function awayTime({ tracing, paused }: JobTable, job: number): number {
  return (tracing.get(job) ?? 0) + (paused.get(job) ?? 0);
}

export class Jobs extends Columns implements JobTable {
  kind = new Uint8Array(0);
  ref = new Int32Array(0);
  start = new Float64Array(0);
  end = new Float64Array(0);
  startSeq = new Uint32Array(0);
  endSeq = new Uint32Array(0);
  tick = new Uint32Array(0);
  readonly tracing = new Map<number, number>();
  readonly paused = new Map<number, number>();
  private currentTick = 0;
  private tracingSince = NaN;

  /** @param newTick the job is no microtask and no nextTick: it begins a turn of the event loop */
  begin(kind: JobKind, ref: number, t: number, seq: number, newTick: boolean): void {
    if (newTick) this.currentTick++;
    const row = this.newRow();
    this.kind[row] = kind;
    this.ref[row] = ref;
    this.start[row] = t;
    this.startSeq[row] = seq;
    this.end[row] = NaN;
    this.tick[row] = this.currentTick;
  }

  /** The tracer begins work of its own. */
  trace(t: number): void {
    this.tracingSince = t;
  }

  /** … and is done with it, within the job that runs. */
  traced(t: number): void {
    const job = this.count - 1;
    if (job >= 0 && t >= this.tracingSince)
      this.tracing.set(job, (this.tracing.get(job) ?? 0) + t - this.tracingSince);
  }

  /** A debugger has held the thread, within the job that runs. @param time ns */
  held(time: number): void {
    const job = this.count - 1;
    if (job >= 0) this.paused.set(job, (this.paused.get(job) ?? 0) + time);
  }

  /** The job that began last is over. */
  finish(t: number, seq: number): void {
    if (this.count === 0) return;
    this.end[this.count - 1] = t;
    this.endSeq[this.count - 1] = seq;
  }

  /** @returns the job in which an event happened; -1 if it happened in none */
  at(seq: number): number {
    const row = this.before(seq + 1);
    if (row < 0) return -1;
    const end = this.endSeq[row]!;
    return end === 0 || seq <= end ? row : -1;
  }

  /** @returns the last job that began before an event; -1 if none did */
  before(seq: number): number {
    let low = -1;
    let high = this.count;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.startSeq[middle]! < seq) low = middle;
      else high = middle;
    }
    return low;
  }

  shift(by: number): void {
    shift(this.start, this.count, by);
    shift(this.end, this.count, by);
  }

  protected widen(capacity: number): void {
    this.kind = grown(this.kind, capacity);
    this.ref = grown(this.ref, capacity);
    this.start = grown(this.start, capacity);
    this.end = grown(this.end, capacity);
    this.startSeq = grown(this.startSeq, capacity);
    this.endSeq = grown(this.endSeq, capacity);
    this.tick = grown(this.tick, capacity);
  }
}

/** @returns what kind of job an event begins, if it begins one */
export function jobKind(kind: number): JobKind {
  if (kind === Kind.Resume) return JobKind.resume;
  if (kind === Kind.CallbackPromise) return JobKind.reaction;
  return kind === Kind.CallbackResource ? JobKind.callback : JobKind.start;
}
