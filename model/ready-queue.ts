/**
 * The queue of one thread: how many of its tasks were ready, that is, could have gone on and waited for their turn, when each job ended.
 * While a job runs, its queue only grows; so that is the most there were during the job, the task that it runs not counted.
 *
 *     awaits    suspend ── ready ─────────── resume        +1 from ready to resume
 *     jobs            ├ 0 ┤├── 1 ──┤├─ 1 ─┤├── 0 ──┤       length at its end
 */
import { MOST_PEAK, Peaks } from './peaks';
import type { StreamRow, Tables } from './tables';

/** Events that one step takes in: some milliseconds. */
const STEP = 1 << 16;

/** A queue of this length may have been longer. */
export const MOST_READY = MOST_PEAK;

export class ReadyQueue {
  /** Of each job. */
  private readonly lengths = new Peaks();
  /** The last event of the last job that is known, and the length then. */
  private seq = 0;
  private length = 0;
  /** Awaits that were looked at, and those of them that have not gone on. */
  private seen = 0;
  private open: number[] = [];

  /** @param stream row of the thread */
  constructor(private readonly stream: number) {}

  /** Jobs whose queue is known. */
  get count(): number {
    return this.lengths.count;
  }

  /** Takes in some of what is new. @returns whether there is more */
  step(tables: Tables): boolean {
    const { jobs } = tables.streams[this.stream]!;
    const isOver = (job: number): boolean => job < jobs.count && jobs.endSeq(job) !== 0;
    let end = this.lengths.count;
    if (!isOver(end)) return false;
    // one job may be longer than a step
    do end++;
    while (isOver(end) && jobs.endSeq(end) - this.seq < STEP);
    const until = jobs.endSeq(end - 1);
    this.measure(jobs, end, this.changes(tables, until));
    this.seq = until;
    return isOver(end);
  }

  /** @returns how many were ready when the job ended, {@link MOST_READY} at most; undefined while that is not known */
  at(job: number): number | undefined {
    return job < this.lengths.count ? this.lengths.at(job) : undefined;
  }

  /** @returns the most of the jobs from `from` up to the one before `end`, as far as they are known */
  most(from: number, end: number): number {
    return this.lengths.most(from, end);
  }

  /** @returns by how much the length changes with each event from {@link seq} up to `until` */
  private changes(tables: Tables, until: number): Int32Array {
    const { awaits, tasks } = tables;
    const { seq, stream } = this;
    const changes = new Int32Array(until - seq + 1);
    /** @returns whether it has still to go on */
    const take = (w: number): boolean => {
      const ready = awaits.readySeq(w);
      const wentOn = goneOnSeq(tables, w);
      if (ready > seq && ready <= until) changes[ready - seq]!++;
      if (wentOn === 0 || wentOn > until) return true;
      // what went on without having been seen to become ready was never counted
      if (ready !== 0) changes[wentOn - seq]!--;
      return false;
    };
    this.open = this.open.filter(take);
    for (; this.seen < awaits.count; this.seen++) {
      const w = this.seen;
      if (tasks.stream(awaits.task(w)) !== stream) continue;
      if (awaits.suspendSeq(w) > until) break;
      if (take(w)) this.open.push(w);
    }
    return changes;
  }

  private measure(jobs: StreamRow['jobs'], end: number, changes: Int32Array): void {
    let at = 0;
    for (let job = this.lengths.count; job < end; job++) {
      for (const last = jobs.endSeq(job) - this.seq; at <= last; at++) this.length += changes[at]!;
      this.lengths.push(this.length);
    }
  }
}

/** @returns with which event the task went on at the latest: it may have been lost that it did; 0 if it has not */
function goneOnSeq({ awaits, tasks }: Tables, w: number): number {
  const resumed = awaits.resumeSeq(w);
  if (resumed !== 0) return resumed;
  const next = awaits.next(w);
  return next >= 0 ? awaits.suspendSeq(next) : tasks.endSeq(awaits.task(w));
}
