/** A moment of a recording as text, which links carry: process, thread, task, and the event of the thread; 0 for the task as a whole. */
import type { Tables } from '../model/tables';
import { keyOf } from './saved';
import type { SavedView, TaskKey } from './saved-content';
import type { Selection } from './selection';

type SavedSelection = NonNullable<SavedView['selection']>;

export interface Moment {
  readonly key: TaskKey;
  readonly seq: number;
}

export function momentText(tables: Tables, { task, startSeq }: Selection): string {
  return momentOf({ task: keyOf(tables, task), startSeq });
}

/** The same for what a page remembers. */
export function momentOf({ task, startSeq }: Pick<SavedSelection, 'task' | 'startSeq'>): string {
  return [...task, startSeq].join('.');
}

/** @returns undefined if the text is none of ours */
export function readMoment(text: string): Moment | undefined {
  if (!/^\d{1,10}(\.\d{1,10}){3}$/.test(text)) return undefined;
  const [pid, tid, task, seq] = text.split('.').map(Number) as [number, number, number, number];
  return { key: [pid, tid, task], seq };
}
