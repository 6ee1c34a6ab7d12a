/** What is folded: tasks that hide those below them, and groups that are not as they are by themselves. */
import type { Grouping, LaneGroup } from '../model/lane-groups';
import { groupLane } from './lane';

export class Folds {
  /** Rises with each change. */
  version = 0;
  private readonly tasks = new Set<number>();
  /** Groups that are not as they are by themselves, as {@link groupLane} writes them. */
  private readonly toggled = new Set<string>();

  get collapsedTasks(): ReadonlySet<number> {
    return this.tasks;
  }

  get toggledGroups(): ReadonlySet<string> {
    return this.toggled;
  }

  has(task: number): boolean {
    return this.tasks.has(task);
  }

  fold(task: number, collapse: boolean): void {
    if (collapse) this.tasks.add(task);
    else this.tasks.delete(task);
    this.version++;
  }

  /** @returns whether the task was folded */
  open(task: number): boolean {
    if (!this.tasks.delete(task)) return false;
    this.version++;
    return true;
  }

  openTasks(): void {
    this.tasks.clear();
    this.version++;
  }

  /** Of requests, functions and lines, an overview comes first. */
  isClosed(by: Grouping, { key }: LaneGroup): boolean {
    const overview = by !== 'creator' && by !== 'thread';
    return overview !== (this.toggled.size > 0 && this.toggled.has(groupLane(by, key)));
  }

  /** @returns whether that changed something */
  close(by: Grouping, group: LaneGroup, close: boolean): boolean {
    if (this.isClosed(by, group) === close) return false;
    const key = groupLane(by, group.key);
    if (!this.toggled.delete(key)) this.toggled.add(key);
    this.version++;
    return true;
  }

  /** A group is not as it is by itself: so it was left. */
  restore(by: Grouping, key: string): void {
    this.toggled.add(groupLane(by, key));
    this.version++;
  }
}
