/** Groups that a person has opened, closed, pinned or hidden, across pages: their keys in the rows may be numbers of a model that is no more. */
import type { Grouping } from '../model/lane-groups';
import type { Tables } from '../model/tables';
import { MOST_TASKS, keyOf, threadKey } from './saved';
import type { Wanted } from './saved';
import type { SavedGroup } from './saved-content';

/** @param groups each its grouping, a space and its key */
export function savedGroups(tables: Tables, groups: Iterable<string>): SavedGroup[] {
  return [...groups].slice(0, MOST_TASKS).map((text) => {
    const space = text.indexOf(' ');
    const by = text.slice(0, space) as Grouping;
    return { by, of: savedKey(tables, by, text.slice(space + 1)) };
  });
}

function savedKey(tables: Tables, by: Grouping, key: string): SavedGroup['of'] {
  if (by === 'request') return keyOf(tables, Number(key));
  if (by !== 'creator' && by !== 'thread') return key;
  const { pid, tid } = tables.streams[Number(key.slice(1))]!.info;
  return [pid, tid];
}

/** @param wanted gets what is to be done with threads and tasks that have not come yet */
export function restoreGroups(
  saved: readonly SavedGroup[],
  restore: (by: Grouping, key: string) => void,
  wanted: Wanted<(row: number) => void>,
): void {
  for (const { by, of } of saved) {
    if (typeof of === 'string') restore(by, of);
    else if (of.length === 2) wanted.add(threadKey(...of), (stream) => restore(by, `#${stream}`));
    else wanted.add(of, (task) => restore(by, String(task)));
  }
}
