/** What a task is doing, or how it ended, as the Tasks view shows it. Pure. */
import { State } from '../protocol/events';
import type { Tables } from '../model/tables';

export type TaskState =
  | 'running'
  | 'waiting'
  | 'ready'
  | 'returned'
  | 'fulfilled'
  | 'rejected'
  | 'ended'
  | 'unfinished';

/**
 * @param over the recording grows no more: what waits now will wait for ever
 */
export function taskState(
  { tasks, awaits }: Pick<Tables, 'tasks' | 'awaits'>,
  task: number,
  over: boolean,
): TaskState {
  if (!Number.isNaN(tasks.end(task))) {
    const state = tasks.state(task);
    return state === State.fulfilled ? 'fulfilled' : state === State.rejected ? 'rejected' : 'ended';
  }
  if (over) return 'unfinished';
  if (!Number.isNaN(tasks.left(task))) return 'returned';
  const last = tasks.lastAwait(task);
  if (last < 0 || !Number.isNaN(awaits.resume(last))) return 'running';
  return Number.isNaN(awaits.settle(last)) ? 'waiting' : 'ready';
}

export type WaitsFor =
  | { readonly what: 'task'; readonly task: number }
  | { readonly what: 'promise' | 'value' | 'thenable' | 'yield' };

/** What the task's last await is for, and where it stands; undefined if it is in no await. */
export function waitsFor(
  { tasks, awaits }: Pick<Tables, 'tasks' | 'awaits'>,
  task: number,
): (WaitsFor & { loc: number }) | undefined {
  const last = tasks.lastAwait(task);
  if (last < 0 || !Number.isNaN(awaits.resume(last))) return undefined;
  const loc = awaits.loc(last);
  const on = awaits.on(last);
  if (on >= 0) return { what: 'task', task: on, loc };
  return { what: WHAT_NAMES[awaits.what(last)] ?? 'promise', loc };
}

/** In the order of `What`. */
const WHAT_NAMES = ['promise', 'value', 'thenable', 'yield'] as const;
