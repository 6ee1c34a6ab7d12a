/**
 * The blocking function on a pool made for the occasion, which is closed when the block is left.
 *
 * On the timeline: main waits for the job, which keeps a thread busy, and then for the pool to close.
 *
 * Unlike Python: leaving the with block blocks the loop until the pool has shut down; await pool.close() waits and blocks
 * nobody.
 */
import { isMainThread } from 'node:worker_threads';
import { Piscina } from 'piscina';

/**
 * Runs in a thread of the pool, which imports this very file. An async function has a lane on the timeline; this one blocks
 * all the same.
 */
export default async function func1() {
  // sleeps and lets nobody else run in this thread
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000);
  return 'SB';
}

async function main() {
  const pool = new Piscina<void, string>({ filename: import.meta.url, maxThreads: 2 });
  try {
    console.log('custom thread pool', await pool.run());
  } finally {
    await pool.close();
  }
}

if (isMainThread) await main();
