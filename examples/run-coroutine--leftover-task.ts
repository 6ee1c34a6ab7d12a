/**
 * A task that nobody waits for. What becomes of it when main is done?
 *
 * On the timeline: the task slow goes on for half a second after main has ended.
 *
 * Unlike Python: asyncio.run cancels whatever is left when main returns, and the second line is never printed. Node goes on
 * until no timer and no socket is left.
 */
import { setTimeout as sleep } from 'node:timers/promises';

async function slow() {
  await sleep(500);
  console.log('slow done');
}

async function main() {
  void slow();
  console.log('main done');
}

await main();
