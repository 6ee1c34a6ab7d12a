/**
 * What if awaits that need nothing of one another were awaited together? The jobs of their thread are played again, each as soon as
 * what caused it has happened and the thread is free: code that ran takes its time, operations outside take as long as they
 * took, timers as long as they were set for. The slices that start the later operations are moved to the end of the slice that started the first; the task goes on when
 * the last of them has settled, and what follows from that, in whatever task, moves with it.
 *
 *     slice a │ waits for a │ slice b │ waits for b │ rest            as recorded
 *     slice a, slice b │ waits for a and b │ rest                     moved
 *
 * The recording is also played as it is, and the difference is the saving: what playing simplifies is the same on both sides.
 */
import { AwayTime } from './away-time';
import { JobKind, awayTime } from './jobs';
import { requestOf } from './requests';
import type { Tables } from './tables';
import { TimeQueue } from './time-queue';
import { usualLateness } from './timers';

export interface Saving {
  /** Ns by which the task would end earlier; never below 0. */
  readonly task: number;
  /** Ns by which the last task of its request would end earlier: of all that come from the one that no task has called. */
  readonly request: number;
  /** Ns by which the last job of its thread would end earlier. */
  readonly run: number;
}

/** More jobs than this are not played. */
const MOST_JOBS = 300_000;

/**
 * @param rows awaits of one task, in order
 * @returns undefined where it cannot be told: the task has not ended, what began it is unknown, or too much follows
 */
export function savingTogether(tables: Tables, rows: readonly number[]): Saving | undefined {
  const asIs = new Replay(tables, rows, false).ends();
  const moved = asIs && new Replay(tables, rows, true).ends();
  if (!asIs || !moved) return undefined;
  return {
    task: Math.max(0, asIs.task - moved.task),
    request: Math.max(0, asIs.request - moved.request),
    run: Math.max(0, asIs.run - moved.run),
  };
}

interface Cause {
  readonly seq: number;
  readonly t: number;
  /** Ns from the cause until the job could begin. */
  readonly latency: number;
  readonly micro: boolean;
}

class Replay {
  private readonly starts = new Map<number, number>();
  /** Jobs that wait for an event of a job. */
  private readonly effects = new Map<number, number[]>();
  /** All of a job's causes; it can begin when each has happened. */
  private readonly causes = new Map<number, readonly Cause[]>();
  private readonly missing = new Map<number, number>();
  private readonly queue = new TimeQueue();
  private readonly movedJobs: number[] = [];
  /** Ns that they run, in all. */
  private movedTime = 0;
  private readonly stream: Tables['streams'][number];
  private readonly first: number;
  private readonly away: AwayTime;
  /** Ns that timers come after they are due. */
  private readonly late: number;
  private busy = 0;
  private last = 0;

  constructor(
    private readonly tables: Tables,
    private readonly rows: readonly number[],
    private readonly moves: boolean,
  ) {
    const stream = tables.tasks.stream(tables.awaits.task(rows[0]!));
    this.stream = tables.streams[stream]!;
    this.first = this.jobs.at(tables.awaits.suspendSeq(rows[0]!));
    this.away = new AwayTime(tables, stream);
    this.late = usualLateness(tables, stream);
  }

  private get jobs() {
    return this.stream.jobs;
  }

  ends(): Saving | undefined {
    const { tables, jobs, rows, first } = this;
    const { tasks, awaits } = tables;
    const task = awaits.task(rows[0]!);
    const end = jobs.at(tasks.endSeq(task));
    if (tasks.endSeq(task) === 0 || first < 0 || end < 0 || jobs.count - first > MOST_JOBS) return undefined;
    for (const w of rows.slice(0, -1)) this.movedJobs.push(jobs.at(awaits.resumeSeq(w)));
    const resumed = jobs.at(awaits.resumeSeq(rows[rows.length - 1]!));
    if (resumed < 0 || this.movedJobs.some((job) => job <= first)) return undefined;
    for (const job of this.movedJobs) this.movedTime += this.length(job);
    const joined = new Set(this.moves ? this.movedJobs : []);

    this.run(first, jobs.start(first));
    const pending = new Set<number>();
    for (let job = first + 1; job < jobs.count; job++) {
      if (joined.has(job) || (this.moves && job === resumed)) continue;
      const causes = this.causesOf(job).filter(({ seq }) => jobs.at(seq) >= first);
      if (causes.length === 0) {
        this.queue.push(jobs.start(job), job);
        continue;
      }
      this.causes.set(job, causes);
      this.missing.set(job, causes.length);
      for (const { seq } of causes) {
        const from = jobs.at(seq);
        const list = this.effects.get(from);
        if (list) list.push(job);
        else this.effects.set(from, [job]);
      }
    }
    const waits = new Set<number>();
    if (this.moves) {
      for (const w of rows) {
        const by = jobs.at(awaits.settleSeq(w));
        if (by > first) waits.add(by);
      }
    }
    this.release(first);
    if (this.moves) for (const job of this.movedJobs) this.release(job);
    if (this.moves && waits.size === 0) this.queue.push(this.busy, resumed);
    for (let job = this.queue.pop(); job >= 0; job = this.queue.pop()) {
      if (pending.has(job)) continue;
      pending.add(job);
      const causes = this.causes.get(job);
      const ready = causes ? this.readyAfter(causes) : this.queue.popped;
      this.run(job, Math.max(ready, this.busy));
      this.release(job);
      if (waits.delete(job) && waits.size === 0) this.queue.push(this.starts.get(job)!, resumed);
    }
    return {
      task: this.timeOf(tasks.endSeq(task), tasks.end(task)),
      request: this.endOf(requestOf(tables, task)),
      run: this.last,
    };
  }

