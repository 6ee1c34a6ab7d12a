/** The view across pages: VS Code destroys a page that is hidden. Tasks are remembered by their ids, not by rows of the model. */
import type { Tables } from '../model/tables';
import type { Bookmarks } from './bookmarks';
import type { SavedView, TaskKey } from './saved-content';
import type { Selection } from './selection';

/** More collapsed tasks than this, or pinned ones, are not remembered. */
export const MOST_TASKS = 2000;

export function keyOf({ tasks, streams }: Tables, task: number): TaskKey {
  const { pid, tid } = streams[tasks.stream(task)]!.info;
  return [pid, tid, tasks.id(task)];
}

export function savedSelection(tables: Tables, selection: Selection | undefined): SavedView['selection'] {
  if (!selection) return null;
  const { task, startSeq, state } = selection;
  return { task: keyOf(tables, task), startSeq, state };
}

export function savedTasks(tables: Tables, rows: Iterable<number>): TaskKey[] {
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

/** A thread as something that {@link Wanted} finds: tasks have ids from 1. */
export function threadKey(pid: number, tid: number): TaskKey {
  return [pid, tid, 0];
}

/** Finds tasks, and threads, by their keys as a recording comes in. Each is found once, for all that it was wanted for. */
export class Wanted<T> {
  private readonly byKey = new Map<string, T[]>();
  private seen = 0;
  private threads = 0;

  add(key: TaskKey, what: T): void {
    const known = this.byKey.get(key.join());
    if (known) known.push(what);
    else this.byKey.set(key.join(), [what]);
    this.seen = this.threads = 0;
  }

  clear(): void {
    this.byKey.clear();
  }

  /** @param found called for each wanted task, or thread, that has come since the last call, with its row */
  look(tables: Tables, found: (row: number, what: T) => void): void {
    const { tasks, streams } = tables;
    if (this.byKey.size === 0) {
      this.seen = tasks.count;
      this.threads = streams.length;
      return;
    }
    for (; this.threads < streams.length; this.threads++) {
      const { pid, tid } = streams[this.threads]!.info;
      this.find(threadKey(pid, tid), this.threads, found);
    }
    for (; this.seen < tasks.count; this.seen++) this.find(keyOf(tables, this.seen), this.seen, found);
  }

  private find(key: TaskKey, row: number, found: (row: number, what: T) => void): void {
    const what = this.byKey.get(key.join());
    if (what === undefined) return;
    this.byKey.delete(key.join());
    for (const one of what) found(row, one);
  }
}
