/**
 * Waiting for a list of named tasks gives two sets: those that are done, and those that are not.
 *
 * On the timeline: main waits for the function wait, which waits for both tasks. The tasks end together after two seconds.
 *
 * Unlike Python: a promise has neither a name nor a state that a program could read, so the helper keeps both. done holds the tasks;
 * a task's value is its result. As in Python, wait throws nothing when a task fails.
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

  const { done } = await wait(tasks);
  console.log(show(done));
}

await main();
