/**
 * The same wait with the work in a name first: a thunk that is called later.
 *
 * On the timeline: func begins where the thunk is called, not where it is made.
 *
 * Unlike Python: as in await-sleep.
 */
import { setTimeout as sleep } from 'node:timers/promises';

async function func() {
  console.log('执行协程函数内部代码');
  // stands for any wait for the outside world; others may run meanwhile
  const response = await sleep(2000);
  console.log('IO请求结束,结果为:', response);
}

const result = () => func();

await result();
