/** What the tasks do that a collapsed task hides, as the parts of a lane. */
import { NOTHING } from '../model/group-list';
import type { LaneGroup } from '../model/lane-groups';
import type { Tables } from '../model/tables';
import { creatorOf } from './task-tree';
import type { TaskTree } from './task-tree';

/** Collapsed tasks that are remembered: more than fit on a screen. */
const KEPT = 256;
/** If fewer than one of so many awaits are wanted, to sort them is quicker than to look at all. */
const SPARSE = 16;

interface Hidden {
  readonly group: LaneGroup;
  readonly parts: number[];
  /** Rows of the tables that have been looked at. */
  tasks: number;
  awaits: number;
}

export class HiddenParts {
  private readonly byTask = new Map<number, Hidden>();
  private version = -1;

  /** @returns all shown tasks below a task, without itself; the same object while they grow */
  of(tables: Tables, tree: TaskTree, task: number): LaneGroup {
    if (tree.version !== this.version) this.byTask.clear();
    this.version = tree.version;
    const hidden = this.byTask.get(task) ?? collect(tables, tree, task);
    // the least recently drawn is the first of the map
    this.byTask.delete(task);
    this.byTask.set(task, hidden);
    if (this.byTask.size > KEPT) this.byTask.delete(this.byTask.keys().next().value!);
    grow(tables, tree, task, hidden);
    return hidden.group;
  }
}

/** Walks through the tree, not through the tables: most collapsed tasks hide little. */
function collect(tables: Tables, tree: TaskTree, root: number): Hidden {
  const { tasks, awaits } = tables;
  const below: number[] = [];
  tree.visit(
    root,
    () => false,
    (task) => {
      if (task !== root) below.push(task);
    },
  );
  const parts: number[] = [];
  for (const task of below.sort((a, b) => a - b)) parts.push(-1 - task);
  for (const w of awaitsOf(tables, below)) parts.push(w);
  const group = {
    ...NOTHING,
    key: `below ${root}`,
    stream: tasks.stream(root),
    loc: 0,
    tasks: below,
    awaits: [],
    parts,
  };
  return { group, parts, tasks: tasks.count, awaits: awaits.count };
}

/** @returns the awaits of some tasks, in their order, so that neighbours are near each other in time */
function awaitsOf({ tasks, awaits }: Tables, some: readonly number[]): Int32Array {
  const found = new Int32Array(some.reduce((sum, task) => sum + tasks.awaits(task), 0));
  let count = 0;
  if (found.length * SPARSE < awaits.count) {
    for (const task of some)
      for (let w = tasks.firstAwait(task); w >= 0; w = awaits.next(w)) found[count++] = w;
    return found.subarray(0, count).sort();
  }
  const isOne = new Uint8Array(tasks.count);
  for (const task of some) isOne[task] = 1;
  for (let w = 0; w < awaits.count; w++) if (isOne[awaits.task(w)] === 1) found[count++] = w;
  return found.subarray(0, count);
}

/** Adds what has come since. */
function grow(tables: Tables, tree: TaskTree, root: number, hidden: Hidden): void {
  const { tasks, awaits } = tables;
  const isBelow = (task: number): boolean => {
    if (tree.hides(task)) return false;
    let above = creatorOf(tables, task);
    while (above > root) above = creatorOf(tables, above);
    return above === root;
  };
  for (; hidden.tasks < tasks.count; hidden.tasks++)
    if (isBelow(hidden.tasks)) hidden.parts.push(-1 - hidden.tasks);
  for (; hidden.awaits < awaits.count; hidden.awaits++)
    if (isBelow(awaits.task(hidden.awaits))) hidden.parts.push(hidden.awaits);
}
