/** Keeps what is at the top of the view there while rows come in above it: those of a recording that grows come anywhere. */
import type { Tables } from '../model/tables';
import type { Rows } from './rows';
import type { View } from './view';

/** @param update brings the rows up to the tables */
export function keepTop(view: View, rows: Rows, tables: Tables, update: () => void): void {
  const top = view.firstRow;
  // Where a reader has folded or grouped, other rows are wanted; and who is at the very top sees what comes in there.
  const keeps = view.scrollTop > 0 && view.wantedTop === undefined && !rows.isStale && top < rows.count;
  if (!keeps) return update();
  const content = rows.at(top);
  const key = content < 0 ? rows.groupAt(content).key : undefined;
  update();
  const row = key === undefined ? rows.rowOf(tables, content) : rows.rowOfGroup(key);
  if (row >= 0) view.scrollTop += (row - top) * view.layout.lane.height;
}
