/**
 * What ran when: one thread's jobs, one after the other. A job is whatever the event loop runs in one go: the callback of a
 * resource, a promise's reaction, a resumed task until it suspends again; or a task that plain code started, until it first suspends.
 */
import { Phase } from './phases';
import { Rows } from './rows';
import type { Times } from './times';

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
  kind(job: number): number;
  /** {@link Phase} */
  phase(job: number): number;
  /** What `kind` says. */
  ref(job: number): number;
  start(job: number): number;
  /** NaN while it runs, or if the recording stopped within. */
  end(job: number): number;
  startSeq(job: number): number;
  /** Its last event; 0 while it runs. */
  endSeq(job: number): number;
  /** Which turn of the event loop: jobs of the same number drained one queue of microtasks. */
  tick(job: number): number;
  /** How much of it was the tracer's own work, ns; missing if none was. */
  readonly tracing: ReadonlyMap<number, number>;
  /** How much of it a debugger held the thread, ns; missing if none did. */
  readonly paused: ReadonlyMap<number, number>;
}

/** @returns how much of a job's time was not the program's own: the tracer worked, or a debugger held the thread, ns */
export function awayTime({ tracing, paused }: JobTable, job: number): number {
  return (tracing.get(job) ?? 0) + (paused.get(job) ?? 0);
}

const REF = 0;
const START = 1;
const END = 2;
/** tick * 32 + phase * 4 + kind */
const TICK = 3;
const WIDTH = 4;

export class Jobs implements JobTable {
  readonly tracing = new Map<number, number>();
  readonly paused = new Map<number, number>();
  private readonly rows = new Rows(WIDTH);
  private currentTick = 0;
  private tracingSince = 0;

  constructor(private readonly times: Times) {}

  get count(): number {
    return this.rows.count;
  }

  /** A callback in a phase of its own begins a turn of the event loop: it is no microtask and no nextTick. */
  begin(kind: JobKind, ref: number, seq: number, phase: Phase): void {
    if (kind === JobKind.callback && phase !== Phase.microtasks) this.currentTick++;
    const job = this.rows.add();
    const page = this.rows.page(job);
    const at = this.rows.at(job);
    page[at + REF] = ref;
    page[at + START] = seq;
    page[at + TICK] = (this.currentTick << 5) | (phase << 2) | kind;
  }

  /** The tracer begins work of its own. */
  trace(seq: number): void {
    this.tracingSince = seq;
  }

  /** … and is done with it, within the job that runs. */
  traced(seq: number): void {
    const job = this.count - 1;
    if (job < 0 || this.tracingSince === 0) return;
    const time = this.times.at(seq) - this.times.at(this.tracingSince);
    this.tracing.set(job, (this.tracing.get(job) ?? 0) + time);
  }

  /** A debugger has held the thread, within the job that runs. @param time ns */
  held(time: number): void {
    const job = this.count - 1;
    if (job >= 0) this.paused.set(job, (this.paused.get(job) ?? 0) + time);
  }

  /** The job that began last is over. */
  finish(seq: number): void {
    if (this.count > 0) this.rows.set(this.count - 1, END, seq);
  }

  /** @returns the job in which an event happened; -1 if it happened in none */
  at(seq: number): number {
    const row = this.before(seq + 1);
    if (row < 0) return -1;
    const end = this.endSeq(row);
    return end === 0 || seq <= end ? row : -1;
  }

  /** @returns the last job that began before an event; -1 if none did */
  before(seq: number): number {
    let low = -1;
    let high = this.count;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.startSeq(middle) < seq) low = middle;
      else high = middle;
    }
    return low;
  }

  kind(job: number): number {
    return this.rows.get(job, TICK) & 3;
  }

  phase(job: number): number {
    return (this.rows.get(job, TICK) >>> 2) & 7;
  }

  ref(job: number): number {
    return this.rows.get(job, REF);
  }

  start(job: number): number {
    return this.times.at(this.startSeq(job));
  }

  end(job: number): number {
    return this.times.at(this.endSeq(job));
  }

  startSeq(job: number): number {
    return this.rows.get(job, START) >>> 0;
  }

  endSeq(job: number): number {
    return this.rows.get(job, END) >>> 0;
  }

  tick(job: number): number {
    return this.rows.get(job, TICK) >>> 5;
  }
}
