/**
 * The rows of the timeline, from top to bottom, and what can be asked about them: tasks below their creators, or below the groups that they belong
 * to (a thread, a function, a line). Tasks of libraries are left out unless they are asked for.
 */
import type { Grouping, LaneGroup } from '../model/lane-groups';
import type { Tables } from '../model/tables';
import { DerivedRows } from './derived-rows';
import type { RowFacts } from './derived-rows';
import { Folding } from './folding';
import { groupLane } from './lane';
import type { Lane } from './lane';
import type { LaneChoices } from './lane-choices';
import { leadTo } from './lead-to';
import { creatorOf } from './task-tree';
import type { TreeTotals } from './tree-totals';

const NO_FACTS: RowFacts = { version: 0, isLibrary: () => false, placeKey: (_, s, loc) => `${s}:${loc}` };

export class Rows {
  /** The group that the keys are on, by its key; tasks are selected, groups are not. */
  current: string | undefined;
  private readonly derived = new DerivedRows();
  private readonly list = this.derived.list;
  private readonly tree = this.derived.tree;
  private readonly folding = new Folding(this.derived);

  /** Brings the rows up to the tables. Costs nothing if nothing of it has changed. */
  update(tables: Tables, facts: RowFacts = NO_FACTS): void {
    this.derived.update(tables, facts);
  }

  /** What a reader has chosen; the rows follow with the next {@link update}. */
  get choices(): LaneChoices {
    return this.derived.choices;
  }

  /** What a reader has chosen since the last {@link update} changes the rows. */
  get isStale(): boolean {
    return this.derived.isStale;
  }

  get grouping(): Grouping {
    return this.derived.grouping;
  }
  set grouping(by: Grouping) {
    this.derived.grouping = by;
    this.current = undefined;
  }

  get count(): number {
    return this.list.count;
  }

  /** @returns the task, or what {@link groupAt} wants */
  at(row: number): number {
    return this.list.at(row);
  }

  /** See {@link RowList.groups}. */
  get groups(): readonly LaneGroup[] {
    return this.list.groups;
  }

  /** @param content of a group's row */
  groupAt(content: number): LaneGroup {
    return this.list.groupAt(content);
  }

  /** @returns the lane of a row, to be pinned or hidden */
  laneOf(row: number): Lane {
    const content = this.at(row);
    return content < 0 ? groupLane(this.grouping, this.groupAt(content).key) : content;
  }

  /** @returns how far the row is indented */
  depth(row: number): number {
    return this.list.depth(row);
  }

  /** How many rows, from the top, are of pinned tasks. */
  get pinnedRows(): number {
    return this.list.pinnedRows;
  }

  /** Behind the rows of pinned tasks and pinned groups. */
  get pinnedEnd(): number {
    return this.list.pinnedEnd;
  }

  isPinned(row: number): boolean {
    return row < this.pinnedEnd && (row < this.pinnedRows || this.at(row) < 0);
  }

  /**
   * @param w an await of the task, -1 for the task as a whole: by line, a task has a row in each group where it waits
   * @returns the row that shows it: its own, of what hides it, or of the nearest creator that is shown; -1 if none is
   */
  rowOf(tables: Tables, task: number, w = -1): number {
    for (let shown = task; shown >= 0; shown = creatorOf(tables, shown)) {
      const group = this.groupOf(tables, shown, shown === task ? w : -1);
      const row = this.list.rowIn(group, shown);
      if (row >= 0) return row;
    }
    return -1;
  }

  /** @returns the place in {@link groups} of the group in which a task, or one of its awaits, stands; -1 where it stands by its creator */
  groupOf(tables: Tables, task: number, w = -1): number {
    return this.derived.groupOf(tables, task, w);
  }

  /** @returns the row of a group, by its key; -1 if there is none */
  rowOfGroup(key: string | undefined): number {
    if (key === undefined) return -1;
    return this.list.headings.find((row) => this.groupAt(this.at(row)).key === key) ?? -1;
  }

  /** @returns the row of the group that a row stands below, or is the heading of; -1 for none */
  headingOf(row: number): number {
    return this.list.headingOf(row);
  }

  /** @returns the next group's row behind a row; -1 if there is none */
  headingBehind(row: number): number {
    return this.list.headingBehind(row);
  }

  /** @returns the row of the creator that a task's row stands below; -1 for none */
  parentOf(tables: Tables, row: number): number {
    const task = this.at(row);
    if (this.grouping !== 'creator' || task < 0 || row < this.pinnedRows) return -1;
    const creator = this.tree.shownCreator(tables, task);
    const parent = creator < 0 ? -1 : this.list.rowOf(creator);
    return parent < this.pinnedRows ? -1 : parent;
  }

  /** Tasks of node_modules. */
  get library(): number {
    return this.tree.library;
  }

  /** Rises when other tasks are hidden: see {@link hides}. */
  get hiding(): number {
    return this.tree.version;
  }

  hides(task: number): boolean {
    return this.tree.hides(task);
  }

  // what rows hide, and how that is opened and closed: see Folding

  children(row: number): number {
    return this.folding.children(row);
  }

  isCollapsed(row: number): boolean {
    return this.folding.isCollapsed(row);
  }

  hiddenLane(tables: Tables, row: number): LaneGroup | undefined {
    return this.folding.hiddenLane(tables, row);
  }

  hiddenBelow(tables: Tables, row: number): ReturnType<TreeTotals['of']> | undefined {
    return this.folding.hiddenBelow(tables, row);
  }

  fold(content: number, collapse: boolean): void {
    this.folding.fold(content, collapse);
  }

  foldAll(tables: Tables, collapse: boolean): void {
    this.folding.foldAll(tables, collapse);
  }

  /** Wants those of libraries, if the task is hidden for that; with the next {@link update} it stands somewhere. */
  showLibraryOf(task: number): void {
    if (this.tree.hidesLibraryTask(task)) this.choices.showsLibrary = true;
  }

  /** Opens what hides the task, or one of its awaits. */
  unfold(tables: Tables, task: number, w = -1): void {
    leadTo(this.choices, tables, task, this.grouping, this.derived.groupAbove(tables, task, w));
  }
}
