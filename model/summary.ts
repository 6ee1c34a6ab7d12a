/** What is to be said of a whole recording: for the report, and for the line at the end of a run. */
import { eventCount } from './event-count';
import { State, What } from '../protocol/events';
import { waitingTime } from './durations';
import { siteTimes } from './sites';
import type { PlaceKey, SiteTimes } from './sites';
import type { Tables } from './tables';

export interface Summary {
  readonly streams: number;
  readonly events: number;
  readonly tasks: number;
  readonly awaits: number;
  readonly outputs: number;
  /** Tasks that ended with an error. */
  readonly rejected: number;
  /** In order of creation. */
  readonly unfinished: readonly UnfinishedTask[];
  /** What the tracer could not learn. */
  readonly unknown: {
    /** Tasks that ended, nobody saw how. */
    readonly states: number;
    readonly ended: number;
    /** Awaits that went on, nobody saw whether with a value or an error. */
    readonly outcomes: number;
    readonly resumed: number;
  };
  readonly sites: readonly SiteTimes[];
  /** Rows of the awaits that waited longest and went on, longest first. */
  readonly longest: readonly number[];
  readonly lost: readonly { readonly count: number; readonly why: string }[];
}

/** Why a task has no end: */
export type Unfinished =
  /** it waits for a promise that has not settled */
  | 'waiting'
  /** what it waited for has settled, but it was not resumed any more */
  | 'ready'
  /** it stands at a `yield`, and nobody asked for the next value */
  | 'yielded'
  /** it returned a promise that has not settled */
  | 'left'
  /** it was running when the recording stopped */
  | 'running';

export interface UnfinishedTask {
  readonly task: number;
  readonly why: Unfinished;
  /** Its last await if it stands there, else -1. */
  readonly await: number;
}

const LONGEST = 10;

/** Counts and collects; linear but for the sorting of each site's times. */
export function summarize(tables: Tables, placeOf: PlaceKey): Summary {
  const { tasks, awaits, outputs, streams } = tables;
  const unfinished: UnfinishedTask[] = [];
  let ended = 0;
  let rejected = 0;
  let states = 0;
  for (let task = 0; task < tasks.count; task++) {
    if (tasks.endSeq(task) === 0) {
      unfinished.push(unfinishedTask(tables, task));
      continue;
    }
    ended++;
    if (tasks.state(task) === State.rejected) rejected++;
    else if (tasks.state(task) === State.unknown) states++;
  }
  let resumed = 0;
  let outcomes = 0;
  for (let w = 0; w < awaits.count; w++) {
    // what ends a `yield` is no outcome
    if (awaits.resumeSeq(w) === 0 || awaits.what(w) === What.yield) continue;
    resumed++;
    if (awaits.outcome(w) === State.unknown) outcomes++;
  }
  return {
    streams: streams.length,
    events: eventCount(tables),
    tasks: tasks.count,
    awaits: awaits.count,
    outputs: outputs.count,
    rejected,
    unfinished,
    unknown: { states, ended, outcomes, resumed },
    sites: siteTimes(tables, placeOf),
    longest: longestWaits(tables),
    lost: lossOf(tables),
  };
}

function unfinishedTask(tables: Tables, task: number): UnfinishedTask {
  const { tasks, awaits } = tables;
  const w = tasks.lastAwait(task);
  if (tasks.leftSeq(task) !== 0) return { task, why: 'left', await: -1 };
  if (w < 0 || awaits.resumeSeq(w) !== 0) return { task, why: 'running', await: -1 };
  if (awaits.what(w) === What.yield) return { task, why: 'yielded', await: w };
  return { task, why: Number.isNaN(awaits.settle(w)) ? 'waiting' : 'ready', await: w };
}

function longestWaits(tables: Tables): number[] {
  const { awaits } = tables;
  const rows: number[] = [];
  const times: number[] = [];
  for (let w = 0; w < awaits.count; w++) {
    if (awaits.resumeSeq(w) === 0 || awaits.what(w) === What.yield) continue;
    const time = waitingTime(awaits, w);
    if (rows.length === LONGEST && time <= times[LONGEST - 1]!) continue;
    let at = rows.length;
    while (at > 0 && times[at - 1]! < time) at--;
    rows.splice(at, 0, w);
    times.splice(at, 0, time);
    rows.length = times.length = Math.min(rows.length, LONGEST);
  }
  return rows;
}

function lossOf(tables: Tables): { count: number; why: string }[] {
  const byReason = new Map<string, number>();
  for (const s of tables.streams)
    for (const l of s.lost) byReason.set(l.why, (byReason.get(l.why) ?? 0) + l.count);
  return [...byReason].map(([why, count]) => ({ count, why }));
}
