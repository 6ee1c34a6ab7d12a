/**
 * What await-others-twice must not do if it is to take four seconds: both calls first, both awaits later. The two overlap.
 *
 * On the timeline: the two tasks others lie above one another.
 *
 * Unlike Python: two coroutine objects made first and awaited later run one after the other, since making one does not
 * begin it.
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
  const first = others();
  const second = others();
  console.log('IO请求结束,结果为:', await first);
  console.log('IO请求结束,结果为:', await second);
}

await func();
