/** What there was to say at the end of a thread: why it ended, what was still open, and what nobody had looked at. */
import { TaskVariant } from '../protocol/events';
import { outcomeOf, resourceType } from './findings/places';
import type { Tables } from './tables';

export interface Ledger {
  readonly stream: number;
  /**
   * `done`: nothing was left that could have run. `stopped`: something was, or that is not known: `process.exit` was called, say, or the
   * thread was ended. `open`: no end was recorded.
   */
  readonly how: 'done' | 'stopped' | 'open';
  /** Rows of timers that were due only after the end, or fire again and again: they kept the thread alive, unless they were cleared. */
  readonly timers: readonly number[];
  /** Rows of tasks that ended, and whose promise nobody ever waited for. */
  readonly unobserved: readonly number[];
}

/** @returns one entry for each thread; linear */
export function exitLedgers(tables: Tables): Ledger[] {
  const { tasks, resources, streams } = tables;
  const ledgers = streams.map((s, stream) => ({
    stream,
    how:
      s.end === undefined
        ? ('open' as const)
        : s.end.drained === true
          ? ('done' as const)
          : ('stopped' as const),
    timers: [] as number[],
    unobserved: [] as number[],
  }));
  for (let r = 0; r < resources.count; r++) {
    const ledger = ledgers[resources.stream(r)]!;
    if (ledger.how === 'done' || resourceType(tables, r) !== 'Timeout' || resources.delay(r) < 0) continue;
    const due = resources.made(r) + resources.delay(r) * 1e6;
    const waits = resources.calledSeq(r) === 0 && due > streams[ledger.stream]!.last;
    if (waits || resources.repeats(r) !== 0) ledger.timers.push(r);
  }
  for (let task = 0; task < tasks.count; task++) {
    if (tasks.endSeq(task) === 0 || tasks.startSeq(task) === 0 || tasks.awaits(task) === 0) continue;
    if (tasks.variant(task) !== TaskVariant.function) continue;
    const stream = tasks.stream(task);
    const outcome = outcomeOf(tables, task);
    if (outcome < 0 || streams[stream]!.promises.observedSeq(outcome) === 0)
      ledgers[stream]!.unobserved.push(task);
  }
  return ledgers;
}
