/** How long the parts of an await took, and statistics of such times. All in ns. */
import type { AwaitTable, Tables } from './tables';

/** @returns from suspension to settling; to the resume, where the settling was not seen; NaN while it waits */
export function waitingTime(awaits: AwaitTable, w: number): number {
  const settle = awaits.settle(w);
  return (Number.isNaN(settle) ? awaits.resume(w) : settle) - awaits.suspend(w);
}

/** @returns from settling to resume; NaN if either was not seen */
export function readyTime(awaits: AwaitTable, w: number): number {
  return awaits.resume(w) - awaits.settle(w);
}

/** @returns from the resume until the task suspended again, left or ended; NaN while it runs */
export function runningTime({ awaits, tasks }: Pick<Tables, 'awaits' | 'tasks'>, w: number): number {
  const resumed = awaits.resumeSeq(w);
  if (resumed === 0) return NaN;
  const next = awaits.next(w);
  if (next >= 0) return awaits.suspend(next) - awaits.resume(w);
  const task = awaits.task(w);
  const seq = tasks.leftSeq(task) || tasks.endSeq(task);
  // a task that ended before it was resumed contradicts itself
  if (seq < resumed) return NaN;
  return (tasks.leftSeq(task) === 0 ? tasks.end(task) : tasks.left(task)) - awaits.resume(w);
}

export interface Times {
  readonly count: number;
  readonly total: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

const NO_TIMES: Times = { count: 0, total: 0, p50: 0, p95: 0, max: 0 };

/** @param times sorted in place; NaN is left out */
export function timesOf(times: Float64Array): Times {
  times.sort();
  let count = times.length;
  while (count > 0 && Number.isNaN(times[count - 1]!)) count--;
  if (count === 0) return NO_TIMES;
  let total = 0;
  for (let i = 0; i < count; i++) total += times[i]!;
  return {
    count,
    total,
    p50: rank(times, count, 0.5),
    p95: rank(times, count, 0.95),
    max: times[count - 1]!,
  };
}

/** The nearest rank: the smallest value that at least a share `p` of all do not exceed. */
function rank(sorted: Float64Array, count: number, p: number): number {
  return sorted[Math.max(0, Math.ceil(p * count) - 1)]!;
}
