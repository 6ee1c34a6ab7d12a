/**
 * Two chains of calls side by side, without any wait for the outside world. Who goes on after each await?
 *
 * On the timeline: the two tasks chain take turns: each await gives up the thread, although the value is there.
 *
 * Unlike Python: await on a coroutine enters it directly, without asking the loop, so the first chain runs to its end before
 * the second begins.
 */
import { createTask, wait } from './lib/task.ts';

async function step(name: string, count: number) {
  console.log(name, count);
}

async function chain(name: string) {
  for (let count = 0; count < 3; count++) {
    await step(name, count);
  }
}

await wait([createTask(() => chain('A')), createTask(() => chain('B'))]);
