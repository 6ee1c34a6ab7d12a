import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';

/** Work that goes on by itself: a promise that also knows its name, how far it is, and how to be cancelled. */
export interface Task<T> extends Promise<T> {
  readonly name: string;
  readonly state: 'pending' | 'finished' | 'failed' | 'cancelled';
  /** What the work returned, once it is finished. */
  readonly result: T | undefined;
  /** Aborts the signal that the work was given. The work ends where it listens to it. */
  cancel(reason?: unknown): void;
}

let created = 0;

/**
 * Schedules work without beginning it: its first line runs when the caller awaits, or returns. Calling an async function
 * would run that line at once.
 */
export function createTask<T>(
  work: (signal: AbortSignal) => T | PromiseLike<T>,
  { name = `Task-${++created}` }: { name?: string } = {},
): Task<T> {
  const controller = new AbortController();
  const { signal } = controller;
  const facts = {
    name,
    state: 'pending' as Task<T>['state'],
    result: undefined as T | undefined,
    cancel: (reason?: unknown) => controller.abort(reason),
    [inspect.custom]: () =>
      `Task { name: '${name}', state: '${facts.state}'` +
      (facts.state === 'finished' ? `, result: ${inspect(facts.result)} }` : ' }'),
  };

  async function task(): Promise<T> {
    await Promise.resolve();
    try {
      signal.throwIfAborted();
      facts.result = await work(signal);
      facts.state = 'finished';
      return facts.result;
    } catch (error) {
      facts.state = signal.aborted ? 'cancelled' : 'failed';
      throw error;
    }
  }
  const properties = Object.getOwnPropertyDescriptors({
    get state() {
      return facts.state;
    },
    get result() {
      return facts.result;
    },
    name: facts.name,
    cancel: facts.cancel,
    [inspect.custom]: facts[inspect.custom],
  });
  return Object.defineProperties(task(), properties) as Task<T>;
}

/**
 * Waits until all tasks are done, or the time is over. It never throws what a task threw, and cancels nothing.
 * @param timeout in milliseconds
 */
export async function wait<T>(
  tasks: Iterable<Task<T>>,
  { timeout }: { timeout?: number } = {},
): Promise<{ done: Set<Task<T>>; pending: Set<Task<T>> }> {
  const all = [...tasks];
  if (!all.every((task) => task instanceof Promise && 'cancel' in task)) {
    throw new TypeError('wait() takes tasks: give each function to createTask() first');
  }
  const settled = Promise.allSettled(all);
  if (timeout === undefined) {
    await settled;
  } else {
    const timer = new AbortController();
    await Promise.race([settled, sleep(timeout, undefined, { signal: timer.signal })]);
    timer.abort();
  }
  return {
    done: new Set(all.filter((task) => task.state !== 'pending')),
    pending: new Set(all.filter((task) => task.state === 'pending')),
  };
}
