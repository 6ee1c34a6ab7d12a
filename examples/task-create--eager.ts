/**
 * What one writes in JavaScript: the call itself begins the work. Both functions print 1 before main has come to its end.
 *
 * On the timeline: the two tasks func begin inside main, at the call.
 *
 * Unlike Python: create_task would only schedule them, and the two 1 would come after the second line of main.
 */
import { setTimeout as sleep } from 'node:timers/promises';

async function func() {
  console.log(1);
  await sleep(2000);
  console.log(2);
  return '返回值';
}

async function main() {
  console.log('main开始');
  const task1 = func();
  const task2 = func();
  console.log('main结束');

  const result1 = await task1;
  const result2 = await task2;
  console.log(result1, result2);
}

await main();
