/** Rows from top to bottom, each a task or the heading of a group, and in which rows a task is: one, or one in each of several groups. */
import { grown } from '../model/columns';
import type { LaneGroup } from '../model/lane-groups';

export class RowList {
  count = 0;
  /** How many of them, from the top, are of pinned tasks. */
  pinnedRows = 0;
  /** Behind the rows of pinned tasks and pinned groups. */
  pinnedEnd = 0;
  /** Groups in the order of their rows; none where one thread's tasks stand by their creators. */
  groups: readonly LaneGroup[] = [];
  /** Rows of headings, from the top. Unless some are left out, that of group i is the i-th. */
  readonly headings: number[] = [];
  /** A task, or `-1 - i` of group i. */
  private content = new Int32Array(64);
  private depths = new Uint16Array(64);
  /** Row + 1 of a task, the last one that it has; 0 where it has none. */
  private rowByTask = new Int32Array(0);
  /** Of a task's row, row + 1 of the one before it of the same task; 0 for none. */
  private before = new Int32Array(64);
  /** Row + 1 of a group's heading; 0 where it has none. */
  private rowByGroup = new Int32Array(0);

  /** Begins anew at the top, with the rows of pinned tasks. */
  begin(pinned: readonly number[]): void {
    this.count = this.headings.length = 0;
    this.rowByTask.fill(0);
    this.rowByGroup.fill(0);
    for (const task of pinned) this.addTask(task, 0);
    this.pinnedRows = this.pinnedEnd = this.count;
  }

  /** What has been added by now is pinned. */
  endPinned(): void {
    this.pinnedEnd = this.count;
  }

  /** Forgets a row and all below it; the tasks there are to be added again. */
  cut(row: number): void {
    while (this.count > row) {
      const content = this.content[--this.count]!;
      if (content >= 0) this.rowByTask[content] = this.before[this.count]!;
    }
    while (this.headings.length > 0 && this.headings.at(-1)! >= row) this.headings.pop();
  }

  addTask(task: number, depth: number): void {
    if (task >= this.rowByTask.length) this.rowByTask = grown(this.rowByTask, Math.max(64, 2 * task));
    const before = this.rowByTask[task]!;
    this.rowByTask[task] = this.count + 1;
    this.add(task, depth, before);
  }

  addHeading(group: number): void {
    if (group >= this.rowByGroup.length) this.rowByGroup = grown(this.rowByGroup, Math.max(64, 2 * group));
    this.rowByGroup[group] = this.count + 1;
    this.headings.push(this.count);
    this.add(-1 - group, 0, 0);
  }

  /** @returns the task, or `-1 - i` of group i */
  at(row: number): number {
    return this.content[row]!;
  }

  /** @param content of a group's row */
  groupAt(content: number): LaneGroup {
    return this.groups[-1 - content]!;
  }

  /** @returns how far the row is indented */
  depth(row: number): number {
    return this.depths[row]!;
  }

  /** @returns the row of a task's own, the last of several; -1 if it has none */
  rowOf(task: number): number {
    return task < this.rowByTask.length ? this.rowByTask[task]! - 1 : -1;
  }

  /** @returns the row of a pinned task, else its row below a group, else the group's heading; -1 if there is none of these */
  rowIn(group: number, task: number): number {
    const heading = group >= 0 && group < this.rowByGroup.length ? this.rowByGroup[group]! - 1 : -1;
    let own = this.rowOf(task);
    while (own >= this.pinnedRows && heading >= 0 && this.headingOf(own) !== heading)
      own = this.before[own]! - 1;
    return own >= 0 ? own : heading;
  }

  /** @returns the row of the group that a row stands below, or is the heading of; -1 for none */
  headingOf(row: number): number {
    return this.headings[this.headingsUpTo(row) - 1] ?? -1;
  }

  /** @returns the next group's row behind a row; -1 if there is none */
  headingBehind(row: number): number {
    return this.headings[this.headingsUpTo(row)] ?? -1;
  }

  private headingsUpTo(row: number): number {
    let low = 0;
    let high = this.headings.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.headings[middle]! <= row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private add(content: number, depth: number, before: number): void {
    if (this.count === this.content.length) {
      this.content = grown(this.content, 2 * this.count);
      this.depths = grown(this.depths, 2 * this.count);
      this.before = grown(this.before, 2 * this.count);
    }
    this.content[this.count] = content;
    this.before[this.count] = before;
    this.depths[this.count++] = Math.min(0xffff, depth);
  }
}
