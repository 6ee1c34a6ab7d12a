/** Which places' times differ by more than chance. */
import { waitingTime } from '../durations';
import type { Run } from './keys';

export interface ChangedTime {
  readonly place: string;
  /** Medians of the waiting times, ns. */
  readonly a: number;
  readonly b: number;
  readonly countA: number;
  readonly countB: number;
}

/** Less than so many ns, or than such a share, is no change; nor is what is within so many times the usual deviation. */
const LEAST = 2e6;
const SHARE = 0.25;
const DEVIATIONS = 4;
/** A single time says nothing of its own deviation: then a change has to be larger. */
const FEW = 5;
const SHARE_OF_FEW = 1;
const LEAST_OF_FEW = 10e6;

/** @returns places at which awaits waited longer or shorter in one side's recordings, the greatest change first */
export function changedTimes(a: readonly Run[], b: readonly Run[]): ChangedTime[] {
  const [before, after] = [timesByPlace(a), timesByPlace(b)];
  const changed: ChangedTime[] = [];
  for (const [place, x] of before) {
    const y = after.get(place);
    if (!y) continue;
    const [p, q] = [median(x), median(y)];
    const few = Math.min(x.length, y.length) < FEW;
    const noise = Math.max(
      few ? LEAST_OF_FEW : LEAST,
      (few ? SHARE_OF_FEW : SHARE) * Math.min(p, q),
      DEVIATIONS * (deviation(x, p) + deviation(y, q)),
    );
    if (Math.abs(p - q) > noise) changed.push({ place, a: p, b: q, countA: x.length, countB: y.length });
  }
  return changed.sort((x, y) => Math.abs(y.b - y.a) - Math.abs(x.b - x.a));
}

function timesByPlace(runs: readonly Run[]): Map<string, number[]> {
  const times = new Map<string, number[]>();
  for (const { tables, place } of runs) {
    const { awaits, tasks } = tables;
    const known: (number[] | undefined)[][] = tables.streams.map(() => []);
    for (let w = 0; w < awaits.count; w++) {
      if (awaits.resumeSeq(w) === 0) continue;
      const stream = tasks.stream(awaits.task(w));
      const loc = awaits.loc(w);
      let list = known[stream]![loc];
      if (!list) {
        const key = place(stream, loc);
        list = times.get(key) ?? [];
        times.set(key, list);
        known[stream]![loc] = list;
      }
      list.push(waitingTime(awaits, w));
    }
  }
  return times;
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >>> 1]!;
}

/** The median distance from the median. */
function deviation(values: readonly number[], from: number): number {
  return median(values.map((value) => Math.abs(value - from)));
}
