/**
 * Requests, each with all tasks that come from one that no task has created: which of its function's it is, and how long it took. Rows of tasks are
 * in the order of creation, so that a creator's request is known before what it created asks.
 */
import { grown } from './columns';
import type { GrowingGroup } from './group-list';
import type { PlaceKey } from './sites';
import type { Tables } from './tables';

export class RequestSpans {
  private roots = new Int32Array(0);
  /** Requests so far, by what names them. */
  private readonly calls = new Map<string, number>();
  private running: { readonly task: number; readonly group: GrowingGroup }[] = [];

  constructor(private readonly placeOf: PlaceKey) {}

  /** Tasks are to be taken in one after the other, those that are hidden too. */
  take({ tasks }: Tables, task: number): void {
    if (this.roots.length <= task) this.roots = grown(this.roots, Math.max(64, 2 * task));
    const parent = tasks.parent(task);
    this.roots[task] = parent < 0 ? task : this.roots[parent]!;
  }

  /** @returns the task from which it comes: itself, if no task has created it */
  rootOf(task: number): number {
    return this.roots[task]!;
  }

  /** Adds a task that is shown to its request. What stands highest of what is shown names that. */
  add(tables: Tables, group: GrowingGroup, task: number): void {
    if (group.nth === undefined) {
      const place = this.placeOf(group.stream, group.loc);
      group.nth = (this.calls.get(place) ?? 0) + 1;
      group.took = 0;
      this.calls.set(place, group.nth);
    }
    if (!this.measure(tables, group, task)) this.running.push({ task, group });
  }

  /** Requests whose tasks still run last until now. */
  update(tables: Tables): void {
    if (this.running.length === 0) return;
    this.running = this.running.filter(({ task, group }) => !this.measure(tables, group, task));
  }

  /** @returns whether the task is over, and the request cannot last longer because of it */
  private measure({ tasks, streams }: Tables, group: GrowingGroup, task: number): boolean {
    const root = this.rootOf(task);
    const isOver = tasks.endSeq(task) !== 0;
    const end = isOver ? tasks.end(task) : streams[tasks.stream(root)]!.last;
    group.took = Math.max(group.took!, end - tasks.start(root) || 0);
    return isOver;
  }
}
