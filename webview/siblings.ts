/** The awaits that stand at the same place as one: how long they took, and where that one is among them. */
import type { Tables } from '../model/tables';
import type { DurationText } from './durations';
import type { Say } from './strings';
import type { SiblingsShown } from './worker-protocol';

const BINS = 16;
/** Of more awaits, one of so many is looked at that no frame takes long. */
const MOST = 100_000;

export interface Siblings {
  readonly count: number;
  /** Not all were looked at. */
  readonly isEstimate: boolean;
  readonly least: number;
  readonly median: number;
  readonly most: number;
  /** How many are shorter, of a hundred. */
  readonly shorter: number;
  /** How many took about as long; from the least to the most in equal ratios. */
  readonly bins: readonly number[];
  /** The await's own bin. */
  readonly bin: number;
}

/** @returns undefined where the await is the only one, or has not gone on */
export function siblingsOf(tables: Tables, w: number): Siblings | undefined {
  const { awaits, tasks } = tables;
  const [loc, stream] = [awaits.loc(w), tasks.stream(awaits.task(w))];
  if (loc === 0 || awaits.resumeSeq(w) === 0) return undefined;
  const took: number[] = [];
  const step = Math.ceil(awaits.count / MOST);
  for (let other = w % step; other < awaits.count; other += step) {
    if (awaits.loc(other) !== loc || awaits.resumeSeq(other) === 0) continue;
    if (tasks.stream(awaits.task(other)) === stream) took.push(awaits.resume(other) - awaits.suspend(other));
  }
  if (took.length < 2) return undefined;
  const own = awaits.resume(w) - awaits.suspend(w);
  const sorted = Float64Array.from(took).sort();
  const [least, most] = [sorted[0]!, sorted.at(-1)!];
  const bins = Array<number>(BINS).fill(0);
  const binOf = binsBetween(least, most);
  for (const time of sorted) bins[binOf(time)]!++;
  const before = sorted.findIndex((time) => time >= own);
  return {
    count: sorted.length * step,
    isEstimate: step > 1,
    least,
    median: sorted[sorted.length >> 1]!,
    most,
    shorter: Math.floor((100 * before) / sorted.length),
    bins,
    bin: binOf(own),
  };
}

/** In equal ratios: times differ by powers. */
function binsBetween(least: number, most: number): (time: number) => number {
  const [from, to] = [Math.log(Math.max(1, least)), Math.log(Math.max(1, most))];
  if (to - from < 1e-9) return () => 0;
  return (time) => {
    const at = (Math.log(Math.max(1, time)) - from) / (to - from);
    return Math.min(BINS - 1, Math.floor(at * BINS));
  };
}

export function siblingsShown(say: Say, times: DurationText, siblings: Siblings): SiblingsShown {
  const { count, isEstimate, least, most, median, shorter, bins, bin } = siblings;
  const range = [least, most, median].map((ns) => times.duration(ns));
  return {
    text: say.text('siblings', (isEstimate ? '≈' : '') + times.count(count), ...range, times.count(shorter)),
    bins,
    bin,
  };
}
