/** From what is selected one step back to its cause: what settled the promise, what was awaited, or who called. */
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
