/** The awaits that stand at the same place as one: how long they took, and where that one is among them. */
import type { Tables } from '../model/tables';
import type { DurationText } from './durations';
import type { Say } from './strings';
import type { SiblingsShown } from './worker-protocol';

const BINS = 16;
/** Up to so many are counted; of more, shares say more. */
const FEW = 20;
/** Of more awaits, one of so many is looked at that no frame takes long. */
const MOST = 100_000;

export interface Siblings {
  /** Those that were looked at. */
  readonly count: number;
  /** Of how many awaits one was looked at. */
  readonly step: number;
  readonly least: number;
  readonly median: number;
  readonly most: number;
  /** How many are shorter, and longer, of those that were looked at. */
  readonly shorter: number;
  readonly longer: number;
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
  return {
    count: sorted.length,
    step,
    least,
    median: sorted[sorted.length >> 1]!,
    most,
    shorter: took.filter((time) => time < own).length,
    longer: took.filter((time) => time > own).length,
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
  return { text: siblingsText(say, times, siblings), bins: siblings.bins, bin: siblings.bin };
}

function siblingsText(say: Say, times: DurationText, siblings: Siblings): string {
  const { count, step, shorter, longer } = siblings;
  const [least, most, median] = [siblings.least, siblings.most, siblings.median].map((ns) =>
    times.duration(ns),
  );
  const all = (step > 1 ? '≈' : '') + times.count(count * step);
  if (least === most) return say.text('siblings.same', all, least!);
  if (count === 2) return say.text('siblings.two', shorter === 0 ? most! : least!);
  const range = [all, least!, most!, median!];
  if (shorter === 0) return say.text('siblings.shortest', ...range);
  if (longer === 0) return say.text('siblings.longest', ...range);
  if (count <= FEW) return say.text('siblings.few', ...range, times.count(shorter));
  // not the shortest, so there is one
  const share = Math.max(1, Math.floor((100 * shorter) / count));
  return say.text('siblings.many', ...range, times.count(share));
}
