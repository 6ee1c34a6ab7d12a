/** What the awaits of groups waited and were ready, in all, while a recording grows. */
import { readyTime, waitingTime } from './durations';
import type { GrowingGroup } from './group-list';
import type { AwaitTable, Tables } from './tables';

/** An await that still waits, or is ready, and what of it has been added to its group; ns. */
interface Open {
  readonly w: number;
  readonly group: GrowingGroup;
  waiting: number;
  ready: number;
}

export class WaitTotals {
  private readonly open: Open[] = [];

  /** Adds an await to a group. */
  add({ awaits }: Tables, group: GrowingGroup, w: number): void {
    const [waiting, ready] = [waitingTime(awaits, w) || 0, readyTime(awaits, w) || 0];
    group.waiting += waiting;
    group.ready += ready;
    if (!isOver(awaits, w)) this.open.push({ w, group, waiting, ready });
  }

  /** Adds what has become known of awaits that were not over. */
  update({ awaits }: Tables): void {
    const { open } = this;
    let kept = 0;
    for (const one of open) {
      const { w, group } = one;
      const [waiting, ready] = [waitingTime(awaits, w) || 0, readyTime(awaits, w) || 0];
      group.waiting += waiting - one.waiting;
      group.ready += ready - one.ready;
      one.waiting = waiting;
      one.ready = ready;
      if (!isOver(awaits, w)) open[kept++] = one;
    }
    open.length = kept;
  }
}

/** @returns whether its times can change no more: its task went on, if only to another await */
function isOver(awaits: AwaitTable, w: number): boolean {
  return awaits.resumeSeq(w) !== 0 || awaits.next(w) >= 0;
}
