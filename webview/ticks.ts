/** Round places on the axis, and what to write at them. */
import type { Axis } from './axis';
import type { Scale } from './scale';
import { unitOf } from './durations';
import type { Unit } from './durations';

export interface Ticks {
  /** The first tick in view; the others follow each `step`. */
  readonly first: number;
  readonly step: number;
  readonly count: number;
  /** Unit in which all of them are written; undefined on the order axis. */
  readonly unit: Unit | undefined;
  /** Decimals of a label. */
  readonly decimals: number;
  /**
   * What the labels are counted from: 0, or where the view is deep inside a long recording a round place before it, which is
   * written once at the left edge.
   */
  readonly base: number;
}

/** With more digits than this before the step's own, labels are counted from a base. */
const MOST_DIGITS = 5;

/** @param distance pixels between two ticks, at least */
export function ticksOf(axis: Axis, scale: Scale, distance: number): Ticks {
  const least = ((scale.to - scale.from) * distance) / scale.width;
  const step = axis === 'order' ? Math.max(1, roundStep(least)) : roundStep(least);
  const first = Math.max(0, Math.ceil(scale.from / step)) * step;
  const count = Math.max(0, Math.floor((scale.to - first) / step) + 1);
  if (axis === 'order') return { first, step, count, unit: undefined, decimals: 0, base: 0 };
  const deep = scale.from > step * 10 ** MOST_DIGITS;
  const base = deep ? Math.floor(scale.from / (step * 1000)) * step * 1000 : 0;
  const unit = unitOf(deep ? step * 10 : Math.max(step, Math.min(scale.to, step * 1000)));
  return { first, step, count, unit, decimals: decimalsOf(step / unit.ns), base };
}

/** @returns the smallest 1, 2 or 5 times a power of ten that is not below `least` */
export function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  for (const factor of [1, 2, 5]) if (factor * power >= least * (1 - 1e-9)) return factor * power;
  return 10 * power;
}

function decimalsOf(step: number): number {
  return Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
}
