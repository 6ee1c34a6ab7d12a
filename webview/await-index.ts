/** The awaits of a task by their number, so that what is in view of a long lane is found without walking there. */
import type { Tables } from '../model/tables';
import { placesOf } from './axis';
import type { Axis } from './axis';

export class AwaitIndex {
  rows = new Int32Array(64);
  count = 0;

  constructor(private readonly task: number) {}

  /** Takes in the awaits that are new since the last call. */
  extend({ tasks, awaits }: Tables): void {
    const last = this.count === 0 ? -1 : this.rows[this.count - 1]!;
    for (let w = last < 0 ? tasks.firstAwait(this.task) : awaits.next(last); w >= 0; w = awaits.next(w)) {
      if (this.count === this.rows.length) {
        const wider = new Int32Array(2 * this.count);
        wider.set(this.rows);
        this.rows = wider;
      }
      this.rows[this.count++] = w;
    }
  }

  /** @returns how many awaits were suspended at or before `at`: the await around it has the number before */
  before({ awaits, tasks, streams }: Tables, axis: Axis, at: number): number {
    const places = placesOf(streams[tasks.stream(this.task)]!, axis);
    return this.countWhile((w) => places.at(awaits.suspendSeq(w)) <= at);
  }

  /** @returns how many were suspended up to an event of the task's thread */
  beforeEvent({ awaits }: Tables, seq: number): number {
    return this.countWhile((w) => awaits.suspendSeq(w) <= seq);
  }

  private countWhile(isBefore: (w: number) => boolean): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(this.rows[middle]!)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Indexes of the lanes that were drawn lately. */
export class AwaitIndexes {
  private readonly byTask = new Map<number, AwaitIndex>();

  /** @returns the index, up to date; of a short lane none */
  of(tables: Tables, task: number): AwaitIndex | undefined {
    if (tables.tasks.awaits(task) < SHORT_LANE) return undefined;
    let index = this.byTask.get(task);
    if (index) this.byTask.delete(task);
    else index = new AwaitIndex(task);
    // The least recently drawn is the first of the map.
    this.byTask.set(task, index);
    if (this.byTask.size > KEPT) this.byTask.delete(this.byTask.keys().next().value!);
    index.extend(tables);
    return index;
  }
}

/** With fewer awaits, walking is as fast. */
const SHORT_LANE = 64;
/** More than fit on a screen. */
const KEPT = 256;
