/** In whose execution the promises that were awaited at one place settled. */
import { What } from '../protocol/events';
import type { PlaceKey } from './sites';
import type { Tables } from './tables';

export interface Settler {
  /** Rows of one that did; -1 where it was none of this kind. Both are -1 where no task and no resource ran. */
  readonly task: number;
  readonly resource: number;
  /** The value had settled before, or was no promise: nobody was waited for. */
  readonly already: boolean;
  readonly count: number;
}

/**
 * @param place as `placeOf` gives it
 * @returns who settled what was awaited there, grouped by the settler's own place, the most frequent first
 */
export function settlersAt(tables: Tables, placeOf: PlaceKey, place: string): Settler[] {
  const { awaits, tasks, resources } = tables;
  const here: (boolean | undefined)[][] = [];
  const isHere = (stream: number, loc: number): boolean =>
    ((here[stream] ??= [])[loc] ??= placeOf(stream, loc) === place);
  const found = new Map<string, { task: number; resource: number; already: boolean; count: number }>();
  for (let w = 0; w < awaits.count; w++) {
    if (awaits.what(w) === What.yield || Number.isNaN(awaits.settle(w))) continue;
    if (!isHere(tasks.stream(awaits.task(w)), awaits.loc(w))) continue;
    const [task, resource] = [awaits.settlerTask(w), awaits.settlerResource(w)];
    const already = awaits.settle(w) === awaits.suspend(w);
    let key = already ? 'already' : 'nobody';
    if (!already && task >= 0) key = `task ${placeOf(tasks.stream(task), tasks.loc(task))}`;
    else if (!already && resource >= 0) {
      const stream = resources.stream(resource);
      key = `${resources.type(resource)} of ${stream} ${placeOf(stream, resources.loc(resource))}`;
    }
    const known = found.get(key);
    if (known) known.count++;
    else found.set(key, { task, resource, already, count: 1 });
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}
