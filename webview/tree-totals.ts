/** What a collapsed task hides: how many tasks come from it, and what came of them. Kept while the recording grows, from when it is first asked for. */
import { eventCount } from '../model/event-count';
import { grown } from '../model/columns';
import type { Tables } from '../model/tables';
import { State } from '../protocol/events';
import { creatorOf } from './task-tree';
import type { TaskTree } from './task-tree';

export class TreeTotals {
  /** Shown tasks below each, those of them that ended with an error, and those that have not ended. */
  private tasks = new Uint32Array(0);
  private rejected = new Uint32Array(0);
  private open = new Uint32Array(0);
  private seen = 0;
  private version = -1;
  private events = -1;
  /** Tasks that have not ended. */
  private running: number[] = [];

  /** Takes in what is new. */
  update(tables: Tables, tree: TaskTree): void {
    const events = eventCount(tables);
    // asked for each lane of each frame
    if (tree.version === this.version && events === this.events) return;
    this.events = events;
    const { count } = tables.tasks;
    const ended = this.running.filter((task) => tables.tasks.endSeq(task) !== 0);
    if (tree.version === this.version && count === this.seen && ended.length === 0) return;
    // one by one, each adds to all above it; where that is more than there is, all are summed anew
    let steps = tree.version === this.version ? 0 : Infinity;
    for (let task = this.seen; task < count && steps < count; task++) steps += tree.depthOf(task);
    for (const task of ended) steps += tree.depthOf(task);
    this.version = tree.version;
    if (steps >= count) return this.sum(tables, tree);
    this.widen(count);
    for (const task of ended) this.add(tables, task, 0, isRejected(tables, task), -1);
    if (ended.length > 0) this.running = this.running.filter((task) => tables.tasks.endSeq(task) === 0);
    for (; this.seen < count; this.seen++) {
      const task = this.seen;
      if (tree.hides(task)) continue;
      const isOpen = this.isOpen(tables, task);
      this.add(tables, task, 1, isRejected(tables, task), isOpen);
    }
  }

  /** @returns what comes from a task, without itself */
  of(task: number): { readonly tasks: number; readonly rejected: number; readonly open: number } {
    return {
      tasks: this.tasks[task] ?? 0,
      rejected: this.rejected[task] ?? 0,
      open: this.open[task] ?? 0,
    };
  }

  private sum(tables: Tables, tree: TaskTree): void {
    const { count } = tables.tasks;
    this.widen(count);
    for (const column of [this.tasks, this.rejected, this.open]) column.fill(0);
    this.running = [];
    for (let task = count - 1; task >= 0; task--) {
      const creator = creatorOf(tables, task);
      const isShown = tree.hides(task) ? 0 : 1;
      const isOpen = isShown && this.isOpen(tables, task);
      if (creator < 0) continue;
      this.tasks[creator]! += this.tasks[task]! + isShown;
      this.rejected[creator]! += this.rejected[task]! + (isShown && isRejected(tables, task));
      this.open[creator]! += this.open[task]! + isOpen;
    }
    this.seen = count;
  }

  /** @returns 1 if it has not ended, and is to be looked at again */
  private isOpen({ tasks }: Tables, task: number): 0 | 1 {
    if (tasks.endSeq(task) !== 0) return 0;
    this.running.push(task);
    return 1;
  }

  private add(tables: Tables, task: number, tasks: number, rejected: number, open: number): void {
    for (let above = creatorOf(tables, task); above >= 0; above = creatorOf(tables, above)) {
      this.tasks[above]! += tasks;
      this.rejected[above]! += rejected;
      this.open[above]! += open;
    }
  }

  private widen(count: number): void {
    if (this.tasks.length >= count) return;
    this.tasks = grown(this.tasks, 2 * count);
    this.rejected = grown(this.rejected, 2 * count);
    this.open = grown(this.open, 2 * count);
  }
}

function isRejected({ tasks }: Tables, task: number): 0 | 1 {
  return tasks.endSeq(task) !== 0 && tasks.state(task) === State.rejected ? 1 : 0;
}
