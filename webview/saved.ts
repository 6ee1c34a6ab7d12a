/** The view across pages: VS Code destroys a page that is hidden. Tasks are remembered by their ids, not by rows of the model. */
import type { Tables } from '../model/tables';
import type { Bookmarks } from './bookmarks';
import type { Selection } from './selection';
import type { SavedView, TaskKey } from './worker-protocol';

/** More collapsed tasks than this, or pinned ones, are not remembered. */
const MOST_TASKS = 2000;

export function keyOf({ tasks, streams }: Tables, task: number): TaskKey {
  const { pid, tid } = streams[tasks.stream(task)]!.info;
  return [pid, tid, tasks.id(task)];
}

export function savedSelection(tables: Tables, selection: Selection | undefined): SavedView['selection'] {
  if (!selection) return null;
  const { task, startSeq, state } = selection;
  return { task: keyOf(tables, task), startSeq, state };
}

export function savedTasks(tables: Tables, rows: ReadonlySet<number>): TaskKey[] {
  return [...rows].slice(0, MOST_TASKS).map((task) => keyOf(tables, task));
}

export function savedBookmarks(tables: Tables, { all }: Bookmarks): NonNullable<SavedView['bookmarks']> {
  return all.map(({ selection, t, seq }) => ({ ...savedSelection(tables, selection)!, t, seq }));
}

/** @returns what a page remembered, if it was this version that did */
export function readSaved(value: unknown): SavedView | undefined {
  const saved = value as SavedView | null | undefined;
  return typeof saved === 'object' && saved?.version === 1 ? saved : undefined;
}

/** Finds tasks by their keys as a recording comes in. Each is found once, for all that it was wanted for. */
export class Wanted<T> {
  private readonly byKey = new Map<string, T[]>();
  private seen = 0;

  add(key: TaskKey, what: T): void {
    const known = this.byKey.get(key.join());
    if (known) known.push(what);
    else this.byKey.set(key.join(), [what]);
    this.seen = 0;
  }

  clear(): void {
    this.byKey.clear();
  }

  /** @param found called for each wanted task that has come since the last call */
  look(tables: Tables, found: (task: number, what: T) => void): void {
    const { tasks } = tables;
    if (this.byKey.size === 0) {
      this.seen = tasks.count;
      return;
    }
    for (; this.seen < tasks.count; this.seen++) {
      const key = keyOf(tables, this.seen).join();
      const what = this.byKey.get(key);
      if (what === undefined) continue;
      this.byKey.delete(key);
      for (const one of what) found(this.seen, one);
    }
  }
}
