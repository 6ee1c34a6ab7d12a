/** Tasks by what a reader wants side by side: by thread, by function, or by the line at which they wait. */
import { What } from '../protocol/events';
import { readyTime, waitingTime } from './durations';
import type { PlaceKey } from './sites';
import type { Tables } from './tables';

/** `creator` is the tree of `Lanes`, below a group for each thread where there are several. */
export const GROUPINGS = ['creator', 'thread', 'function', 'line'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface LaneGroup {
  /** The same for the same group while a recording grows. */
  readonly key: string;
  readonly stream: number;
  /** A location of the stream that stands at the function or line; 0 of a thread's group. */
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
  const { tasks } = tables;
  const groups = new Map<string, Growing>();
  if (by === 'thread') tables.streams.forEach((_, stream) => groupOf(groups, `#${stream}`, stream, 0));
  const keyOf = cached(placeOf);
  for (let task = 0; task < tasks.count; task++) {
    if (hides(task)) continue;
    const [stream, loc] = [tasks.stream[task]!, tasks.loc[task]!];
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

function byLine(
  { tasks, awaits }: Tables,
  placeOf: PlaceKey,
  hides: (task: number) => boolean,
): Map<string, Growing> {
  const groups = new Map<string, Growing>();
  const members = new Map<Growing, Set<number>>();
  const keyOf = cached(placeOf);
  for (let w = 0; w < awaits.count; w++) {
    const task = awaits.task[w]!;
    if (awaits.what[w] === What.yield || hides(task)) continue;
    const [stream, loc] = [tasks.stream[task]!, awaits.loc[w]!];
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
  for (let w = tasks.firstAwait[task]!; w >= 0; w = awaits.next[w]!) {
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
