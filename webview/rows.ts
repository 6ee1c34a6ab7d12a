/**
 * The rows of the timeline, from top to bottom: every task below its creator, unless that is collapsed; with several threads, a row
 * for each thread above its tasks.
 */
import { Lanes } from '../model/lanes';
import type { Tables } from '../model/tables';

/** A row's content is a task's row in the model, or of a thread `-1 - stream`. */
export function threadOf(content: number): number {
  return -1 - content;
}

/** @returns the task's creator, which stands before it; -1 if it has none, whatever a damaged recording says */
export function creatorOf({ tasks }: Tables, task: number): number {
  const parent = tasks.parent[task]!;
  return parent < task ? parent : -1;
}

export class Rows {
  count = 0;
  readonly lanes = new Lanes();
  private content = new Int32Array(0);
  /** Row of a task; -1 while it is hidden. */
  private rowByTask = new Int32Array(0);
  private readonly collapsed = new Set<number>();
  private readonly collapsedThreads = new Set<number>();
  private stale = true;

  /** Brings the rows up to the tables. Costs nothing if neither tasks nor folds have changed. */
  update(tables: Tables): void {
    if (!this.stale && this.lanes.count === tables.tasks.count) return;
    this.stale = false;
    this.lanes.extend(tables);
    const tasks = tables.tasks.count;
    if (this.content.length < tasks + tables.streams.length) {
      const room = Math.max(64, 2 * (tasks + tables.streams.length));
      this.content = new Int32Array(room);
      this.rowByTask = new Int32Array(room);
    }
    this.rowByTask.fill(-1, 0, tasks);
    this.count = 0;
    if (tables.streams.length <= 1) {
      for (let root = this.lanes.firstRoot; root >= 0; root = this.lanes.nextSibling[root]!)
        this.addTree(root);
    } else this.addThreads(tables);
  }

  /** @returns the task, or `-1 - stream` of a thread's row */
  at(row: number): number {
    return this.content[row]!;
  }

  /** @returns the row that shows the task: its own, or of the nearest creator whose row is not hidden; -1 if none is */
  rowOf(tables: Tables, task: number): number {
    let shown = task;
    while (shown >= 0 && this.rowByTask[shown]! < 0) shown = creatorOf(tables, shown);
    return shown < 0 ? -1 : this.rowByTask[shown]!;
  }

  /** @returns how far the row is indented */
  depth(row: number, threads: boolean): number {
    const content = this.content[row]!;
    if (content < 0) return 0;
    return this.lanes.depth[content]! + (threads ? 1 : 0);
  }

  /** @returns tasks that the row can hide */
  children(row: number): number {
    const content = this.content[row]!;
    return content < 0 ? 1 : this.lanes.children[content]!;
  }

  isCollapsed(row: number): boolean {
    const content = this.content[row]!;
    return content < 0 ? this.collapsedThreads.has(threadOf(content)) : this.collapsed.has(content);
  }

  fold(content: number, collapse: boolean): void {
    const set = content < 0 ? this.collapsedThreads : this.collapsed;
    const key = content < 0 ? threadOf(content) : content;
    if (collapse) set.add(key);
    else set.delete(key);
    this.stale = true;
  }

  foldAll(tables: Tables, collapse: boolean): void {
    this.collapsed.clear();
    this.collapsedThreads.clear();
    if (collapse) {
      for (let task = 0; task < tables.tasks.count; task++) {
        if (this.lanes.children[task]! > 0) this.collapsed.add(task);
      }
    }
    this.stale = true;
  }

  /** Opens what hides the task. */
  unfold(tables: Tables, task: number): void {
    const stream = tables.tasks.stream[task]!;
    let change = this.collapsedThreads.delete(stream);
    for (let t = creatorOf(tables, task); t >= 0; t = creatorOf(tables, t)) {
      change = this.collapsed.delete(t) || change;
    }
    if (change) this.stale = true;
  }

  get collapsedTasks(): ReadonlySet<number> {
    return this.collapsed;
  }

  private addThreads(tables: Tables): void {
    const roots: number[][] = tables.streams.map(() => []);
    for (let root = this.lanes.firstRoot; root >= 0; root = this.lanes.nextSibling[root]!) {
      roots[tables.tasks.stream[root]!]!.push(root);
    }
    roots.forEach((own, stream) => {
      this.content[this.count++] = -1 - stream;
      if (!this.collapsedThreads.has(stream)) own.forEach((root) => this.addTree(root));
    });
  }

  /** Depth first, without recursion: creators nest as deep as the program likes. */
  private addTree(root: number): void {
    const { firstChild, nextSibling } = this.lanes;
    const above: number[] = [];
    let task = root;
    for (;;) {
      this.rowByTask[task] = this.count;
      this.content[this.count++] = task;
      const child = this.collapsed.has(task) ? -1 : firstChild[task]!;
      if (child >= 0) {
        above.push(task);
        task = child;
        continue;
      }
      // A root's siblings are trees of their own.
      while (above.length > 0 && nextSibling[task]! < 0) task = above.pop()!;
      if (above.length === 0) return;
      task = nextSibling[task]!;
    }
  }
}
