/** The awaits that stand at the same place as one: how long they waited, and where that one is among them. */
import { timesOf, waitingTime } from '../model/durations';
import { waitsAtPlaceOf } from '../model/sites';
import type { PlaceKey } from '../model/sites';
import type { Tables } from '../model/tables';
import type { SiblingsShown } from './card-content';
import type { DurationText } from './durations';
import type { Say } from './strings';

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
  /** At least half of them waited no longer: the p50 of `report`. */
  readonly median: number;
  readonly most: number;
  /** How many are shorter, and longer, of those that were looked at. */
  readonly shorter: number;
  readonly longer: number;
  /** How many waited about as long; from the least to the most in equal ratios. */
  readonly bins: readonly number[];
  /** The await's own bin. */
  readonly bin: number;
}

/** @returns undefined where the await is the only one, or still waits */
export function siblingsOf(tables: Tables, w: number, placeOf: PlaceKey): Siblings | undefined {
  const { awaits } = tables;
  const own = waitingTime(awaits, w);
  if (awaits.loc(w) === 0 || Number.isNaN(own)) return undefined;
  const step = Math.ceil(awaits.count / MOST);
  const waits = waitsAtPlaceOf(tables, w, placeOf, step);
  // in place: the shortest first, what still waits at the end
  const { count, p50: median, max: most } = timesOf(waits);
  if (count < 2) return undefined;
  const sorted = waits.subarray(0, count);
  const least = sorted[0]!;
  const bins = Array<number>(BINS).fill(0);
  const binOf = binsBetween(least, most);
  for (const time of sorted) bins[binOf(time)]!++;
  return {
    count,
    step,
    least,
    median,
    most,
    shorter: sorted.filter((time) => time < own).length,
    longer: sorted.filter((time) => time > own).length,
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
