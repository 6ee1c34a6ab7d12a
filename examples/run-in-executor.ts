/**
 * A function that blocks, handed to a thread and awaited: the loop stays free.
 *
 * On the timeline: main waits for two seconds; in the thread beside it the job is busy all that time.
 *
 * Unlike Python: Node has threads of its own for files and the like, but they take no JavaScript. The default pool is one
 * that the program makes itself, and the job lives in a module that the thread imports.
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
  const pool = new Piscina<void, string>({ filename: import.meta.url });
  const result = await pool.run();
  console.log('default thread pool', result);
  await pool.close();
}

if (isMainThread) await main();
