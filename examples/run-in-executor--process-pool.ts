/**
 * The blocking function in a child process, for work that should not share memory with the program.
 *
 * On the timeline: two processes; main waits while the job keeps the child busy.
 *
 * Unlike Python: as in thread-pool-submit--process-pool.
 */
import { ProcessPool, isPoolChild, serveJobs } from './lib/process-pool.ts';

function func1() {
  // sleeps and lets nobody else run in this process
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000);
  return 'SB';
}

async function main() {
  const pool = new ProcessPool<null, string>(import.meta.url, 2);
  try {
    console.log('custom process pool', await pool.run(null));
  } finally {
    await pool.close();
  }
}

if (isPoolChild) serveJobs(func1);
else await main();
