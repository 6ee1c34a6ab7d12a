/**
 * The critical path of a task: what its time was spent on, from its end back to its start. Every moment belongs to one stretch: code that
 * ran, a promise that was ready and had to queue, or a timer or an operation of the system that was waited for. To shorten any
 * of them is what shortens the whole.
 */
import { resourceAt, resourceType } from './findings/places';
import { taskOfJob, whereJobBegan } from './findings/rule-loop';
import { JobKind } from './jobs';
import type { Tables } from './tables';
import type { At } from './words';

export interface Stretch {
  readonly kind: 'running' | 'ready' | 'outside' | 'unknown';
  /** Ns since the recording began. */
  readonly from: number;
  readonly to: number;
  /** The same on the order axis of the path's thread. */
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly at: At | undefined;
  /** Task that ran or was ready; -1 if none. */
  readonly task: number;
  /** Row of what was waited for outside, and Node's name of it. */
  readonly resource?: number;
  readonly type?: string;
  /** Of a timer, ms; -1 of others. */
  readonly delay?: number;
}

/** Longer paths are cut at their start. */
const LONGEST = 100_000;

/** @returns the stretches in the order of time, without a gap; empty for a task that has not ended */
export function criticalPath(tables: Tables, task: number): Stretch[] {
  const { tasks, awaits, resources } = tables;
  const stream = tasks.stream(task);
  const { jobs, promises } = tables.streams[stream]!;
  const begin = tasks.start(task);
  const path: Stretch[] = [];
  let to = tasks.end(task);
  let seq = tasks.endSeq(task);
  if (seq === 0 || Number.isNaN(begin)) return path;
  const beginSeq = tasks.startSeq(task);
  let toSeq = seq;
  const add = (stretch: Omit<Stretch, 'to' | 'toSeq'>): void => {
    const from = Math.max(stretch.from, begin);
    const fromSeq = Math.max(stretch.fromSeq, beginSeq);
    if (to > from) path.push({ ...stretch, from, to, fromSeq, toSeq });
    to = Math.min(to, from);
    toSeq = Math.min(toSeq, fromSeq);
  };
  const unknown = (): void =>
    add({ kind: 'unknown', from: begin, fromSeq: beginSeq, at: undefined, task: -1 });
  while (to > begin && path.length < LONGEST) {
    const job = jobs.at(seq);
    if (job < 0) {
      unknown();
      break;
    }
    const at = whereJobBegan(tables, stream, job)[0];
    const who = taskOfJob(tables, stream, job);
    add({ kind: 'running', from: jobs.start(job), fromSeq: jobs.startSeq(job), at, task: who });
    const ref = jobs.ref(job);
    let cause = 0;
    if (ref < 0 || jobs.kind(job) === JobKind.start) {
      unknown();
      break;
    } else if (jobs.kind(job) === JobKind.resume) {
      cause = awaits.readySeq(ref) || awaits.suspendSeq(ref);
      add({ kind: 'ready', from: awaits.settle(ref), fromSeq: cause, at, task: who });
    } else if (jobs.kind(job) === JobKind.reaction) {
      const p = promises.find(ref);
      const parent = p < 0 ? -1 : promises.parent(p);
      cause = parent < 0 ? 0 : promises.settleSeq(parent) || promises.madeSeq(p);
      if (cause !== 0) add({ kind: 'ready', from: promises.settle(parent), fromSeq: cause, at, task: -1 });
    } else {
      cause = resources.madeSeq(ref);
      const outside = {
        at: resourceAt(tables, ref),
        task: -1,
        resource: ref,
        type: resourceType(tables, ref),
        delay: resources.delay(ref),
      };
      add({ kind: 'outside', from: resources.made(ref), fromSeq: cause, ...outside });
    }
    // causes come before their effects: what does not is damaged
    if (cause === 0 || cause >= seq) {
      unknown();
      break;
    }
    seq = cause;
  }
  return path.reverse();
}

/** Stretches of a path that are told as one. */
export interface PathPart {
  /** The first of them. */
  readonly first: Stretch;
  /** Ns. */
  readonly time: number;
  readonly count: number;
  /** Timers of different lengths: that of the first says nothing of the others. */
  readonly mixed: boolean;
}

/**
 * @param keyOf equal for stretches that are told as one
 * @returns what a path was spent on, the longest first
 */
export function partsOfPath(path: readonly Stretch[], keyOf: (stretch: Stretch) => string): PathPart[] {
  const parts = new Map<string, { -readonly [K in keyof PathPart]: PathPart[K] }>();
  for (const stretch of path) {
    const key = keyOf(stretch);
    const part = parts.get(key) ?? { first: stretch, time: 0, count: 0, mixed: false };
    part.time += stretch.to - stretch.from;
    part.count++;
    part.mixed ||= stretch.delay !== part.first.delay;
    parts.set(key, part);
  }
  return [...parts.values()].sort((a, b) => b.time - a.time);
}

/** @returns the task whose end the run waited for longest: of those that no task called, the one that ended last; -1 if there is none */
export function lastRoot({ tasks, streams }: Tables): number {
  let last = -1;
  for (let task = 0; task < tasks.count; task++) {
    if (tasks.parent(task) >= 0 || tasks.endSeq(task) === 0 || tasks.startSeq(task) === 0) continue;
    if (streams[tasks.stream(task)]!.info.tid !== 0) continue;
    if (last < 0 || tasks.end(task) > tasks.end(last)) last = task;
  }
  return last;
}
