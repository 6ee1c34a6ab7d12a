/**
 * The tree of who created whom, beside the task table: rows are created in order, so that a task's creator stands before it
 * and depths follow in one pass.
 *
 *     main            depth 0, firstChild load
 *       load          depth 1, nextSibling save
 *       save          depth 1
 */
import { Columns, grown } from './columns';
import type { Tables } from './tables';

const DEEPEST = 0xffff;

export class Lanes extends Columns {
  /** Creators above the task; at most 65535. */
  depth = new Uint16Array(0);
  /** First task that it created; -1 if none. */
  firstChild = new Int32Array(0);
  /** The next task of the same creator; of a task without one, the next such task of the recording. */
  nextSibling = new Int32Array(0);
  /** Tasks it created. */
  children = new Uint32Array(0);
  /** First task without a creator. */
  firstRoot = -1;
  private lastChild = new Int32Array(0);
  private lastRoot = -1;

  /** Takes in the tasks that are new since the last call. */
  extend(tables: Tables): void {
    const { tasks } = tables;
    while (this.count < tasks.count) this.add(tasks.parent(this.count));
  }

  private add(parent: number): void {
    const row = this.newRow();
    this.firstChild[row] = this.nextSibling[row] = this.lastChild[row] = -1;
    this.children[row] = 0;
    if (parent < 0) {
      this.depth[row] = 0;
      if (this.lastRoot < 0) this.firstRoot = row;
      else this.nextSibling[this.lastRoot] = row;
      this.lastRoot = row;
      return;
    }
    this.depth[row] = Math.min(DEEPEST, this.depth[parent]! + 1);
    this.children[parent]!++;
    if (this.firstChild[parent]! < 0) this.firstChild[parent] = row;
    else this.nextSibling[this.lastChild[parent]!] = row;
    this.lastChild[parent] = row;
  }

  protected widen(capacity: number): void {
    this.depth = grown(this.depth, capacity);
    this.firstChild = grown(this.firstChild, capacity);
    this.nextSibling = grown(this.nextSibling, capacity);
    this.children = grown(this.children, capacity);
    this.lastChild = grown(this.lastChild, capacity);
  }
}

/** @returns all tasks, stream by stream, each stream's in the order of their creation */
export function creationOrder(tables: Tables): Int32Array {
  const { tasks } = tables;
  const { count } = tasks;
  const next = new Uint32Array(tables.streams.length + 1);
  for (let task = 0; task < count; task++) next[tasks.stream(task) + 1]!++;
  for (let s = 1; s < next.length; s++) next[s]! += next[s - 1]!;
  const order = new Int32Array(count);
  for (let task = 0; task < count; task++) order[next[tasks.stream(task)]!++] = task;
  return order;
}
