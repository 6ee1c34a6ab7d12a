/** What names a lane, whichever row it has now. */
import type { Grouping } from '../model/lane-groups';

/** A task, or a group as {@link groupLane} writes it. */
export type Lane = number | string;

/** @returns what stands for a group, whose key tells it from others of the same grouping only */
export function groupLane(by: Grouping, key: string): string {
  return `${by} ${key}`;
}

/** @returns those of one kind: tasks are numbers, groups are texts */
export function lanesOf(lanes: Iterable<Lane>, kind: 'number'): number[];
export function lanesOf(lanes: Iterable<Lane>, kind: 'string'): string[];
export function lanesOf(lanes: Iterable<Lane>, kind: 'number' | 'string'): Lane[] {
  return [...lanes].filter((lane) => typeof lane === kind);
}
