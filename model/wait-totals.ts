/** What the awaits of groups waited and were ready, in all, while a recording grows; what has not gone on waits until its end. */
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
  add(tables: Tables, group: GrowingGroup, w: number): void {
    const { awaits } = tables;
    const [waiting, ready] = timesSoFar(tables, w);
    group.waiting += waiting;
    group.ready += ready;
    if (!isOver(awaits, w)) this.open.push({ w, group, waiting, ready });
  }

  /** Adds what has become known of awaits that were not over. */
  update(tables: Tables): void {
    const { awaits } = tables;
    const { open } = this;
    let kept = 0;
    for (const one of open) {
      const { w, group } = one;
      const [waiting, ready] = timesSoFar(tables, w);
      group.waiting += waiting - one.waiting;
      group.ready += ready - one.ready;
      one.waiting = waiting;
      one.ready = ready;
      if (!isOver(awaits, w)) open[kept++] = one;
    }
    open.length = kept;
  }
}

/** @returns how long it waited, and was ready; up to the last that is known of its thread where it is still so; ns */
function timesSoFar(
  { awaits, tasks, streams }: Tables,
  w: number,
): readonly [waiting: number, ready: number] {
  const task = awaits.task(w);
  const { last } = streams[tasks.stream(task)]!;
  const settle = awaits.settle(w);
  const goesOn = !isOver(awaits, w) && tasks.endSeq(task) === 0;
  if (goesOn && Number.isNaN(settle)) return [last - awaits.suspend(w) || 0, 0];
  if (goesOn) return [settle - awaits.suspend(w) || 0, last - settle || 0];
  return [waitingTime(awaits, w) || 0, readyTime(awaits, w) || 0];
}

/** @returns whether its times can change no more: its task went on, if only to another await */
function isOver(awaits: AwaitTable, w: number): boolean {
  return awaits.resumeSeq(w) !== 0 || awaits.next(w) >= 0;
}
