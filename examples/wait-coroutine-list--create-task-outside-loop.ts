/**
 * Tasks made at the top of a module, before any function has begun. In Node this is nothing special.
 *
 * On the timeline: the two tasks begin as soon as the module waits.
 *
 * Unlike Python: there it is an error, since create_task needs a loop that runs, and the program ends with exit status 1 before
 * it prints anything. Node's loop is always there.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createTask, wait } from './lib/task.ts';

async function func() {
  console.log('执行协程函数内部代码');
  const response = await sleep(2000);
  console.log('IO请求结束,结果为:', response);
}

const tasks = [createTask(func), createTask(func)];

await wait(tasks);
