/** The arrow keys: from lane to lane, from segment to segment, into what is collapsed and out of it. */
import type { Controls } from './controls';
import type { Focus } from './focus';
import type { Scene } from './scene';
import { neighbours, segmentNear, selectionOf } from './selection';
import { creatorOf } from './task-tree';

export class LaneMoves {
  constructor(
    private readonly controls: Controls,
    private readonly focus: Focus,
  ) {}

  /** To another lane, and there to the segment of the same moment. */
  row(by: number): void {
    const { rows, selection } = this.scene;
    if (rows.count === 0) return;
    const from = this.focus.row;
    // with nothing selected, a step down begins at the top and one up at the bottom; a jump leads where it always does
    const enters = Number.isFinite(by) ? (by > 0 ? 0 : rows.count - 1) : by;
    let row = from < 0 ? enters : from + by;
    row = Math.max(0, Math.min(rows.count - 1, row));
    const task = rows.at(row);
    if (task < 0) return this.enterGroup(row);
    this.focus.selectRow(row, selection?.startSeq ?? 0);
    this.focus.reveal();
  }

  /** @param by pages of lanes */
  page(by: number): void {
    const { view } = this.scene;
    this.row(by * Math.max(1, view.endRow - view.firstRow - 2));
  }

  /** To the segment before or after; from a group, into or out of it. */
  segment(side: 'before' | 'after'): void {
    const { selection, segment, facts, geometry } = this.scene;
    if (!selection) return this.enterOrFold(side);
    const { tables } = facts;
    if (!segment) return this.enterLane(side, selection.task);
    const next = neighbours(tables, geometry.indexes, selectionOf(segment))[side];
    if (next) this.controls.select(selectionOf(next));
    else if (side === 'before') this.controls.select({ task: selection.task, startSeq: 0, state: 0 });
    if (this.focus.row >= 0) this.focus.reveal();
  }

  /** Puts the keys on a group: there is nothing in it to select. */
  enterGroup(row: number): void {
    const { rows, view } = this.scene;
    this.controls.select(undefined);
    rows.current = rows.groupAt(rows.at(row)).key;
    this.controls.refresh();
    view.revealRow(row);
  }

  toggleFold(row: number): void {
    const { rows } = this.scene;
    if (row < 0 || rows.children(row) === 0) return;
    rows.fold(rows.at(row), !rows.isCollapsed(row));
    this.controls.refresh();
  }

  private get scene(): Scene {
    return this.controls.scene();
  }

  private enterOrFold(side: 'before' | 'after'): void {
    const { row } = this.focus;
    const { rows } = this.scene;
    if (row >= 0 && rows.isCollapsed(row) === (side === 'after')) this.toggleFold(row);
    else if (row < 0 || side === 'after') this.row(1);
  }

  /** On a task as a whole, right unfolds it, then goes to its first segment; left folds it, then goes to its creator. */
  private enterLane(side: 'before' | 'after', task: number): void {
    const { rows, facts, geometry } = this.scene;
    const { tables } = facts;
    const row = rows.rowOf(tables, task);
    const foldable = row >= 0 && rows.children(row) > 0;
    if (foldable && rows.isCollapsed(row) === (side === 'after')) return this.toggleFold(row);
    if (side === 'after') {
      const first = segmentNear(tables, geometry.indexes, task, 1);
      if (first) this.controls.select(selectionOf(first));
    } else {
      const creator = creatorOf(tables, task);
      if (creator >= 0) this.controls.select({ task: creator, startSeq: 0, state: 0 });
    }
    this.focus.reveal();
  }
}
