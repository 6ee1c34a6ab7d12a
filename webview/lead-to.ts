/** What was gone to is seen: what hides it is opened, and what a reader has hidden is shown again. */
import type { Grouping, LaneGroup } from '../model/lane-groups';
import type { Tables } from '../model/tables';
import { groupLane } from './lane';
import type { LaneChoices } from './lane-choices';
import { creatorOf } from './task-tree';

/**
 * Brings the lane of a task among the rows.
 * @param by what tasks stand by
 * @param group in which the task is to be seen, if it stands in one
 */
export function leadTo(
  choices: LaneChoices,
  tables: Tables,
  task: number,
  by: Grouping,
  group: LaneGroup | undefined,
): void {
  const { folds, arrangement } = choices;
  /** Where tasks stand by their creators, it takes them along. */
  const above = (t: number): number => (by === 'creator' ? creatorOf(tables, t) : -1);
  for (let t = task; t >= 0 && choices.keepToo(t); t = above(t));
  for (let t = task; t >= 0; t = above(t)) arrangement.show(t);
  if (group) {
    arrangement.show(groupLane(by, group.key));
    folds.close(by, group, false);
  }
  for (let t = creatorOf(tables, task); t >= 0; t = creatorOf(tables, t)) folds.open(t);
}
