/**
 * The tasks of a recording as a tree by creator: under each task those that began in its execution. Pure; grows with the
 * columns, and keeps them as lists threaded through arrays, since a recording may have hundreds of thousands of tasks.
 *
 *     first[creator] → child ─next→ child ─next→ child ← last[creator]
 */
import type { Tables, TaskTable } from '../model/tables';

/** Children listed at once; the rest is asked for page by page. */
export const PAGE = 100;

/** Stands for "no task" as the creator of the roots. */
export const ROOT = -1;

export interface Children {
  readonly tasks: readonly number[];
  /** How many more there are. */
  readonly more: number;
}

export class TaskTree {
  private seen = 0;
  // One slot ahead: the roots are the children of slot 0, those of task i are at i + 1.
  private first = new Int32Array(64).fill(-1);
  private last = new Int32Array(64).fill(-1);
  private next = new Int32Array(64).fill(-1);
  private counts = new Uint32Array(64);

  /** Takes in the tasks that have begun since the last call. */
  update({ tasks }: Pick<Tables, 'tasks'>): void {
    this.reserve(tasks.count + 1);
    for (let task = this.seen; task < tasks.count; task++) this.add(task, creatorOf(tasks, task));
    this.seen = tasks.count;
  }

  get size(): number {
    return this.seen;
  }

  childCount(creator: number): number {
    return this.counts[creator + 1] ?? 0;
  }

  /** @param pages how many pages of children to list */
  children(creator: number, pages: number): Children {
    const tasks: number[] = [];
    const limit = pages * PAGE;
    for (
      let task = this.first[creator + 1] ?? -1;
      task >= 0 && tasks.length < limit;
      task = this.next[task + 1]!
    ) {
      tasks.push(task);
    }
    return { tasks, more: this.childCount(creator) - tasks.length };
  }

  private add(task: number, creator: number): void {
    const slot = creator + 1;
    if (this.last[slot]! < 0) this.first[slot] = task;
    else this.next[this.last[slot]! + 1] = task;
    this.last[slot] = task;
    this.counts[slot]!++;
  }

  private reserve(slots: number): void {
    if (slots <= this.counts.length) return;
    const size = 2 ** Math.ceil(Math.log2(slots));
    this.first = grown(this.first, size);
    this.last = grown(this.last, size);
    this.next = grown(this.next, size);
    const counts = new Uint32Array(size);
    counts.set(this.counts);
    this.counts = counts;
  }
}

/** A task cannot stand under itself or one that began later, whatever a damaged recording says. */
function creatorOf(tasks: TaskTable, task: number): number {
  const parent = tasks.parent(task);
  return parent >= 0 && parent < task ? parent : ROOT;
}

function grown(array: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const out = new Int32Array(size).fill(-1);
  out.set(array);
  return out;
}
