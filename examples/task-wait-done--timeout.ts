/**
 * Waiting with a time limit: after one second both tasks are still pending.
 *
 * On the timeline: wait is resumed by its own timer. Then main cancels the tasks: each of them is resumed with an error, and ends.
 *
 * Unlike Python: asyncio.run cancels what is left when main returns. Node would let both tasks go on and print 2 at two seconds, so
 * this program cancels them itself: the signal of a task ends its sleep.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { createTask, wait } from './lib/task.ts';

async function func(signal: AbortSignal) {
  console.log(1);
  await sleep(2000, undefined, { signal });
  console.log(2);
  return '返回值';
}

/** On one line, however long. */
const show = (value: unknown) => inspect(value, { breakLength: Infinity });

async function main() {
  console.log('main开始');
  const tasks = [createTask(func, { name: 'n1' }), createTask(func, { name: 'n2' })];
  console.log('main结束');

  const { done, pending } = await wait(tasks, { timeout: 1000 });
  console.log(show(done), show(pending));
  for (const task of pending) task.cancel();
}

await main();
