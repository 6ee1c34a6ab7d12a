/** How many matches a lane has, with those of the lanes that it hides: of a task, of all below it, of a group. */
import type { Grouping, LaneGroup } from '../model/lane-groups';
import type { Tables } from '../model/tables';
import type { Matches } from './matches';
import { creatorOf } from './task-tree';

export class FoundCounts {
  /** Matches of each task, and of each task with all that come from it. */
  private ofTasks = new Uint32Array(0);
  private trees = new Uint32Array(0);
  private treesOf = -1;
  /** By await, and by task as a whole: 1 if it is found. */
  private awaits = new Uint8Array(0);
  private wholes = new Uint8Array(0);
  private streams: number[] = [];
  private readonly groups = new WeakMap<LaneGroup, { readonly of: number; readonly count: number }>();
  private counted = 0;
  private matches: Matches | undefined;
  /** Tells what was counted from what is to be counted anew. */
  private version = 0;

  /** Takes in the matches that are new since the last call. */
  update(tables: Tables, matches: Matches): void {
    const { tasks, awaits, streams } = tables;
    if (matches !== this.matches) {
      this.matches = matches;
      this.counted = 0;
      this.version++;
      for (const counts of [this.ofTasks, this.awaits, this.wholes, this.streams]) counts.fill(0);
    }
    if (this.counted === matches.count) return;
    if (this.ofTasks.length < tasks.count) {
      this.ofTasks = wider(this.ofTasks, new Uint32Array(2 * tasks.count));
      this.wholes = wider(this.wholes, new Uint8Array(2 * tasks.count));
    }
    if (this.awaits.length < awaits.count) this.awaits = wider(this.awaits, new Uint8Array(2 * awaits.count));
    while (this.streams.length < streams.length) this.streams.push(0);
    for (; this.counted < matches.count; this.counted++) {
      const task = matches.task(this.counted);
      const w = matches.await(this.counted);
      this.ofTasks[task]!++;
      this.streams[tasks.stream(task)]!++;
      if (w < 0) this.wholes[task] = 1;
      else this.awaits[w] = 1;
    }
    this.version++;
  }

  ofTask(task: number): number {
    return this.ofTasks[task] ?? 0;
  }

  /** @returns whether the task as a whole was found */
  hasWhole(task: number): boolean {
    return this.wholes[task] === 1;
  }

  hasAwait(w: number): boolean {
    return this.awaits[w] === 1;
  }

  /** @returns the matches of a task and of all that come from it */
  ofTree(tables: Tables, task: number): number {
    const { count } = tables.tasks;
    if (this.treesOf !== this.version || this.trees.length < count) {
      this.treesOf = this.version;
      this.trees = wider(this.ofTasks, new Uint32Array(Math.max(count, this.ofTasks.length)));
      for (let t = count - 1; t >= 0; t--) {
        const creator = creatorOf(tables, t);
        if (creator >= 0) this.trees[creator]! += this.trees[t]!;
      }
    }
    return this.trees[task]!;
  }

  ofGroup(by: Grouping, group: LaneGroup): number {
    if (by === 'creator') return this.streams[group.stream] ?? 0;
    const known = this.groups.get(group);
    if (known?.of === this.version) return known.count;
    let count = 0;
    for (const task of group.tasks) count += (by === 'line' ? this.wholes[task] : this.ofTasks[task]) ?? 0;
    for (const w of group.awaits) count += this.awaits[w] ?? 0;
    this.groups.set(group, { of: this.version, count });
    return count;
  }
}

function wider<T extends Uint8Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
