/**
 * Handing bare functions to wait instead of tasks: a mistake that is refused, by the types before it runs, and by wait when
 * it does run. The program ends with an error.
 *
 * On the timeline: main calls wait, which rejects at once; main rejects with it, and then the module.
 *
 * Unlike Python: up to 3.10 wait() took bare coroutines, since 3.11 it raises TypeError when the program runs. TypeScript
 * tells while you write.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { wait } from './lib/task.ts';

async function func() {
  console.log(1);
  await sleep(2000);
  console.log(2);
  return '返回值';
}

async function main() {
  console.log('main开始');
  const list = [func, func];
  console.log('main结束');

  // @ts-expect-error functions are no tasks
  await wait(list);
}

await main();
