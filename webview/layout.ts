/**
 * Where things stand on the canvas, in CSS pixels: on top the map of the whole, the ruler and the event loop, names on the left,
 * bars in the rest.
 */
export const MAP_HEIGHT = 22;
export const RULER_HEIGHT = 26;
export const LOOP_HEIGHT = 18;
export const LOOP_TOP = MAP_HEIGHT + RULER_HEIGHT;
/** Above the rows. */
export const HEAD_HEIGHT = LOOP_TOP + LOOP_HEIGHT;
export const ROW_HEIGHT = 24;
export const BAR_HEIGHT = 16;
/** From a row's top to its bar's. */
export const BAR_TOP = 4;
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
}

/** @param chosen width of the names, if a person has chosen one */
export function layoutOf(width: number, height: number, chosen?: number): Layout {
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
  };
}

/** @returns the top of a row on the canvas */
export function rowTop(row: number, scrollTop: number): number {
  return HEAD_HEIGHT + row * ROW_HEIGHT - scrollTop;
}

/** @returns the row at a height of the canvas; may be past the last */
export function rowAt(y: number, scrollTop: number): number {
  return Math.floor((y - HEAD_HEIGHT + scrollTop) / ROW_HEIGHT);
}
