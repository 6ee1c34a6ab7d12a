/** The row of what is selected, or happened at a moment. */
import type { Scene } from './scene';
import { segmentNear } from './selection';

/** @returns the row of the selection, or of the group that the keys are on; -1 if it has none */
export function selectedRow({ rows, facts, selection, segment }: Scene): number {
  return selection
    ? rows.rowOf(facts.tables, selection.task, segment?.await ?? -1)
    : rows.rowOfGroup(rows.current);
}

/** @returns the row that shows what a task did at a moment of its thread; -1 if none does */
export function rowAtMoment({ rows, facts, geometry }: Scene, task: number, seq: number): number {
  // elsewhere a task has one row
  const at = rows.grouping === 'line' ? segmentNear(facts.tables, geometry.indexes, task, seq) : undefined;
  return rows.rowOf(facts.tables, task, at?.await);
}
