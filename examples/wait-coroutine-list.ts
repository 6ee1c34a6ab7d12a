/**
 * A list of work, prepared before anything runs: thunks in an array, made into tasks when the time has come.
 *
 * On the timeline: two tasks func, begun together by the module, which waits for both.
 *
 * Unlike Python: a coroutine object may exist before a loop does, a task may not. In Node the loop is always there, so a
 * list of tasks would do as well (see wait-coroutine-list--create-task-outside-loop).
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

const list = [func, func];

const { done } = await wait(list.map((work) => createTask(work)));
console.log(inspect(done, { breakLength: Infinity }));
