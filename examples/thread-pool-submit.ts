/**
 * Ten jobs that block for a second each, on a pool of five threads: two rounds, two seconds.
 *
 * On the timeline: five threads beside the main one, each a group of its own, with the two jobs that it ran. Their bars are
 * running all the time: a thread that sleeps is busy.
 *
 * Unlike Python: functions cannot be sent to a thread, only a module can be named to it, and arguments are copied. What a thread prints is
 * passed on by the main thread, so the order inside a round is anybody's guess. A promise cannot say whether its job has
 * begun; the class Future can.
 */
import { isMainThread } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { Executor } from './lib/executor.ts';

/**
 * Runs in a thread of the pool, which imports this very file. An async function has a lane on the timeline; this one blocks
 * all the same.
 */
export default async function job(value: number): Promise<number> {
  // sleeps and lets nobody else run in this thread
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  console.log(value);
  return 123;
}

/** Called once in each thread: all five are up before the first job. */
export function ready() {}

if (isMainThread) {
  const pool = new Piscina<number, number>({ filename: import.meta.url, minThreads: 5, maxThreads: 5 });
  await Promise.all(Array.from({ length: 5 }, () => pool.run(0, { name: 'ready' })));
  const executor = new Executor(pool);
  const futures = Array.from({ length: 10 }, (_, value) => {
    const future = executor.submit(value);
    console.log(future);
    return future;
  });

  await Promise.all(futures.map((future) => future.result));
  await pool.close();
}
