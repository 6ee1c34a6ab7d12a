/** Tasks by what a reader wants side by side: by request, by thread, by function, or by the line at which they wait. */
import { What } from '../protocol/events';
import { readyTime, waitingTime } from './durations';
import type { PlaceKey } from './sites';
import type { Tables } from './tables';

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
  /** Calls, or of a line suspensions. */
  readonly count: number;
  /** What these waited, and were ready, in all; ns. */
  readonly waiting: number;
  readonly ready: number;
  /** Of a request: that of its function, from 1, and how long it took from its first task's start to its last one's end, ns. */
  readonly nth?: number;
  readonly took?: number;
}

type Growing = { -readonly [K in keyof LaneGroup]: LaneGroup[K] } & { tasks: number[]; awaits: number[] };

/**
 * @param placeOf of functions and lines; groups stand in the order of these keys
 * @param hides tasks to be left out
 */
export function groupTasks(
  tables: Tables,
  by: Exclude<Grouping, 'creator'>,
  placeOf: PlaceKey,
  hides: (task: number) => boolean,
): LaneGroup[] {
  if (by === 'line') return sorted(byLine(tables, placeOf, hides));
  if (by === 'request') return byRequest(tables, placeOf, hides);
  const { tasks } = tables;
  const groups = new Map<string, Growing>();
  if (by === 'thread') tables.streams.forEach((_, stream) => groupOf(groups, `#${stream}`, stream, 0));
  const keyOf = cached(placeOf);
  for (let task = 0; task < tasks.count; task++) {
    if (hides(task)) continue;
    const [stream, loc] = [tasks.stream(task), tasks.loc(task)];
    const group =
      by === 'thread'
        ? groupOf(groups, `#${stream}`, stream, 0)
        : groupOf(groups, keyOf(stream, loc), stream, loc);
    group.tasks.push(task);
    group.count++;
    addTimes(tables, group, task);
  }
  return by === 'thread' ? [...groups.values()] : sorted(groups);
}

/** In the order of their starts. Rows of tasks are in the order of creation: a creator's root is known before its children ask. */
function byRequest(tables: Tables, placeOf: PlaceKey, hides: (task: number) => boolean): LaneGroup[] {
  const { tasks, streams } = tables;
  const roots = new Int32Array(tasks.count);
  const groups = new Map<string, Growing>();
  const calls = new Map<string, number>();
  const keyOf = cached(placeOf);
  for (let task = 0; task < tasks.count; task++) {
    const parent = tasks.parent(task);
    const root = (roots[task] = parent < 0 ? task : roots[parent]!);
    if (hides(task)) continue;
    const stream = tasks.stream(root);
    const key = String(root);
    if (!groups.has(key)) {
      // what stands highest of what is shown names it
      const place = keyOf(tasks.stream(task), tasks.loc(task));
      const nth = (calls.get(place) ?? 0) + 1;
      calls.set(place, nth);
      Object.assign(groupOf(groups, key, tasks.stream(task), tasks.loc(task)), { nth, took: 0 });
    }
    const group = groups.get(key)!;
    group.tasks.push(task);
    group.count++;
    const end = tasks.endSeq(task) === 0 ? streams[stream]!.last : tasks.end(task);
    group.took = Math.max(group.took!, end - tasks.start(root) || 0);
    addTimes(tables, group, task);
  }
  return [...groups.values()];
}

function byLine(
  { tasks, awaits }: Tables,
  placeOf: PlaceKey,
  hides: (task: number) => boolean,
): Map<string, Growing> {
  const groups = new Map<string, Growing>();
  const members = new Map<Growing, Set<number>>();
  const keyOf = cached(placeOf);
  for (let w = 0; w < awaits.count; w++) {
    const task = awaits.task(w);
    if (awaits.what(w) === What.yield || hides(task)) continue;
    const [stream, loc] = [tasks.stream(task), awaits.loc(w)];
    const group = groupOf(groups, keyOf(stream, loc), stream, loc);
    let known = members.get(group);
    if (!known) members.set(group, (known = new Set()));
    if (!known.has(task)) {
      known.add(task);
      group.tasks.push(task);
    }
    group.awaits.push(w);
    group.count++;
    group.waiting += waitingTime(awaits, w) || 0;
    group.ready += readyTime(awaits, w) || 0;
  }
  return groups;
}

function addTimes({ tasks, awaits }: Tables, group: Growing, task: number): void {
  for (let w = tasks.firstAwait(task); w >= 0; w = awaits.next(w)) {
    group.waiting += waitingTime(awaits, w) || 0;
    group.ready += readyTime(awaits, w) || 0;
  }
}

function groupOf(groups: Map<string, Growing>, key: string, stream: number, loc: number): Growing {
  let group = groups.get(key);
  if (!group) {
    group = { key, stream, loc, tasks: [], awaits: [], count: 0, waiting: 0, ready: 0 };
    groups.set(key, group);
  }
  return group;
}

/** One key a location, however often it is asked for. */
function cached(placeOf: PlaceKey): PlaceKey {
  const known: string[][] = [];
  return (stream, loc) => ((known[stream] ??= [])[loc] ??= placeOf(stream, loc));
}

function sorted(groups: Map<string, Growing>): LaneGroup[] {
  return [...groups.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}
