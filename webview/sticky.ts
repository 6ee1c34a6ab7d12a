/**
 * Whose lanes are in view, where their own rows have been scrolled away: the heading of their group or thread, and below it the nearest creator
 * of the first of them, stay on top.
 */
import { rowTop } from './layout';
import type { Scene } from './scene';

export interface Sticky {
  readonly row: number;
  /** Where it is drawn, on the canvas: what comes next pushes it up. */
  readonly top: number;
}

/** @returns from the top down */
export function stickiesOf(scene: Scene): readonly Sticky[] {
  const { view } = scene;
  if (view.slim) return [];
  const heading = headingOf(scene);
  const creator = creatorOf(scene, heading ? heading.top + view.layout.lane.height : view.layout.head);
  return [heading, creator].filter((sticky) => sticky !== undefined);
}

function headingOf({ view, rows }: Scene): Sticky | undefined {
  const { head, lane } = view.layout;
  const row = rows.headingOf(view.firstRow);
  if (row < 0 || rowTop(view.layout, row, view.scrollTop) >= head) return undefined;
  const next = rows.headingBehind(row);
  const { height } = lane;
  const end = next < 0 ? Infinity : rowTop(view.layout, next, view.scrollTop);
  const top = Math.min(head, end - height);
  return top + height <= head ? undefined : { row, top };
}

/** @param at where it is to stand, on the canvas */
function creatorOf({ view, rows, facts }: Scene, at: number): Sticky | undefined {
  const { head, lane } = view.layout;
  const { height } = lane;
  const covered = Math.floor((at - head + view.scrollTop) / height);
  const below = covered + 1;
  if (rows.grouping !== 'creator' || below >= rows.count) return undefined;
  const isScrolledAway = (row: number): boolean => rowTop(view.layout, row, view.scrollTop) < at;
  if (rows.parentOf(facts.tables, below) === covered && isScrolledAway(covered))
    return { row: covered, top: at };
  const row = rows.parentOf(facts.tables, covered);
  if (row < 0 || !isScrolledAway(row)) return undefined;
  const end = rows.depth(below) > rows.depth(row) ? Infinity : rowTop(view.layout, below, view.scrollTop);
  return { row, top: Math.min(at, end - height) };
}
