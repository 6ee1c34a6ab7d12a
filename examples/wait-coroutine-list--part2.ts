/**
 * A prepared list of work whose two parts tell what they do; what they return is not looked at.
 *
 * On the timeline: two tasks func above one another, each waiting for its timer.
 *
 * Unlike Python: as in wait-coroutine-list; and a sleep gives undefined, not None.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createTask, wait } from './lib/task.ts';

async function func() {
  console.log('执行协程函数内部代码');
  const response = await sleep(2000);
  console.log('IO请求结束,结果为:', response);
}

const list = [func, func];

await wait(list.map((work) => createTask(work)));
