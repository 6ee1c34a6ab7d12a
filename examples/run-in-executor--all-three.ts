/**
 * The blocking function three times: on the shared pool of threads, on one of its own, and in a child process. Awaited one
 * after the other, they take six seconds.
 *
 * On the timeline: three waits of main in a row, each with a busy bar in another thread or process below.
 *
 * Unlike Python: as in run-in-executor.
 */
import { isMainThread } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { ProcessPool, isPoolChild, serveJobs } from './lib/process-pool.ts';

/**
 * Runs in a thread or a process of a pool, which imports this very file. An async function has a lane on the timeline; this
 * one blocks all the same.
 */
export default async function func1() {
  // sleeps and lets nobody else run in this thread
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000);
  return 'SB';
}

async function main() {
  const shared = new Piscina<void, string>({ filename: import.meta.url });
  console.log('default thread pool', await shared.run());

  const threads = new Piscina<void, string>({ filename: import.meta.url, maxThreads: 2 });
  console.log('custom thread pool', await threads.run());
  await threads.close();

  const processes = new ProcessPool<null, string>(import.meta.url, 2);
  console.log('custom process pool', await processes.run(null));
  await processes.close();
  await shared.close();
}

if (isPoolChild) serveJobs(func1);
else if (isMainThread) await main();
