/** Where in the whole recording something is found: of each pixel of the map, whether it has a match. */
import type { Tables } from '../model/tables';
import { allPlacesVersion, eventAt } from './axis';
import type { Axis } from './axis';
import type { Matches } from './matches';
import { toX } from './scale';
import type { Scale } from './scale';

export class FoundMarks {
  /** 1 where there is a match. */
  pixels = new Uint8Array(0);
  private matches: Matches | undefined;
  private key = '';
  private marked = 0;

  /** Takes in the matches that are new since the last call. */
  update(tables: Tables, matches: Matches, axis: Axis, whole: Scale): void {
    const key = [axis, allPlacesVersion(tables, axis), whole.from, whole.to, whole.width].join();
    if (matches !== this.matches || key !== this.key) {
      this.matches = matches;
      this.key = key;
      this.marked = 0;
      this.pixels = new Uint8Array(Math.ceil(whole.width));
    }
    const last = this.pixels.length - 1;
    for (; this.marked < matches.count; this.marked++) {
      const x = Math.floor(toX(whole, placeOf(tables, matches, this.marked, axis)));
      if (last >= 0) this.pixels[Math.min(last, Math.max(0, x))] = 1;
    }
  }
}

/** @returns where it begins on the axis */
function placeOf(tables: Tables, matches: Matches, i: number, axis: Axis): number {
  const { awaits, tasks } = tables;
  const [task, w, seq] = [matches.task(i), matches.await(i), matches.seq(i)];
  const event = w >= 0 ? awaits.suspendSeq(w) : seq || tasks.startSeq(task);
  return eventAt(tables, axis, tasks.stream(task), event);
}
