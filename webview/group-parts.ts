/** What the lanes of groups consist of: an await and what ran after it is one part, and so is what a task ran before its first await. */
import { Segment, visitSegments } from '../model/intervals';
import type { SegmentVisitor } from '../model/intervals';
import type { Tables } from '../model/tables';
import { State } from '../protocol/events';
import { REJECTED, THREW } from './change-codes';

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
      return visit(state, start, end, startSeq, endSeq, w);
    },
    part < 0 ? -1 : part,
  );
}

/** @returns the thread of a part */
export function streamOf({ tasks, awaits }: Tables, part: number): number {
  return tasks.stream(part < 0 ? -1 - part : awaits.task(part));
}

/** @returns whether nothing of the part can change any more */
export function isOver(tables: Tables, part: number): boolean {
  const { tasks, awaits } = tables;
  const task = part < 0 ? -1 - part : awaits.task(part);
  const next = part < 0 ? tasks.firstAwait(task) : awaits.next(part);
  return next >= 0 || tasks.endSeq(task) !== 0;
}

/**
 * Visits the events at which something of a part went wrong: {@link THREW} where its await threw, {@link REJECTED} where its task
 * ended with an error.
 * @param waits as of {@link visitPart}: how the task ended is not the await's
 */
export function visitErrors(
  tables: Tables,
  part: number,
  waits: boolean,
  visit: (bit: number, seq: number) => void,
): void {
  const { tasks, awaits } = tables;
  const task = part < 0 ? -1 - part : awaits.task(part);
  if (part >= 0 && awaits.outcome(part) === State.rejected && awaits.resumeSeq(part) !== 0)
    visit(THREW, awaits.resumeSeq(part));
  if (waits) return;
  const isLast = part < 0 ? tasks.firstAwait(task) < 0 : awaits.next(part) < 0;
  if (isLast && tasks.endSeq(task) !== 0 && tasks.state(task) === State.rejected)
    visit(REJECTED, tasks.endSeq(task));
}
