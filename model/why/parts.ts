/** The three parts of an await, and what ran while it was ready. */
import { jobTime, taskOfJob, whereJobBegan } from '../findings/rule-loop';
import { streamOf } from '../findings/places';
import { readyTime, runningTime, waitingTime } from '../durations';
import type { Tables } from '../tables';
import type { At } from '../words';

/** Jobs that ran in between, of one place. */
export interface Ran {
  /** -1 if it is no task. */
  readonly task: number;
  readonly at: At | undefined;
  readonly jobs: number;
  readonly ns: number;
}

export interface Parts {
  /** From the suspension until the promise settled, ns; NaN while it has not. */
  readonly waiting: number;
  /** From then until the task was resumed; NaN if it was not. */
  readonly ready: number;
  /** From then until the task suspended again, ended or left; NaN while it runs. */
  readonly running: number;
  /** What ran while it was ready, what took longest first; the rest of the job that settled it included. */
  readonly between: readonly Ran[];
  /** How much of the time in which it was ready the tracer took for itself, ns. */
  readonly tracing: number;
}

export function partsOf(tables: Tables, w: number): Parts {
  const { awaits } = tables;
  const { between, tracing } =
    awaits.resumeSeq(w) === 0 ? { between: [], tracing: 0 } : ranBetween(tables, w);
  return {
    waiting: waitingTime(awaits, w),
    ready: readyTime(awaits, w),
    running: runningTime(tables, w),
    between,
    tracing,
  };
}

function ranBetween(tables: Tables, w: number): Pick<Parts, 'between' | 'tracing'> {
  const { awaits } = tables;
  const stream = streamOf(tables, w);
  const { jobs } = tables.streams[stream]!;
  const since = awaits.settleSeq(w) === 0 ? awaits.suspendSeq(w) : awaits.settleSeq(w);
  const found = new Map<string, { task: number; at: At | undefined; jobs: number; ns: number }>();
  let tracing = 0;
  const add = (job: number, ns: number): void => {
    const task = taskOfJob(tables, stream, job);
    const at = whereJobBegan(tables, stream, job)[0];
    const key = `${task} ${at?.loc}`;
    const known = found.get(key);
    if (known) {
      known.jobs++;
      known.ns += ns;
    } else found.set(key, { task, at, jobs: 1, ns });
  };
  const settling = jobs.at(since);
  if (settling >= 0 && awaits.settleSeq(w) !== 0) {
    const own = jobs.tracing.get(settling) ?? 0;
    const rest = jobs.end(settling) - awaits.settle(w);
    // if less than it took is left, it may have been before or behind: then it is not told apart
    if (own < rest) tracing += own;
    if (rest > 0) add(settling, own < rest ? rest - own : rest);
  }
  for (let job = jobs.before(since + 1) + 1; job < jobs.count; job++) {
    if (jobs.startSeq(job) >= awaits.resumeSeq(w)) break;
    tracing += jobs.tracing.get(job) ?? 0;
    add(job, jobTime(tables, stream, job) || 0);
  }
  return { between: [...found.values()].sort((a, b) => b.ns - a.ns), tracing };
}
