/** What belongs together: all tasks that come from one that no task has called, such as that of a request that a server got. */
import type { Tables } from './tables';

/** @returns the task that it comes from: itself, if no task called it */
export function rootOf({ tasks }: Tables, task: number): number {
  let root = task;
  // a creator's row is below that of what it creates
  for (let parent = tasks.parent(root); parent >= 0; parent = tasks.parent(root)) root = parent;
  return root;
}

/** @returns rows of all tasks of a task's request, it among them, in the order of their starts; linear */
export function requestOf(tables: Tables, task: number): number[] {
  const { tasks } = tables;
  const root = rootOf(tables, task);
  const members = new Uint8Array(tasks.count - root);
  const found: number[] = [];
  for (let row = root; row < tasks.count; row++) {
    const parent = tasks.parent(row);
    if (row !== root && (parent < root || members[parent - root] === 0)) continue;
    members[row - root] = 1;
    found.push(row);
  }
  return found;
}
