/** Who waits for whom at the end: from a task that never went on to what it is stuck on. */
import { PROMISE_MAKERS } from '../../protocol/events';
import type { StreamRow, Tables } from '../tables';
import { outcomeOf } from './places';

/** What a pending promise waits for. Rows; a list is empty where it is not known. */
export interface Pending {
  /** Tasks whose outcome it needs. */
  readonly tasks: readonly number[];
  /** The promises in between that have not settled, the last one first. */
  readonly promises: readonly number[];
}

const DEPTH = 50;

/** @returns true if the task waits for something that has not settled */
export function isStuck({ tasks, awaits }: Tables, task: number): boolean {
  if (tasks.endSeq(task) !== 0) return false;
  if (tasks.leftSeq(task) !== 0) return true;
  const w = tasks.lastAwait(task);
  return w >= 0 && awaits.resumeSeq(w) === 0 && Number.isNaN(awaits.settle(w));
}

/**
 * What a task that is stuck needs before it can go on: the outcome of tasks, or, at the end of the chain, a promise that
 * somebody has to settle. Only what it cannot do without: one element of `all` that is pending, none of a race.
 */
export function needs(tables: Tables, task: number): Pending {
  const { tasks, awaits } = tables;
  const stream = tasks.stream(task);
  if (tasks.leftSeq(task) !== 0) {
    const link = tables.streams[stream]!.promises.link(outcomeOf(tables, task));
    return link < 0 ? { tasks: [], promises: [] } : follow(tables, stream, link);
  }
  const w = tasks.lastAwait(task);
  const promise = awaits.promiseRow(w);
  return promise < 0 ? { tasks: [], promises: [] } : follow(tables, stream, promise);
}

/** For each thread, as far as it has been read, what is known of its combinators: many tasks may wait for one of many elements. */
const known = new WeakMap<StreamRow, { readonly events: number; readonly pending: Map<number, number[]> }>();

/** @returns the elements that have not settled; the last few of them, if they are many */
function pendingElements(stream: StreamRow, combinator: number): readonly number[] {
  let of = known.get(stream);
  if (of?.events !== stream.events) known.set(stream, (of = { events: stream.events, pending: new Map() }));
  let pending = of.pending.get(combinator);
  if (!pending) {
    const { promises } = stream;
    pending = promises.elements(combinator).filter((p) => p >= 0 && promises.settleSeq(p) === 0);
    of.pending.set(combinator, (pending = pending.slice(-DEPTH)));
  }
  return pending;
}

function follow(tables: Tables, stream: number, start: number): Pending {
  const { promises } = tables.streams[stream]!;
  const found: number[] = [];
  const between: number[] = [];
  const open = [start];
  const seen = new Set<number>();
  while (open.length > 0 && seen.size < DEPTH) {
    const p = open.pop()!;
    if (p < 0 || seen.has(p) || promises.settleSeq(p) !== 0) continue;
    seen.add(p);
    between.unshift(p);
    const task = promises.taskOf(p);
    if (task >= 0) {
      found.push(task);
      continue;
    }
    const maker = PROMISE_MAKERS[promises.maker(p)];
    if (promises.parent(p) >= 0) open.push(promises.parent(p));
    else if (promises.link(p) >= 0) open.push(promises.link(p));
    else if (maker === 'all' || maker === 'allSettled')
      open.push(...pendingElements(tables.streams[stream]!, p));
  }
  return { tasks: found, promises: between };
}
