/** The critical path that is shown: of which task, and what it was spent on, place by place. */
import { criticalPath, lastRoot } from '../model/critical-path';
import type { Stretch } from '../model/critical-path';
import type { Tables } from '../model/tables';

export interface Path {
  readonly task: number;
  /** In the order of time, without a gap. */
  readonly stretches: readonly Stretch[];
}

/** Stretches of one kind at one place, or waiting for resources of one kind that were made there. */
export interface PathPart {
  /** The first of them. */
  readonly first: Stretch;
  /** Ns. */
  readonly time: number;
  readonly count: number;
}

/**
 * @param task -1: the one whose end the run waited for longest
 * @returns undefined if there is none, or it has not ended
 */
export function pathOf(tables: Tables, task: number): Path | undefined {
  const of = task < 0 ? lastRoot(tables) : task;
  const stretches = of < 0 ? [] : criticalPath(tables, of);
  return stretches.length === 0 ? undefined : { task: of, stretches };
}

/** @returns what the path was spent on, the longest first */
export function partsOf({ stretches }: Path): PathPart[] {
  const parts = new Map<string, { first: Stretch; time: number; count: number }>();
  for (const stretch of stretches) {
    const { kind, at, type, from, to } = stretch;
    const key = [kind, at?.stream, at?.loc, type].join();
    const part = parts.get(key);
    if (!part) parts.set(key, { first: stretch, time: to - from, count: 1 });
    else {
      part.time += to - from;
      part.count++;
    }
  }
  return [...parts.values()].sort((a, b) => b.time - a.time);
}
