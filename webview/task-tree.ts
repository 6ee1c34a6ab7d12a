/** The tree of who created whom without the tasks that are hidden: what those created stands below the next creator that is shown. */
import { grown } from '../model/columns';
import { Lanes } from '../model/lanes';
import type { Tables } from '../model/tables';

/** @returns the task's creator, which stands before it; -1 if it has none, whatever a damaged recording says */
export function creatorOf({ tasks }: Tables, task: number): number {
  const parent = tasks.parent(task);
  return parent < task ? parent : -1;
}

export class TaskTree {
  /** Tasks of node_modules. */
  library = 0;
  /** Rises when a task that was hidden is so no more, or the other way round. */
  version = 0;
  private readonly lanes = new Lanes();
  private isLibrary = new Uint8Array(0);
  private hidden = new Uint8Array(0);
  /** Shown tasks below each, of one level. */
  private children = new Uint32Array(0);
  private seen = 0;
  /** Tasks of which it is decided whether they are hidden. */
  private placed = 0;
  private hidesLibrary = false;
  /** Those of them that are hidden until more comes of them. */
  private unseen: number[] = [];

  /** What was taken for a library's, or not, may have become known. */
  forget(): void {
    this.seen = this.library = 0;
    this.begin();
  }

  /** Takes in new tasks. @param hideLibrary unless there is nothing else */
  update(tables: Tables, isLibrary: (task: number) => boolean, hideLibrary: boolean): void {
    const { count } = tables.tasks;
    this.lanes.extend(tables);
    if (this.children.length < count) this.widen(2 * count);
    for (; this.seen < count; this.seen++) {
      const is = isLibrary(this.seen) ? 1 : 0;
      this.isLibrary[this.seen] = is;
      this.library += is;
    }
    const hidesLibrary = hideLibrary && this.library < count;
    if (hidesLibrary !== this.hidesLibrary) this.begin();
    this.hidesLibrary = hidesLibrary;
    this.look(tables);
    for (; this.placed < count; this.placed++) this.place(tables, this.placed);
  }

  /** More events have come: there may be something to draw of tasks of which there was nothing. */
  look(tables: Tables): void {
    if (this.unseen.some((task) => !isUnseen(tables, task))) this.begin();
  }

  /** All is to be decided anew. */
  private begin(): void {
    this.version++;
    this.placed = 0;
    this.unseen = [];
    this.children.fill(0);
  }

  private place(tables: Tables, task: number): void {
    const unseen = isUnseen(tables, task);
    if (unseen) this.unseen.push(task);
    this.hidden[task] = unseen || (this.hidesLibrary && this.isLibrary[task] === 1) ? 1 : 0;
    if (this.hidden[task] === 1) return;
    const above = this.shownCreator(tables, task);
    if (above >= 0) this.children[above]!++;
  }

  private widen(room: number): void {
    this.isLibrary = grown(this.isLibrary, room);
    this.hidden = grown(this.hidden, room);
    this.children = grown(this.children, room);
  }

  hides(task: number): boolean {
    return this.hidden[task] === 1;
  }

  /** @returns whether it would be shown if it were not a library's */
  hidesLibraryTask(task: number): boolean {
    return this.hides(task) && this.hidesLibrary && this.isLibrary[task] === 1;
  }

  /** @returns how many creators stand above a task, one above the other */
  depthOf(task: number): number {
    return this.lanes.depth[task]!;
  }

  /** @returns shown tasks directly below the task */
  childrenOf(task: number): number {
    return this.children[task]!;
  }

  /** @returns the nearest creator that is not hidden; -1 if there is none */
  shownCreator(tables: Tables, task: number): number {
    let above = creatorOf(tables, task);
    while (above >= 0 && this.hidden[above] === 1) above = creatorOf(tables, above);
    return above;
  }

  /** @returns the tasks without a creator, of each stream */
  roots(tables: Tables): number[][] {
    const roots: number[][] = tables.streams.map(() => []);
    for (let root = this.lanes.firstRoot; root >= 0; root = this.lanes.nextSibling[root]!) {
      roots[tables.tasks.stream(root)]!.push(root);
    }
    return roots;
  }

  /**
   * Visits what is shown of a tree, depth first, without recursion: creators nest as deep as the program likes.
   * @param folded what is below such a task is passed over
   */
  visit(root: number, folded: (task: number) => boolean, visit: (task: number, depth: number) => void): void {
    const { firstChild, nextSibling } = this.lanes;
    const above: number[] = [];
    let depth = 0;
    let task = root;
    for (;;) {
      const shown = this.hidden[task] === 0;
      if (shown) visit(task, depth);
      const child = shown && folded(task) ? -1 : firstChild[task]!;
      if (child >= 0) {
        above.push(task);
        if (shown) depth++;
        task = child;
        continue;
      }
      // A root's siblings are trees of their own.
      while (above.length > 0 && nextSibling[task]! < 0) {
        task = above.pop()!;
        if (this.hidden[task] === 0) depth--;
      }
      if (above.length === 0) return;
      task = nextSibling[task]!;
    }
  }
}

/** Of a task that began before the recording, and of which only the end came, there is nothing to draw. */
function isUnseen({ tasks }: Tables, task: number): boolean {
  return tasks.startSeq(task) === 0 && tasks.firstAwait(task) < 0 && tasks.leftSeq(task) === 0;
}
