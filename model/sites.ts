/** Awaits by the place they stand at, over all tasks and threads. */
import { What } from '../protocol/events';
import { readyTime, runningTime, timesOf, waitingTime } from './durations';
import type { Times } from './durations';
import type { Tables } from './tables';

/** @returns what is equal for locations that are the same place to a reader, whatever thread they were recorded in */
export type PlaceKey = (stream: number, loc: number) => string;

export interface SiteTimes {
  /** A stream and location that stand at this place. */
  readonly stream: number;
  readonly loc: number;
  /** How often a task suspended here. */
  readonly count: number;
  /** Of these, how many still wait. */
  readonly unfinished: number;
  readonly waiting: Times;
  readonly ready: Times;
  /** From the resume to the next suspension of the task, or its end. */
  readonly running: Times;
}

/** @returns one entry for each place, the one that was waited at longest in all first; a generator's `yield` is no await */
export function siteTimes(tables: Tables, placeOf: PlaceKey): SiteTimes[] {
  const { awaits, tasks } = tables;
  const groups = new Groups(placeOf);
  const group = new Int32Array(awaits.count).fill(-1);
  for (let w = 0; w < awaits.count; w++) {
    if (awaits.what(w) !== What.yield) group[w] = groups.of(tasks.stream(awaits.task(w)), awaits.loc(w));
  }
  // Counting sort: the awaits of a place side by side.
  const ends = new Uint32Array(groups.places.length + 1);
  for (let w = 0; w < awaits.count; w++) if (group[w]! >= 0) ends[group[w]! + 1]!++;
  for (let g = 1; g < ends.length; g++) ends[g]! += ends[g - 1]!;
  const fill = ends.slice();
  const waiting = new Float64Array(ends[ends.length - 1]!);
  const ready = new Float64Array(waiting.length);
  const running = new Float64Array(waiting.length);
  for (let w = 0; w < awaits.count; w++) {
    if (group[w]! < 0) continue;
    const at = fill[group[w]!]!++;
    waiting[at] = waitingTime(awaits, w);
    ready[at] = readyTime(awaits, w);
    running[at] = runningTime(tables, w);
  }
  const sites = groups.places.map((place, g): SiteTimes => {
    const [from, to] = [ends[g]!, ends[g + 1]!];
    const times = timesOf(waiting.subarray(from, to));
    const count = to - from;
    return {
      ...place,
      count,
      unfinished: count - times.count,
      waiting: times,
      ready: timesOf(ready.subarray(from, to)),
      running: timesOf(running.subarray(from, to)),
    };
  });
  return sites.sort((x, y) => y.waiting.total - x.waiting.total || y.count - x.count);
}

/**
 * @param step of so many awaits one is looked at
 * @returns how long those at the place of an await waited, ns; NaN of those that still wait. As {@link siteTimes} counts them
 */
export function waitsAtPlaceOf(tables: Tables, w: number, placeOf: PlaceKey, step = 1): Float64Array {
  const { awaits, tasks } = tables;
  const groups = new Groups(placeOf);
  const groupOf = (row: number): number => groups.of(tasks.stream(awaits.task(row)), awaits.loc(row));
  const own = groupOf(w);
  const found: number[] = [];
  for (let row = w % step; row < awaits.count; row += step) {
    if (awaits.what(row) !== What.yield && groupOf(row) === own) found.push(waitingTime(awaits, row));
  }
  return Float64Array.from(found);
}

/** Numbers the places in the order of their first await. */
class Groups {
  readonly places: { readonly stream: number; readonly loc: number }[] = [];
  private readonly byKey = new Map<string, number>();
  private readonly byLoc: number[][] = [];

  constructor(private readonly placeOf: PlaceKey) {}

  of(stream: number, loc: number): number {
    const known = (this.byLoc[stream] ??= []);
    return (known[loc] ??= this.find(stream, loc));
  }

  private find(stream: number, loc: number): number {
    const key = this.placeOf(stream, loc);
    let g = this.byKey.get(key);
    if (g === undefined) {
      g = this.places.push({ stream, loc }) - 1;
      this.byKey.set(key, g);
    }
    return g;
  }
}
