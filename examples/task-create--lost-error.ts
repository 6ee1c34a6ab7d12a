/**
 * A task that fails, and whose outcome nobody looks at. The program ends with an error although main has long gone on.
 *
 * On the timeline: the task fails is marked as rejected; nothing awaits it.
 *
 * Unlike Python: the error of a task that nobody awaits is a remark on stderr when the task is thrown away, and the exit status is
 * 0. Node ends the program at once, with exit status 1, before main can print its second line.
 */
import { setTimeout as sleep } from 'node:timers/promises';

async function fails() {
  throw new Error('nobody looks at me');
}

async function main() {
  void fails();
  console.log('main goes on');
  await sleep(500);
  console.log('main ends');
}

await main();
