/** The two axes: wall clock, and one step for each event. */
import type { AwaitTable, Tables } from '../model/tables';
import type { Extent } from './scale';

export type Axis = 'time' | 'order';

/** @returns where the await's suspension stands */
export function suspendAt(axis: Axis, awaits: AwaitTable, w: number): number {
  return axis === 'time' ? awaits.suspend(w) : awaits.suspendSeq(w);
}

/** @returns where the awaited promise settled; of one that had settled before, the suspension; NaN while it has not settled */
export function settleAt(axis: Axis, awaits: AwaitTable, w: number): number {
  if (axis === 'time' || Number.isNaN(awaits.settle(w))) return awaits.settle(w);
  return awaits.settleSeq(w) || awaits.suspendSeq(w);
}

/** @returns where the task went on; NaN while it has not */
export function resumeAt(axis: Axis, awaits: AwaitTable, w: number): number {
  if (awaits.resumeSeq(w) === 0) return NaN;
  return axis === 'time' ? awaits.resume(w) : awaits.resumeSeq(w);
}

/** @returns begin and end of a task; one that has not ended ends with its thread's last event, and the begin is NaN if it was not seen */
export function taskExtent({ tasks, streams }: Tables, axis: Axis, task: number): Extent {
  const stream = streams[tasks.stream(task)]!;
  const ended = tasks.endSeq(task) !== 0;
  return axis === 'time'
    ? { from: tasks.start(task), to: ended ? tasks.end(task) : stream.last }
    : { from: tasks.startSeq(task), to: ended ? tasks.endSeq(task) : stream.events };
}
