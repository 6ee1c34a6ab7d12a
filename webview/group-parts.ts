/** What the lanes of groups consist of: an await and what ran after it is one part, and so is what a task ran before its first await. */
import { Segment, visitSegments } from '../model/intervals';
import type { SegmentVisitor } from '../model/intervals';
import type { Tables } from '../model/tables';

/**
 * Visits the segments of a part.
 * @param part the row of an await, or `-1 - task` for its beginning
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
