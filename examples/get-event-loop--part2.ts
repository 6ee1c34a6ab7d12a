/**
 * Fetching the event loop and doing nothing with it. Node's loop is running already; there is no object to hold.
 *
 * On the timeline: nothing, since nothing runs that could wait.
 *
 * Unlike Python: no such call exists. The nearest thing to a look at the loop is how long it was idle.
 */
import { performance } from 'node:perf_hooks';

export const { idleTime } = performance.nodeTiming;
