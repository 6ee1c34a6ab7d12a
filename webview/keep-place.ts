/**
 * Keeps what a reader looks at where it is while rows come in above it: those of a recording that grows come anywhere. That is the selected lane,
 * where it is in view, else the end, if the view was there, else the lane at the top.
 */
import type { Tables } from '../model/tables';
import { awaitInRow } from './line-rows';
import type { Rows } from './rows';
import type { View } from './view';

/** @param selected gives the row of the selection, @param update brings the rows up to the tables */
export function keepPlace(
  view: View,
  rows: Rows,
  tables: Tables,
  selected: () => number,
  update: () => void,
): void {
  // where a reader has folded or grouped, other rows are wanted
  if (rows.isStale || rows.count === 0 || view.wantedTop !== undefined) return update();
  const place = placeOf(view, rows, tables, selected);
  const before = place?.();
  const atEnd = view.isAtEnd;
  update();
  if (place && before !== undefined) {
    const now = place();
    if (now >= 0) view.scrollTop += (now - before) * view.layout.lane.height;
  } else if (atEnd) view.scrollTop = Infinity;
}

/** @returns tells in which row is what is to stay; undefined if nothing is to */
function placeOf(view: View, rows: Rows, tables: Tables, selected: () => number): (() => number) | undefined {
  const row = selected();
  if (row >= view.firstRow && row < view.endRow) return selected;
  // who is at the very top sees what comes in there
  if (view.isAtEnd || view.scrollTop === 0) return undefined;
  const top = Math.min(view.firstRow, rows.count - 1);
  const content = rows.at(top);
  const w = awaitInRow(rows, tables, top, 0);
  const key = content < 0 ? rows.groupAt(content).key : undefined;
  return () => (key === undefined ? rows.rowOf(tables, content, w) : rows.rowOfGroup(key));
}
