/**
 * What the lanes of groups consist of: an await and what ran after it is one part, and so is what a task ran before its first await. Parts
 * stand in the order of the model's rows, so that neighbours are near each other in time.
 */
import { Segment, visitSegments } from '../model/intervals';
import type { SegmentVisitor } from '../model/intervals';
import type { LaneGroup } from '../model/lane-groups';
import type { Tables } from '../model/tables';

/** @returns the parts of each group: an await's row, or `-1 - task` for its beginning */
export function partsOf(tables: Tables, groups: readonly LaneGroup[]): Int32Array[] {
  const { tasks, awaits } = tables;
  const groupOf = new Int32Array(tasks.count).fill(-1);
  const parts = groups.map((group, i) => {
    if (group.awaits.length > 0) return Int32Array.from(group.awaits);
    let count = 0;
    for (const task of group.tasks) {
      groupOf[task] = i;
      count += 1 + tasks.awaits(task);
    }
    return new Int32Array(count);
  });
  const filled = new Int32Array(groups.length);
  const add = (task: number, part: number): void => {
    const group = groupOf[task]!;
    if (group >= 0) parts[group]![filled[group]!++] = part;
  };
  for (let w = 0; w < awaits.count; w++) {
    const task = awaits.task(w);
    if (tasks.firstAwait(task) === w) add(task, -1 - task);
    add(task, w);
  }
  for (let task = 0; task < tasks.count; task++) if (tasks.firstAwait(task) < 0) add(task, -1 - task);
  return parts;
}

/**
 * Visits the segments of a part.
 * @param waits only what belongs to the await, not what ran after it
 */
export function visitPart(tables: Tables, part: number, waits: boolean, visit: SegmentVisitor): void {
  const { tasks, awaits } = tables;
  const task = part < 0 ? -1 - part : awaits.task(part);
  const next = part < 0 ? tasks.firstAwait(task) : awaits.next(part);
  const until = next < 0 ? Infinity : awaits.suspendSeq(next);
  visitSegments(
    tables,
    task,
    (state, start, end, startSeq, endSeq, w) => {
      if (startSeq >= until || (waits && state === Segment.running)) return false;
      // what has no end, or was left to its promise, waits
      return visit(state < Segment.left ? state : Segment.waiting, start, end, startSeq, endSeq, w);
    },
    part < 0 ? -1 : part,
  );
}

/** @returns whether nothing of the part can change any more */
export function isOver(tables: Tables, part: number): boolean {
  const { tasks, awaits } = tables;
  const task = part < 0 ? -1 - part : awaits.task(part);
  const next = part < 0 ? tasks.firstAwait(task) : awaits.next(part);
  return next >= 0 || tasks.endSeq(task) !== 0;
}
