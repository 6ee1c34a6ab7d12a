/**
 * A faster event loop for Python is libuv. Node has been running on it all along: there is nothing to install or to set.
 *
 * On the timeline: as in async-await-keywords.
 *
 * Unlike Python: the loop cannot be exchanged. The first line says which version of libuv this Node runs on.
 */
import { setTimeout as sleep } from 'node:timers/promises';

async function func1() {
  console.log(1);
  await sleep(2000);
  console.log(2);
}

async function func2() {
  console.log(3);
  await sleep(2000);
  console.log(4);
}

console.log('libuv', process.versions.uv);
await Promise.allSettled([func1(), func2()]);
