/** The two axes: wall clock, and one step for each event. */
import type { AwaitTable } from '../model/tables';

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
