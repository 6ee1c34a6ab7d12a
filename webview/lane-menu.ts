/** The menu of the selected lane: what it holds, and where it opens. */
import type { Focus } from './focus';
import type { KeyAction } from './keys';
import { rowTop } from './layout';
import { OFFERS } from './menu-offers';
import { toX } from './scale';
import type { Scene } from './scene';
import type { Point } from './worker-protocol';

/** Pixels from the left edge to a menu that opens below a name. */
const BY_NAME = 24;

export interface MenuItem {
  readonly action: KeyAction;
  readonly text: string;
}

export interface LaneMenu {
  /** Where it opens, in pixels of the canvas: below a box of that height, or above it. */
  readonly at: Point;
  readonly height: number;
  /** A person asked for it with the keys, and goes on with them. */
  readonly byKeys: boolean;
  /** A line stands between them. */
  readonly groups: readonly (readonly MenuItem[])[];
}

/** @param at where the mouse asked for it, in pixels of the canvas; null: the keys did */
export function menuOf(scene: Scene, focus: Focus, at: Point | null): LaneMenu {
  const { facts, rows, times } = scene;
  const hidden = times.count(rows.choices.arrangement.hidden.size);
  const groups = OFFERS.map((offers) =>
    offers.flatMap(([action, offer]) => {
      const text = offer(scene, focus);
      return text ? [{ action, text: facts.say.text(text, hidden) }] : [];
    }),
  ).filter((items) => items.length > 0);
  const place = at ? { at, height: 0 } : placeOf(scene, focus);
  return { ...place, byKeys: !at, groups };
}

/** By the bar that is selected, else by the name of its lane; at the top if nothing is. */
function placeOf({ view, segment }: Scene, { row, range }: Focus): Pick<LaneMenu, 'at' | 'height'> {
  const { head, lane, plotLeft, plotWidth } = view.layout;
  if (row < 0) return { at: { x: BY_NAME, y: head }, height: 0 };
  const y = rowTop(view.layout, row, view.scrollTop);
  const begin = segment && range ? toX(view.scale, range.from) : Infinity;
  const x = begin < plotWidth ? plotLeft + Math.max(0, begin) : BY_NAME;
  return { at: { x, y }, height: lane.height };
}
