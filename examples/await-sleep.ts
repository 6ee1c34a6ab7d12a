/**
 * await stops a function until a promise settles, and gives its value. A sleep has none.
 *
 * On the timeline: func waits for a timer for two seconds; the mark at the end of the bar says that the timer resumed it.
 *
 * Unlike Python: the value of nothing is undefined, where Python prints None.
 */
import { setTimeout as sleep } from 'node:timers/promises';

async function func() {
  console.log('来玩呀');
  const response = await sleep(2000);
  console.log('结束', response);
}

await func();
