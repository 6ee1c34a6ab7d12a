/** How punctual a thread's timers were. */
import { JobKind } from './jobs';
import type { Tables } from './tables';

/**
 * @returns ns by which a timer mostly came after it was due, where the thread was free to call it then: the median, of which a machine that
 *   had other work to do at times changes nothing; 0 if there was none
 */
export function usualLateness({ resources, streams }: Tables, stream: number): number {
  const { jobs } = streams[stream]!;
  const found: number[] = [];
  for (let job = 0; job < jobs.count; job++) {
    const timer = jobs.kind(job) === JobKind.callback ? jobs.ref(job) : -1;
    if (timer < 0 || resources.delay(timer) < 0 || resources.repeats(timer) !== 0) continue;
    const due = resources.made(timer) + resources.delay(timer) * 1e6;
    if (job > 0 && jobs.end(job - 1) > due) continue;
    found.push(jobs.start(job) - due);
  }
  found.sort((a, b) => a - b);
  return found[found.length >> 1] ?? 0;
}
