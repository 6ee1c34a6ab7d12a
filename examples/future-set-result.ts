/**
 * A promise that one function waits for and another one settles, two seconds later.
 *
 * On the timeline: main waits; the arrow to its resume comes out of setAfter, the task that settled the promise.
 *
 * Unlike Python: a promise cannot be settled from outside; withResolvers gives the key together with the promise. Setting a
 * result twice is an error in Python and passes unnoticed here.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { withResolvers } from './lib/with-resolvers.ts';

async function setAfter(resolve: (value: string) => void) {
  await sleep(2000);
  resolve('666');
}

async function main() {
  const { promise, resolve } = withResolvers<string>();
  // whoever settles it must be under way before we wait
  void setAfter(resolve);
  const data = await promise;
  console.log(data);
}

await main();
