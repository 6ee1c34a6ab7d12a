/** Where a group begins and ends on the axis. */
import type { LaneGroup } from '../model/lane-groups';
import type { Tables } from '../model/tables';
import { placesOf, taskExtent } from './axis';
import type { Axis } from './axis';
import type { Extent } from './scale';

/** @returns from its first task, or await, to its last one's end; undefined if it has none */
export function groupExtent(tables: Tables, axis: Axis, group: LaneGroup): Extent | undefined {
  const { tasks, awaits, streams } = tables;
  let from = Infinity;
  let to = -Infinity;
  const add = (begin: number, end: number): void => {
    // of what began before the recording nobody saw the beginning
    if (begin < from) from = begin;
    if (end > to) to = end;
  };
  for (const w of group.awaits) {
    const stream = streams[tasks.stream(awaits.task(w))]!;
    const places = placesOf(stream, axis);
    const next = awaits.next(w);
    const end = awaits.resumeSeq(w) || (next < 0 ? 0 : awaits.suspendSeq(next));
    add(places.at(awaits.suspendSeq(w)), places.at(end || stream.events));
  }
  const addTask = (task: number): void => {
    const extent = taskExtent(tables, axis, task);
    add(extent.from, extent.to);
  };
  if (group.awaits.length === 0) for (const task of group.tasks) addTask(task);
  // the heading of a thread does not list its tasks
  if (group.parts.length === 0)
    for (let task = 0; task < tasks.count; task++) if (tasks.stream(task) === group.stream) addTask(task);
  return from <= to ? { from, to } : undefined;
}
