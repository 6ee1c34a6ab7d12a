/**
 * One async function awaits another, and goes on with what it returns.
 *
 * On the timeline: two tasks. func waits for others the whole time that others waits for its timer: a chain from the timer
 * through others to func.
 *
 * Unlike Python: Python enters the callee directly, await in JavaScript gives up the thread at least once, even if the value
 * is there. With one chain alone this cannot be seen.
 */
import { setTimeout as sleep } from 'node:timers/promises';

async function others() {
  console.log('start');
  await sleep(2000);
  console.log('end');
  return '返回值';
}

async function func() {
  console.log('执行协程函数内部代码');
  const response = await others();
  console.log('IO请求结束,结果为:', response);
}

await func();
