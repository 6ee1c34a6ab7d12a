/** The two axes: wall clock, and one step for each event, of whichever thread. */
import type { StreamRow, Tables } from '../model/tables';
import type { Extent } from './scale';

export type Axis = 'time' | 'order';

/** @returns tells where a thread's events stand on the axis, by their numbers; of 0, which is none, NaN or 0 */
export function placesOf({ times, order }: StreamRow, axis: Axis): { at(seq: number): number } {
  return axis === 'time' ? times : order;
}

/** @returns where an event of a thread stands on the axis */
export function eventAt({ streams }: Tables, axis: Axis, stream: number, seq: number): number {
  return placesOf(streams[stream]!, axis).at(seq);
}

/** @returns changes when places on the axis do that a thread's events had already */
export function placesVersion({ offset, order }: StreamRow, axis: Axis): number {
  return axis === 'time' ? offset : order.version;
}

/** @returns as {@link placesVersion} does, of all threads */
export function allPlacesVersion({ streams }: Pick<Tables, 'streams'>, axis: Axis): string {
  return streams.map((stream) => placesVersion(stream, axis)).join();
}

/** @returns where the awaited promise settled; of one that had settled before, the suspension; NaN while it has not settled */
export function settleAt(tables: Tables, axis: Axis, w: number): number {
  const { awaits, tasks } = tables;
  const ready = awaits.readySeq(w);
  return ready === 0 ? NaN : eventAt(tables, axis, tasks.stream(awaits.task(w)), ready);
}

/** @returns where the task went on; NaN while it has not */
export function resumeAt(tables: Tables, axis: Axis, w: number): number {
  const { awaits, tasks } = tables;
  const resumed = awaits.resumeSeq(w);
  return resumed === 0 ? NaN : eventAt(tables, axis, tasks.stream(awaits.task(w)), resumed);
}

/** @returns begin and end of a task; one that has not ended ends with its thread's last event, and the begin is NaN if it was not seen */
export function taskExtent({ tasks, streams }: Tables, axis: Axis, task: number): Extent {
  const stream = streams[tasks.stream(task)]!;
  const places = placesOf(stream, axis);
  return { from: places.at(tasks.startSeq(task)), to: places.at(tasks.endSeq(task) || stream.events) };
}

/** @returns where a printed line stands */
export function outputPlace(tables: Tables, axis: Axis, output: number): number {
  const { outputs } = tables;
  return eventAt(tables, axis, outputs.stream(output), outputs.seq(output));
}
