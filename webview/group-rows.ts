/**
 * The rows of tasks that stand below what they have in common: a request, a thread, a function, a line. While a recording grows, rows above the
 * first group that is new, or that is open and has grown, stay as they are.
 */
import { TaskGroups } from '../model/lane-groups';
import type { Grouping } from '../model/lane-groups';
import type { PlaceKey } from '../model/sites';
import type { Tables } from '../model/tables';
import type { LaneChoices } from './lane-choices';
import type { RowList } from './row-list';

export class GroupRows {
  private readonly groups: TaskGroups;
  /** Groups that are open, and how many tasks they had when these got their rows. */
  private open: { readonly group: number; readonly tasks: number }[] = [];
  private isBegun = false;

  /** For `placeOf` and `hides` see {@link TaskGroups}. */
  constructor(
    private readonly by: Exclude<Grouping, 'creator'>,
    placeOf: PlaceKey,
    hides: (task: number) => boolean,
    private readonly list: RowList,
    private readonly choices: LaneChoices,
  ) {
    this.groups = new TaskGroups(by, placeOf, hides);
  }

  /** @returns see {@link TaskGroups.rankOf} */
  groupOf(tables: Tables, task: number, w: number): number {
    return this.groups.rankOf(tables, task, w);
  }

  /**
   * @param pinned tasks
   * @param anew a reader has chosen otherwise
   */
  update(tables: Tables, pinned: readonly number[], anew: boolean): void {
    const { list, choices, isBegun } = this;
    const moved = this.groups.update(tables);
    list.groups = this.groups.groups;
    const arranged = choices.arrangement.order(this.by, list.groups);
    // which lanes are left out is not known from what is new, and pinned groups are not where they would be by themselves
    if (isBegun && !anew && !arranged && !choices.leavesOut) return this.grow(moved);
    this.isBegun = true;
    this.open = [];
    list.begin(pinned);
    if (arranged) this.addInOrder(arranged.order, arranged.pinned);
    else this.addFrom(0);
  }

  /** @param moved the first group that was not there, or stood elsewhere */
  private grow(moved: number): void {
    const { list } = this;
    const grown = this.open.find(({ group, tasks }) => list.groups[group]!.tasks.length !== tasks);
    const from = Math.min(moved, grown ? grown.group : Infinity);
    if (from < list.headings.length) list.cut(list.headings[from]!);
    if (from < Infinity) this.addFrom(from);
  }

  /** Adds the rows of a group and of all behind it. */
  private addFrom(first: number): void {
    this.open = this.open.filter(({ group }) => group < first);
    for (let i = first; i < this.list.groups.length; i++) this.addGroup(i);
  }

  private addInOrder(order: readonly number[], pinned: number): void {
    order.forEach((group, i) => {
      this.addGroup(group);
      if (i < pinned) this.list.endPinned();
    });
  }

  private addGroup(i: number): void {
    const { list, choices } = this;
    const group = list.groups[i]!;
    if (!choices.keepsGroup(group)) return;
    list.addHeading(i);
    if (choices.folds.isClosed(this.by, group)) return;
    this.open.push({ group: i, tasks: group.tasks.length });
    for (const task of group.tasks) if (choices.hasLane(task)) list.addTask(task, 1);
  }
}
