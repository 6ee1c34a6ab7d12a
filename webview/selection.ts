/** What is selected: a task, and in it a segment or nothing. It is found again in a model that has grown since. */
import { SEGMENT_NAMES, visitSegments } from '../model/intervals';
import type { Tables } from '../model/tables';
import type { AwaitIndexes } from './await-index';

export interface Selection {
  readonly task: number;
  /** Where the selected segment begins on the order axis; 0: the task as a whole is selected. */
  readonly startSeq: number;
  readonly state: number;
}

export interface FoundSegment {
  readonly task: number;
  readonly state: number;
  readonly start: number;
  readonly end: number;
  readonly startSeq: number;
  readonly endSeq: number;
  readonly await: number;
}

/** @returns the selected segment as it is now; undefined if a task as a whole is selected, or the segment is gone */
export function segmentOf(
  tables: Tables,
  indexes: AwaitIndexes,
  selection: Selection,
): FoundSegment | undefined {
  if (selection.startSeq === 0) return undefined;
  let found: FoundSegment | undefined;
  walk(tables, indexes, selection.task, selection.startSeq, (segment) => {
    if (segment.startSeq > selection.startSeq) return false;
    // What was waiting without end may have settled since: the segment keeps its beginning and changes its state.
    if (segment.startSeq === selection.startSeq && found?.state !== selection.state) found = segment;
    return true;
  });
  return found;
}

/** @returns the segments before and after the one that begins at `startSeq` with that state */
export function neighbours(
  tables: Tables,
  indexes: AwaitIndexes,
  selection: Selection,
): { readonly before: FoundSegment | undefined; readonly after: FoundSegment | undefined } {
  let before: FoundSegment | undefined;
  let after: FoundSegment | undefined;
  let passed = selection.startSeq === 0;
  walk(tables, indexes, selection.task, Math.max(1, selection.startSeq), (segment) => {
    if (passed) {
      after = segment;
      return false;
    }
    if (segment.startSeq === selection.startSeq && segment.state === selection.state) passed = true;
    else before = segment;
    return true;
  });
  return { before, after };
}

/** @returns the task's segment around, or nearest to, a moment of the order axis */
export function segmentNear(
  tables: Tables,
  indexes: AwaitIndexes,
  task: number,
  startSeq: number,
): FoundSegment | undefined {
  let near: FoundSegment | undefined;
  walk(tables, indexes, task, startSeq, (segment) => {
    if (near && segment.startSeq > startSeq) return false;
    near = segment;
    return true;
  });
  return near;
}

export function sameSegment(segment: FoundSegment, selection: Selection): boolean {
  return (
    segment.task === selection.task &&
    segment.startSeq === selection.startSeq &&
    segment.state === selection.state
  );
}

export function selectionOf({ task, startSeq, state }: FoundSegment): Selection {
  return { task, startSeq, state };
}

export function stateName(state: number): (typeof SEGMENT_NAMES)[number] {
  return SEGMENT_NAMES[state] ?? 'running';
}

/** Visits segments as objects, from the await before `seq` on. */
function walk(
  tables: Tables,
  indexes: AwaitIndexes,
  task: number,
  seq: number,
  visit: (segment: FoundSegment) => boolean,
): void {
  const index = indexes.of(tables, task);
  // One await farther back: the segment before may belong to it.
  const number = index ? index.beforeEvent(tables, seq) - 2 : -1;
  visitSegments(
    tables,
    task,
    (state, start, end, startSeq, endSeq, w) =>
      visit({ task, state, start, end, startSeq, endSeq, await: w }),
    index && number >= 0 ? index.rows[number]! : -1,
  );
}
