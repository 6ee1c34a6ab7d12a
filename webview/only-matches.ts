/** Which lanes are left where only those with a match are wanted: in the tree of creators with those above them, so that one sees whose they are. */
import type { Grouping, LaneGroup } from '../model/lane-groups';
import type { Tables } from '../model/tables';
import type { Found } from './found';
import { creatorOf } from './task-tree';

export interface KeptLanes {
  /** By task: 1 if its lane is kept. */
  readonly tasks: Uint8Array;
  group(group: LaneGroup): boolean;
}

export class OnlyMatches {
  private kept: KeptLanes | undefined;
  private key = '';

  /** @returns undefined where all lanes are to be seen; the same object until others are to be kept */
  update(found: Found, tables: Tables, by: Grouping): KeptLanes | undefined {
    if (!found.only || !found.active) return (this.kept = undefined);
    // lanes come and go once all has been looked at, and not meanwhile
    const key = `${found.version} ${tables.tasks.count} ${by}`;
    if (found.busy || (this.kept && key === this.key)) return this.kept;
    this.key = key;
    // where nothing is found, an empty page would say less than all lanes
    return (this.kept = found.matches.count === 0 ? undefined : keptOf(found, tables, by));
  }
}

function keptOf({ counts }: Found, tables: Tables, by: Grouping): KeptLanes {
  const { count } = tables.tasks;
  const tasks = new Uint8Array(count);
  for (let task = count - 1; task >= 0; task--) {
    if (counts.ofTask(task) > 0) tasks[task] = 1;
    const creator = by === 'creator' && tasks[task] === 1 ? creatorOf(tables, task) : -1;
    if (creator >= 0) tasks[creator] = 1;
  }
  return { tasks, group: (group) => counts.ofGroup(by, group) > 0 };
}
