/** The heading of the group whose lanes are in view, where its own row has been scrolled away: it stays on top of them. */
import { rowTop } from './layout';
import type { Scene } from './scene';

export interface Sticky {
  readonly row: number;
  /** Where it is drawn, on the canvas: the next heading pushes it up. */
  readonly top: number;
}

export function stickyOf({ view, rows }: Scene): Sticky | undefined {
  if (view.slim) return undefined;
  const { head, lane } = view.layout;
  const row = rows.headingOf(view.firstRow);
  if (row < 0 || rowTop(view.layout, row, view.scrollTop) >= head) return undefined;
  const next = rows.headingBehind(row);
  const { height } = lane;
  const end = next < 0 ? Infinity : rowTop(view.layout, next, view.scrollTop);
  const top = Math.min(head, end - height);
  return top + height <= head ? undefined : { row, top };
}
