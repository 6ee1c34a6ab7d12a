/**
 * Two async functions at work at the same time. Each await lets the other go on, so both together take two seconds, not four.
 *
 * On the timeline: two tasks with a long waiting bar each, above one another. Both wait for a timer; the order axis shows
 * 1 3, the two timers, 2 4.
 *
 * Unlike Python: func1() runs its first line at the call, before func2() is called. A Python coroutine would not have begun.
 * The output is the same.
 */
import { setTimeout as sleep } from 'node:timers/promises';

async function func1() {
  console.log(1);
  await sleep(2000); // stops here, and the other goes on
  console.log(2);
}

async function func2() {
  console.log(3);
  await sleep(2000); // stops here, and the other goes on
  console.log(4);
}

await Promise.allSettled([func1(), func2()]);
