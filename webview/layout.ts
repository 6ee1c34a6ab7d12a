/**
 * Where things stand on the canvas, in CSS pixels: on top the map of the whole, the ruler, the event loop and what was printed, names on the left,
 * bars in the rest.
 */
export const MAP_HEIGHT = 22;
export const RULER_HEIGHT = 26;
export const LOOP_TOP = MAP_HEIGHT + RULER_HEIGHT;
export const OUTPUT_HEIGHT = 16;

/** A strip of the event loop's lane: its top within the lane, and its height. */
export interface Strip {
  readonly top: number;
  readonly height: number;
}
/** How high the lane of the event loop is, and its strips: what ran, a row for each phase, the queue. */
export interface LoopSize {
  readonly height: number;
  readonly busy: Strip;
  /** Of the first phase; the others follow. Missing where there is no room. */
  readonly phase?: Strip;
  readonly ready?: Strip;
}
const LOW_LOOP: LoopSize = { height: 18, busy: { top: 3, height: 12 } };
export const THIN_LOOP: LoopSize = {
  height: 38,
  busy: { top: 3, height: 12 },
  phase: { top: 17, height: 2 },
  ready: { top: 29, height: 7 },
};
/** With a name for each strip. */
export const TALL_LOOP: LoopSize = {
  height: 122,
  busy: { top: 3, height: 14 },
  phase: { top: 20, height: 14 },
  ready: { top: 94, height: 24 },
};
/** Pages lower than these have lanes to show first. */
const LEAST_FOR_THIN = 220;
const LEAST_FOR_TALL = 300;

/** How high lanes are. */
export interface LaneSize {
  readonly height: number;
  readonly bar: number;
  /** From a lane's top to its bar's. */
  readonly barTop: number;
}
export const ROOMY: LaneSize = { height: 24, bar: 16, barTop: 4 };
/** Without names and labels, so that hundreds are in view. */
export const SLIM: LaneSize = { height: 4, bar: 3, barTop: 0 };

const NAMES_SHARE = 0.28;
const NAMES_MIN = 128;
const NAMES_MAX = 340;
/** A narrow page gives at most this share to the names. */
const NAMES_LIMIT = 0.42;
/** Whoever moves the edge may go farther. */
const CHOSEN_MIN = 60;
const CHOSEN_LIMIT = 0.8;

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Left edge of the plot. */
  readonly plotLeft: number;
  readonly plotWidth: number;
  readonly loop: LoopSize;
  /** Top of the lane of what was printed. */
  readonly outputTop: number;
  /** Top of the rows. */
  readonly head: number;
  /** Height of the rows' part. */
  readonly plotHeight: number;
  readonly lane: LaneSize;
}

/** @param chosen width of the names, if a person has chosen one; @param tallLoop whether the strips of the loop are to have names */
export function layoutOf(
  width: number,
  height: number,
  chosen?: number,
  lane = ROOMY,
  tallLoop = false,
): Layout {
  const names =
    chosen === undefined
      ? Math.min(NAMES_MAX, Math.max(NAMES_MIN, width * NAMES_SHARE), width * NAMES_LIMIT)
      : Math.min(Math.max(CHOSEN_MIN, chosen), width * CHOSEN_LIMIT);
  const plotLeft = Math.round(names);
  const loop = loopSize(height, tallLoop);
  const outputTop = LOOP_TOP + loop.height;
  const head = outputTop + OUTPUT_HEIGHT;
  return {
    width,
    height,
    plotLeft,
    plotWidth: Math.max(1, width - plotLeft),
    loop,
    outputTop,
    head,
    plotHeight: Math.max(0, height - head),
    lane,
  };
}

function loopSize(height: number, tall: boolean): LoopSize {
  if (tall && height >= LEAST_FOR_TALL) return TALL_LOOP;
  return height >= LEAST_FOR_THIN ? THIN_LOOP : LOW_LOOP;
}

/** @returns the top of a row on the canvas */
export function rowTop({ lane, head }: Layout, row: number, scrollTop: number): number {
  return head + row * lane.height - scrollTop;
}

/** @returns the row at a height of the canvas; may be past the last */
export function rowAt({ lane, head }: Layout, y: number, scrollTop: number): number {
  return Math.floor((y - head + scrollTop) / lane.height);
}