  /** The time of an event that happens in a job which has been played. */
  private timeOf(seq: number, t: number): number {
    const { jobs, tables, rows, first } = this;
    const job = jobs.at(seq);
    const start = this.starts.get(job);
    if (start === undefined) return t;
    const behind = this.moves && job === first && seq > tables.awaits.suspendSeq(rows[0]!);
    const away = this.away.between(jobs.startSeq(job), seq);
    return start + t - jobs.start(job) - away + (behind ? this.movedTime : 0);
  }

  /** When the last of some tasks ends, of those that do. */
  private endOf(members: readonly number[]): number {
    const { tasks } = this.tables;
    let last = 0;
    for (const task of members) {
      const seq = tasks.endSeq(task);
      if (seq !== 0) last = Math.max(last, this.timeOf(seq, tasks.end(task)));
    }
    return last;
  }

  private length(job: number): number {
    const { jobs } = this;
    const time = jobs.end(job) - jobs.start(job) - awayTime(jobs, job);
    return time > 0 ? time : 0;
  }

  private run(job: number, start: number): void {
    this.starts.set(job, start);
    let end = start + this.length(job);
    if (this.moves && job === this.first) {
      const { awaits } = this.tables;
      const suspended = awaits.suspendSeq(this.rows[0]!);
      const away = this.away.between(this.jobs.startSeq(job), suspended);
      let at = start + awaits.suspend(this.rows[0]!) - this.jobs.start(job) - away;
      for (const moved of this.movedJobs) {
        this.starts.set(moved, at);
        at += this.length(moved);
      }
      end += this.movedTime;
    }
    this.busy = Math.max(this.busy, end);
    // the tracer's own jobs, and those whose cause was not recorded, say nothing of the program's end
    if (this.causes.has(job) || job === this.first || this.jobs.ref(job) >= 0)
      this.last = Math.max(this.last, end);
  }

  /** What a job causes can be played from now on. Microtasks come before all that was due while the job ran. */
  private release(job: number): void {
    for (const effect of this.effects.get(job) ?? []) {
      const missing = this.missing.get(effect)! - 1;
      this.missing.set(effect, missing);
      if (missing > 0) continue;
      const causes = this.causes.get(effect)!;
      this.queue.push(causes[0]!.micro ? this.starts.get(job)! : this.readyAfter(causes), effect);
    }
  }

  private readyAfter(causes: readonly Cause[]): number {
    return Math.max(...causes.map(({ seq, t, latency }) => this.timeOf(seq, t) + latency));
  }

  private causesOf(job: number): Cause[] {
    const { jobs, tables } = this;
    const { awaits, resources } = tables;
    const ref = jobs.ref(job);
    const micro = { latency: 0, micro: true };
    if (ref < 0 || jobs.kind(job) === JobKind.start) return [];
    if (jobs.kind(job) === JobKind.resume) {
      // a promise that had settled before could, with other times, settle after
      const began = { seq: awaits.suspendSeq(ref), t: awaits.suspend(ref), ...micro };
      const { promises } = this.stream;
      const p = awaits.promiseRow(ref);
      const settled = p < 0 ? awaits.settleSeq(ref) : promises.settleSeq(p);
      if (settled === 0) return [began];
      return [began, { seq: settled, t: p < 0 ? awaits.settle(ref) : promises.settle(p), ...micro }];
    }
    if (jobs.kind(job) === JobKind.reaction) {
      const { promises } = this.stream;
      const p = promises.find(ref);
      const parent = p < 0 ? -1 : promises.parent(p);
      if (parent < 0 || promises.settleSeq(parent) === 0) return [];
      return [{ seq: promises.settleSeq(parent), t: promises.settle(parent), ...micro }];
    }
    const made = resources.made(ref);
    return [{ seq: resources.madeSeq(ref), t: made, latency: this.outside(job, ref), micro: false }];
  }

  /**
   * How long it took outside. A timer comes when it is due, and as late as timers mostly do: that the thread was busy, or the machine, then
   * says nothing of another time.
   */
  private outside(job: number, resource: number): number {
    const { resources } = this.tables;
    const delay = resources.delay(resource);
    if (delay < 0 || resources.repeats(resource) !== 0)
      return this.jobs.start(job) - resources.made(resource);
    return delay * 1e6 + this.late;
  }
}
