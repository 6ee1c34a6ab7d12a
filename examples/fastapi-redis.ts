/**
 * A web server with a slow answer: two requests at once are answered in the time of one, by one thread. The program asks
 * itself: the index page, then the slow one twice.
 *
 * On the timeline: two handlers whose three seconds of waiting lie above one another; after that each takes a connection
 * from the pool and waits for Redis.
 *
 * Unlike Python: the framework listens by itself. A plain function runs on the loop as well, where FastAPI gives it to a
 * thread, so it must not block. The pool gives a connection back even when a command fails.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { fastify } from 'fastify';
import { createClientPool } from 'redis';

const pool = createClientPool(
  {
    url: process.env.REDIS_C ?? 'redis://127.0.0.1:6381',
    password: 'root123',
    socket: { reconnectStrategy: false },
  },
  { minimum: 1, maximum: 10 },
);
pool.on('error', (error: Error) => console.error(error.message));
await pool.connect();

const app = fastify();

app.get('/', () => ({ message: 'Hello World' }));

app.get('/red', async () => {
  console.log('请求来了');
  await sleep(3000);

  return pool.execute(async (client) => {
    await client.hSet('car', { key1: 1, key2: 2, key3: 3 });
    const result = { ...(await client.hGetAll('car')) };
    console.log(result);
    return result;
  });
});

const address = await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT ?? 0) });

async function get(path: string): Promise<unknown> {
  const response = await fetch(address + path);
  return response.json();
}

try {
  await get('/');
  await Promise.all([get('/red'), get('/red')]);
} finally {
  await app.close();
  await pool.close();
}
