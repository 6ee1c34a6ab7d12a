/**
 * Where things stand on the canvas, in CSS pixels: on top the map of the whole, the ruler, the event loop and what was printed, names on the left,
 * bars in the rest.
 */
export const MAP_HEIGHT = 22;
export const RULER_HEIGHT = 26;
export const LOOP_HEIGHT = 18;
export const LOOP_TOP = MAP_HEIGHT + RULER_HEIGHT;
export const OUTPUT_TOP = LOOP_TOP + LOOP_HEIGHT;
export const OUTPUT_HEIGHT = 16;
/** Above the rows. */
export const HEAD_HEIGHT = OUTPUT_TOP + OUTPUT_HEIGHT;

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
const NAMES_MIN = 112;
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
  /** Height of the rows' part. */
  readonly plotHeight: number;
  readonly lane: LaneSize;
}

/** @param chosen width of the names, if a person has chosen one */
export function layoutOf(width: number, height: number, chosen?: number, lane = ROOMY): Layout {
  const names =
    chosen === undefined
      ? Math.min(NAMES_MAX, Math.max(NAMES_MIN, width * NAMES_SHARE), width * NAMES_LIMIT)
      : Math.min(Math.max(CHOSEN_MIN, chosen), width * CHOSEN_LIMIT);
  const plotLeft = Math.round(names);
  return {
    width,
    height,
    plotLeft,
    plotWidth: Math.max(1, width - plotLeft),
    plotHeight: Math.max(0, height - HEAD_HEIGHT),
    lane,
  };
}

/** @returns the top of a row on the canvas */
export function rowTop({ lane }: Layout, row: number, scrollTop: number): number {
  return HEAD_HEIGHT + row * lane.height - scrollTop;
}

/** @returns the row at a height of the canvas; may be past the last */
export function rowAt({ lane }: Layout, y: number, scrollTop: number): number {
  return Math.floor((y - HEAD_HEIGHT + scrollTop) / lane.height);
}
