/** Calls of async functions by the place of the function, over all threads. */
import { State, TaskVariant } from '../protocol/events';
import { readyTime, timesOf, waitingTime } from './durations';
import type { Times } from './durations';
import type { PlaceKey } from './sites';
import type { Tables } from './tables';

export interface FunctionTimes {
  /** A stream and location that stand at this place. */
  readonly stream: number;
  readonly loc: number;
  /** Row of the first call. */
  readonly first: number;
  readonly calls: number;
  /** Of these, how many have not ended, and how many ended with an error. */
  readonly unfinished: number;
  readonly rejected: number;
  /** From call to end, of calls that have ended. */
  readonly total: Times;
  /** Of all awaits of a call together, one value a call. */
  readonly waiting: Times;
  readonly ready: Times;
  /** From the call to its end without both: its own slices, and what ran within them. */
  readonly running: Times;
}

/** @returns one entry for each function that was called, in the order of first calls; module bodies are left out */
export function functionTimes(tables: Tables, placeOf: PlaceKey): FunctionTimes[] {
  const { tasks } = tables;
  const calls = new Map<string, number[]>();
  const keys: string[][] = [];
  for (let task = 0; task < tasks.count; task++) {
    if (tasks.variant(task) === TaskVariant.module) continue;
    const [stream, loc] = [tasks.stream(task), tasks.loc(task)];
    const key = ((keys[stream] ??= [])[loc] ??= placeOf(stream, loc));
    const known = calls.get(key);
    if (known) known.push(task);
    else calls.set(key, [task]);
  }
  return [...calls.values()].map((of) => timesOfCalls(tables, of));
}

function timesOfCalls(tables: Tables, calls: readonly number[]): FunctionTimes {
  const { tasks, awaits } = tables;
  const total = new Float64Array(calls.length);
  const waiting = new Float64Array(calls.length);
  const ready = new Float64Array(calls.length);
  const running = new Float64Array(calls.length);
  let unfinished = 0;
  let rejected = 0;
  calls.forEach((task, i) => {
    total[i] = tasks.end(task) - tasks.start(task);
    if (tasks.endSeq(task) === 0) unfinished++;
    else if (tasks.state(task) === State.rejected) rejected++;
    for (let w = tasks.firstAwait(task); w >= 0; w = awaits.next(w)) {
      waiting[i]! += waitingTime(awaits, w) || 0;
      ready[i]! += readyTime(awaits, w) || 0;
    }
    const end = tasks.leftSeq(task) === 0 ? tasks.end(task) : tasks.left(task);
    running[i] = end - tasks.start(task) - waiting[i]! - ready[i]!;
  });
  return {
    stream: tasks.stream(calls[0]!),
    loc: tasks.loc(calls[0]!),
    first: calls[0]!,
    calls: calls.length,
    unfinished,
    rejected,
    total: timesOf(total),
    waiting: timesOf(waiting),
    ready: timesOf(ready),
    running: timesOf(running),
  };
}
