/** What there was to say at the end of a thread: why it ended, what kept it going until then, what was still open, and what nobody had looked at. */
import { TaskVariant } from '../protocol/events';
import { outcomeOf, resourceType } from './findings/places';
import { JobKind } from './jobs';
import type { Tables } from './tables';

export interface Ledger {
  readonly stream: number;
  /**
   * `done`: nothing was left that could have run. `stopped`: something was, or that is not known: `process.exit` was called, say, or the
   * thread was ended. `open`: no end was recorded.
   */
  readonly how: 'done' | 'stopped' | 'open';
  /** Row of the resource whose callback was the last that came from outside; -1 if there was none. Where nothing was left, that kept the thread alive. */
  readonly last: number;
  /** Rows of timers that were due only after the end, or fire again and again: they kept the thread alive, unless they were cleared. */
  readonly timers: readonly number[];
  /** Rows of servers, sockets, child processes and watchers: they did so too, unless they were closed, which a recording does not tell. */
  readonly handles: readonly number[];
  /** Rows of tasks that ended, and whose promise nobody ever waited for. */
  readonly unobserved: readonly number[];
}

/** Node's names of what stays open until it is closed. */
const HANDLES = new Set([
  'TCPSERVERWRAP',
  'PIPESERVERWRAP',
  'TCPWRAP',
  'TLSWRAP',
  'PIPEWRAP',
  'UDPWRAP',
  'PROCESSWRAP',
  'FSEVENTWRAP',
  'STATWATCHER',
]);
/** Callbacks that come from no outside: of a queue of the turn that runs, or the tracer's own work. */
const INSIDE = new Set(['TickObject', 'Microtask', 'AWAITSCOPE']);

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
    last: lastFromOutside(tables, stream),
    timers: [] as number[],
    handles: [] as number[],
    unobserved: [] as number[],
  }));
  for (let r = 0; r < resources.count; r++) {
    const ledger = ledgers[resources.stream(r)]!;
    // what Node made for itself, nobody can close
    if (ledger.how === 'done' || resources.loc(r) === 0) continue;
    if (isOpenTimer(tables, r)) ledger.timers.push(r);
    else if (isOpenHandle(tables, r)) ledger.handles.push(r);
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

function isOpenTimer(tables: Tables, r: number): boolean {
  const { resources, streams } = tables;
  if (resourceType(tables, r) !== 'Timeout' || resources.delay(r) < 0) return false;
  const due = resources.made(r) + resources.delay(r) * 1e6;
  const waits = resources.calledSeq(r) === 0 && due > streams[resources.stream(r)]!.last;
  return waits || resources.repeats(r) !== 0;
}

function isOpenHandle(tables: Tables, r: number): boolean {
  const type = resourceType(tables, r);
  // of a child process, the callback tells that it is gone
  return HANDLES.has(type) && (type !== 'PROCESSWRAP' || tables.resources.calledSeq(r) === 0);
}

function lastFromOutside(tables: Tables, stream: number): number {
  const { jobs } = tables.streams[stream]!;
  for (let job = jobs.count - 1; job >= 0; job--) {
    const resource = jobs.kind(job) === JobKind.callback ? jobs.ref(job) : -1;
    if (resource >= 0 && !INSIDE.has(resourceType(tables, resource))) return resource;
  }
  return -1;
}
