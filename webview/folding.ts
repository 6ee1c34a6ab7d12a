/** What rows can hide: whether they do, what that is, and how it is opened and closed. */
import type { LaneGroup } from '../model/lane-groups';
import type { Tables } from '../model/tables';
import type { DerivedRows } from './derived-rows';
import { HiddenParts } from './hidden-parts';
import { TreeTotals } from './tree-totals';

export class Folding {
  private readonly totals = new TreeTotals();
  private readonly hiddenParts = new HiddenParts();

  constructor(private readonly rows: DerivedRows) {}

  /** @returns tasks that the row can hide */
  children(row: number): number {
    const { list, tree, grouping } = this.rows;
    const content = list.at(row);
    if (content < 0) return Math.max(1, list.groupAt(content).tasks.length);
    // what it hides stands elsewhere
    if (row < list.pinnedRows) return 0;
    return grouping === 'creator' ? tree.childrenOf(content) : 0;
  }

  isCollapsed(row: number): boolean {
    const { list, grouping, choices } = this.rows;
    const content = list.at(row);
    return content < 0 ? choices.folds.isClosed(grouping, list.groupAt(content)) : choices.folds.has(content);
  }

  /** @returns what a collapsed task hides, as a group; undefined where none is hidden */
  hiddenLane(tables: Tables, row: number): LaneGroup | undefined {
    const { list, tree } = this.rows;
    return this.hidesTasks(row) ? this.hiddenParts.of(tables, tree, list.at(row)) : undefined;
  }

  /** @returns how many tasks a collapsed task hides, how many of them failed, and how many have not ended; undefined where none is hidden */
  hiddenBelow(tables: Tables, row: number): ReturnType<TreeTotals['of']> | undefined {
    if (!this.hidesTasks(row)) return undefined;
    const { list, tree } = this.rows;
    this.totals.update(tables, tree);
    return this.totals.of(list.at(row));
  }

  /** @param content of a row */
  fold(content: number, collapse: boolean): void {
    const { list, grouping, choices } = this.rows;
    if (content < 0) choices.folds.close(grouping, list.groupAt(content), collapse);
    else choices.folds.fold(content, collapse);
  }

  foldAll(tables: Tables, collapse: boolean): void {
    const { list, tree, grouping, choices } = this.rows;
    const { folds, arrangement } = choices;
    const byCreator = grouping === 'creator';
    // threads stay in view, so that one sees whose tasks are collapsed
    for (const group of list.groups) folds.close(grouping, group, collapse && !byCreator);
    if (!byCreator) return;
    folds.openTasks();
    for (let task = 0; collapse && task < tables.tasks.count; task++) {
      // the lane of a pinned one has no sign to open it again
      if (tree.childrenOf(task) > 0 && !arrangement.pinned.has(task)) folds.fold(task, true);
    }
  }

  /** Of a collapsed task. */
  private hidesTasks(row: number): boolean {
    return this.rows.list.at(row) >= 0 && this.isCollapsed(row) && this.children(row) > 0;
  }
}
