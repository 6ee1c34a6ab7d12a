/**
 * A task is scheduled, not begun: main prints both of its lines before either task runs its first.
 *
 * On the timeline: main, and two tasks func that begin when main waits, and end together after two seconds.
 *
 * Unlike Python: calling func() would begin it at once (see task-create--eager). The helper createTask puts the start off
 * by one microtask, which is soon enough as long as main does not await before.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createTask } from './lib/task.ts';

async function func() {
  console.log(1);
  await sleep(2000);
  console.log(2);
  return '返回值';
}

async function main() {
  console.log('main开始');
  const task1 = createTask(func);
  const task2 = createTask(func);
  console.log('main结束');

  const result1 = await task1;
  const result2 = await task2;
  console.log(result1, result2);
}

await main();
