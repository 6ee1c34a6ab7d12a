/** The heading of the group whose lanes are in view, where its own row has been scrolled away: it stays on top of them. */
import { HEAD_HEIGHT, rowTop } from './layout';
import type { Scene } from './scene';

export interface Sticky {
  readonly row: number;
  /** Where it is drawn, on the canvas: the next heading pushes it up. */
  readonly top: number;
}

export function stickyOf({ view, rows }: Scene): Sticky | undefined {
  if (view.slim) return undefined;
  const row = rows.headingOf(view.firstRow);
  if (row < 0 || rowTop(view.layout, row, view.scrollTop) >= HEAD_HEIGHT) return undefined;
  const next = rows.headingBehind(row);
  const height = view.layout.lane.height;
  const end = next < 0 ? Infinity : rowTop(view.layout, next, view.scrollTop);
  const top = Math.min(HEAD_HEIGHT, end - height);
  return top + height <= HEAD_HEIGHT ? undefined : { row, top };
}
