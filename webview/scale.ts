/** What part of the axis is in view. Axis units are ns (time axis) or events (order axis); pixels are CSS pixels from the plot's left edge. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  /** Pixels between `from` and `to`. */
  readonly width: number;
}

/** The part of the axis that holds anything. */
export interface Extent {
  readonly from: number;
  readonly to: number;
}

/** Pixels left free on both sides when everything is in view. */
const FIT_MARGIN = 12;
/** Pixels of what there is that stay in view, however far the view is moved. */
const KEPT_IN_VIEW = 40;
/** Nobody needs to see less than this: the clock is no finer, and events are whole. */
export const SMALLEST_SPAN = 4;

export function toX(scale: Scale, at: number): number {
  return ((at - scale.from) / (scale.to - scale.from)) * scale.width;
}

export function fromX(scale: Scale, x: number): number {
  return scale.from + (x / scale.width) * (scale.to - scale.from);
}

/** @returns a scale with all of the extent in view, and a margin */
export function fitted(extent: Extent, width: number): Scale {
  const span = Math.max(extent.to - extent.from, SMALLEST_SPAN);
  const margin = (span * FIT_MARGIN) / Math.max(1, width - 2 * FIT_MARGIN);
  return { from: extent.from - margin, to: extent.from + span + margin, width };
}

/** @returns the scale with `factor` times as much of the axis in view, but no more than there is; what is at pixel `x` stays there */
export function zoomed(scale: Scale, factor: number, x: number, extent: Extent): Scale {
  const span = scale.to - scale.from;
  const whole = fitted(extent, scale.width);
  const wanted = Math.max(SMALLEST_SPAN, span * factor);
  if (wanted >= whole.to - whole.from) return whole;
  const at = fromX(scale, x);
  const from = at - (wanted * x) / scale.width;
  return kept({ from, to: from + wanted, width: scale.width }, extent);
}

/** @returns the scale moved to the right by `dx` pixels */
export function panned(scale: Scale, dx: number, extent: Extent): Scale {
  const by = (dx / scale.width) * (scale.to - scale.from);
  return kept({ from: scale.from + by, to: scale.to + by, width: scale.width }, extent);
}

/** @returns the scale moved, and widened if it must be, so that the part from `from` to `to` is in view */
export function revealed(scale: Scale, from: number, to: number): Scale {
  const span = scale.to - scale.from;
  const pad = span * 0.1;
  if (from >= scale.from && to <= scale.to) return scale;
  if (to - from + 2 * pad > span) return fitted({ from, to }, scale.width);
  const start = from < scale.from + pad ? from - pad : to + pad - span;
  return { from: start, to: start + span, width: scale.width };
}

/** Keeps some of the extent in view. */
function kept(scale: Scale, extent: Extent): Scale {
  const span = scale.to - scale.from;
  const some = (span * Math.min(KEPT_IN_VIEW, scale.width / 2)) / scale.width;
  const from = Math.min(extent.to - some, Math.max(extent.from + some - span, scale.from));
  return from === scale.from ? scale : { from, to: from + span, width: scale.width };
}

/** All in view around a place that is near an edge would be this many times narrower: then it may stand elsewhere. */
const NARROWEST = 3;

/**
 * @param at a place, which is to stand at pixel `x`
 * @param wholly all that was in view is to stay so, which takes a larger part of the axis; else so much of the axis is in view as before
 * @returns the same scale where that would leave too little room
 */
export function around(scale: Scale, at: number, x: number, wholly: boolean): Scale {
  const { from, to, width } = scale;
  const [left, right] = [at - from, to - at];
  const pixel = wholly
    ? Math.max(x > 0 ? left / x : 0, x < width ? right / (width - x) : 0)
    : (to - from) / width;
  if (pixel * width > NARROWEST * (to - from)) return scale;
  return { from: at - x * pixel, to: at + (width - x) * pixel, width };
}
