/**
 * An endless wait with a limit: after two seconds the timer wins the race.
 *
 * On the timeline: main waits for the outcome of a race, and the timer settles it. The promise that nobody settles stays
 * behind unseen.
 *
 * Unlike Python: wait_for cancels the future as well. A promise cannot be cancelled, only left alone.
 */
import { setTimeout as sleep } from 'node:timers/promises';

async function main() {
  const future = new Promise<never>(() => {});
  const limit = Symbol('limit');
  const first = await Promise.race([future, sleep(2000, limit)]);
  if (first === limit) console.log('timeout');
}

await main();
