/**
 * Two Redis servers at once: the same steps in two tasks that overlap, each with a pool of connections.
 *
 * On the timeline: two tasks execute whose waits lie above one another. Which server answers first is up to the network; the
 * order axis tells how it went this time.
 *
 * Unlike Python: the first line of each task is printed at its call. Connecting is the first wait, so both come first in both
 * languages.
 */
import { createClientPool } from 'redis';

async function execute(url: string, password: string) {
  console.log('开始执行', url);
  const pool = createClientPool(
    { url, password, socket: { reconnectStrategy: false } },
    { minimum: 1, maximum: 10 },
  );
  pool.on('error', (error: Error) => console.error(error.message));
  await pool.connect();

  await pool.hSet('car', { key1: 1, key2: 2, key3: 3 });
  const result = await pool.hGetAll('car');
  console.log({ ...result });

  await pool.close();
  console.log('结束', url);
}

const results = await Promise.allSettled([
  execute(process.env.REDIS_A ?? 'redis://127.0.0.1:6379', 'root!2345'),
  execute(process.env.REDIS_B ?? 'redis://127.0.0.1:6380', 'root!2345'),
]);
for (const result of results) {
  if (result.status === 'rejected') console.error(result.reason);
}
