/**
 * Ten jobs that block for a second each, on a pool of five child processes.
 *
 * On the timeline: six processes. Each child is recorded for itself, with the jobs that it was sent.
 *
 * Unlike Python: a process pool is not part of Node; this one is a page of code over child_process.fork. A child must load
 * this file first, which takes longer than starting a thread.
 */
import { Executor } from './lib/executor.ts';
import { ProcessPool, isPoolChild, serveJobs } from './lib/process-pool.ts';

function job(value: number) {
  // sleeps and lets nobody else run in this process
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
  console.log(value);
  return 123;
}

if (isPoolChild) {
  serveJobs(job);
} else {
  const pool = new ProcessPool<number, number>(import.meta.url, 5);
  await pool.ready();
  const executor = new Executor(pool);
  const futures = Array.from({ length: 10 }, (_, value) => {
    const future = executor.submit(value);
    console.log(future);
    return future;
  });

  await Promise.all(futures.map((future) => future.result));
  await pool.close();
}
