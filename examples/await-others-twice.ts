/**
 * Two awaits in a row do not overlap: the second call is made only when the first has returned. Four seconds in all.
 *
 * On the timeline: two tasks others, one behind the other, and func waiting above both.
 *
 * Unlike Python: keep the second call behind the first await. In JavaScript two calls first and two awaits later would
 * overlap, since a call begins the work; two coroutine objects would not.
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
  const response1 = await others();
  console.log('IO请求结束,结果为:', response1);

  const response2 = await others();
  console.log('IO请求结束,结果为:', response2);
}

await func();
