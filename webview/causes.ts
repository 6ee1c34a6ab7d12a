/** From what is selected one step back to its cause, or on to what it led to; to who created it, and to what it waits for. */
import type { Tables } from '../model/tables';
import type { FoundSegment } from './selection';
import { creatorOf } from './task-tree';

export interface Cause {
  readonly task: number;
  /** A moment of its thread. */
  readonly seq: number;
}

/** @returns where another task did it; undefined where none did, as with a timer */
export function causeOf(tables: Tables, segment: FoundSegment): Cause | undefined {
  const { tasks, awaits } = tables;
  const { task, await: w } = segment;
  if (w < 0) {
    const creator = creatorOf(tables, task);
    return creator < 0 ? undefined : { task: creator, seq: tasks.startSeq(task) };
  }
  const settler = awaits.settlerTask(w);
  if (settler >= 0 && awaits.settleSeq(w) !== 0) return { task: settler, seq: awaits.settleSeq(w) };
  const on = awaits.on(w);
  if (on < 0) return undefined;
  return { task: on, seq: tasks.endSeq(on) || tasks.startSeq(on) };
}

/** @returns where its task was created; undefined if no task did */
export function creationOf(tables: Tables, task: number): Cause | undefined {
  const creator = creatorOf(tables, task);
  return creator < 0 ? undefined : { task: creator, seq: tables.tasks.startSeq(task) };
}

/** @returns the beginning of the task whose outcome it waits for; undefined if it waits for none's */
export function awaitedOf(tables: Tables, { await: w }: FoundSegment): Cause | undefined {
  const on = w < 0 ? -1 : tables.awaits.on(w);
  return on < 0 ? undefined : { task: on, seq: tables.tasks.startSeq(on) };
}

/** @returns the first await that went on because of what ran in the segment, from where it went on; undefined if none did */
export function effectOf(
  { awaits, tasks }: Tables,
  { task, startSeq, endSeq }: FoundSegment,
): Cause | undefined {
  const stream = tasks.stream(task);
  let first: Cause | undefined;
  let firstSeq = Infinity;
  for (let w = 0; w < awaits.count; w++) {
    const settled = awaits.settleSeq(w);
    if (settled < startSeq || settled > endSeq || settled >= firstSeq || settled === 0) continue;
    if (awaits.settlerTask(w) !== task || tasks.stream(awaits.task(w)) !== stream) continue;
    firstSeq = settled;
    first = { task: awaits.task(w), seq: awaits.resumeSeq(w) || awaits.suspendSeq(w) };
  }
  return first;
}
