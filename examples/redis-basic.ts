/**
 * Redis: connect, write a hash, read it back, close. Each step waits for the network.
 *
 * On the timeline: execute waits four times; each time a socket brings the answer and resumes it, through the client library.
 *
 * Unlike Python: the client wants a listener for errors, or a lost connection ends the process. Numbers come back as strings
 * in both languages.
 */
import { createClient } from 'redis';

async function execute(url: string, password: string) {
  console.log('开始执行', url);
  const client = createClient({ url, password, socket: { reconnectStrategy: false } });
  client.on('error', (error: Error) => console.error(error.message));
  await client.connect();

  await client.hSet('car', { key1: 1, key2: 2, key3: 3 });
  const result = await client.hGetAll('car');
  console.log({ ...result });

  await client.close();
  console.log('结束', url);
}

await execute(process.env.REDIS_A ?? 'redis://127.0.0.1:6379', 'root!2345');
