/** Timers that were due while the thread was busy. */
import { jobTime, taskOfJob, whereJobBegan } from '../findings/rule-loop';
import type { Tables } from '../tables';
import type { Message } from '../words';

/** What is less late than that, nobody would ask about: ns. */
const LATE = 10e6;

/**
 * @param job in which the callback of a timer ran
 * @returns how late that was, and what ran longest meanwhile; undefined if the thread was free when the timer was due
 */
export function blockerOf(
  tables: Tables,
  stream: number,
  job: number,
  timer: number,
): Message['args'] | undefined {
  const { resources } = tables;
  const { jobs } = tables.streams[stream]!;
  if (job < 0 || resources.delay(timer) < 0 || resources.repeats(timer) !== 0) return undefined;
  const due = resources.made(timer) + resources.delay(timer) * 1e6;
  const late = jobs.start(job) - due;
  if (late < LATE) return undefined;
  let busy = 0;
  let longest = 0;
  let blocker = -1;
  for (let before = job - 1; before >= 0 && jobs.end(before) > due; before--) {
    const within = jobs.end(before) - Math.max(due, jobs.start(before));
    const time = Math.min(within, jobTime(tables, stream, before));
    busy += time;
    if (time > longest) [longest, blocker] = [time, before];
  }
  // the rest was nobody's: the machine had other things to do
  if (busy < LATE) return undefined;
  const task = taskOfJob(tables, stream, blocker);
  const by = whereJobBegan(tables, stream, blocker)[0];
  return {
    ns: { ns: late },
    ...(task >= 0 && { task: { task } }),
    ...(by && by.loc !== 0 && { by: { at: by } }),
  };
}
