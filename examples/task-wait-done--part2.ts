/**
 * Waiting for a list of tasks, and looking at both sets: with no time limit, nothing is left pending.
 *
 * On the timeline: as in task-wait-done.
 *
 * Unlike Python: as in task-wait-done.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { createTask, wait } from './lib/task.ts';

async function func() {
  console.log(1);
  await sleep(2000);
  console.log(2);
  return '返回值';
}

/** On one line, however long. */
const show = (value: unknown) => inspect(value, { breakLength: Infinity });

async function main() {
  console.log('main开始');
  const tasks = [createTask(func, { name: 'n1' }), createTask(func, { name: 'n2' })];
  console.log('main结束');

  const { done, pending } = await wait(tasks);
  console.log(show(done), show(pending));
}

await main();
