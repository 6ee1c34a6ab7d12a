/** The critical path that is shown: of which task, and what it was spent on, place by place. */
import { criticalPath, lastRoot, partsOfPath } from '../model/critical-path';
import type { PathPart, Stretch } from '../model/critical-path';
import type { Tables } from '../model/tables';

export interface Path {
  readonly task: number;
  /** In the order of time, without a gap. */
  readonly stretches: readonly Stretch[];
  /** Of one kind at one place, or waiting for resources of one kind that were made there; the longest first. */
  readonly parts: readonly PathPart[];
}

/**
 * @param task -1: the one whose end the run waited for longest
 * @returns undefined if there is none, or it has not ended
 */
export function pathOf(tables: Tables, task: number): Path | undefined {
  const of = task < 0 ? lastRoot(tables) : task;
  const stretches = of < 0 ? [] : criticalPath(tables, of);
  if (stretches.length === 0) return undefined;
  const parts = partsOfPath(stretches, ({ kind, at, type }) => [kind, at?.stream, at?.loc, type].join());
  return { task: of, stretches, parts };
}
