/**
 * The ten jobs on five threads, without a result: a future is also good for knowing when a job is over.
 *
 * On the timeline: five threads beside the main one, each a group of its own, with the two jobs that it ran. Their bars are
 * running all the time: a thread that sleeps is busy.
 *
 * Unlike Python: as in thread-pool-submit.
 */
import { isMainThread } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { Executor } from './lib/executor.ts';

/**
 * Runs in a thread of the pool, which imports this very file. An async function has a lane on the timeline; this one blocks
 * all the same.
 */
export default async function job(value: number) {
  // sleeps and lets nobody else run in this thread
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  console.log(value);
}

/** Called once in each thread: all five are up before the first job. */
export function ready() {}

if (isMainThread) {
  const pool = new Piscina<number, void>({ filename: import.meta.url, minThreads: 5, maxThreads: 5 });
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
