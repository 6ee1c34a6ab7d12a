/**
 * Two MySQL hosts at once: one connection and one task for each.
 *
 * On the timeline: two tasks execute above one another. Which host answers first changes from run to run.
 *
 * Unlike Python: asyncio.wait keeps a failed connection to itself until its task is collected, and Promise.allSettled says
 * nothing at all: this program looks at the results.
 */
import { inspect } from 'node:util';
import { createConnection } from 'mysql2/promise';

async function execute(host: string, password: string) {
  console.log('开始', host);
  const connection = await createConnection({
    host,
    port: Number(process.env.MYSQL_PORT_2 ?? 3307),
    user: 'root',
    password,
    database: 'mysql',
    rowsAsArray: true,
  });
  try {
    const [rows] = await connection.query('SELECT Host,User FROM user');
    console.log(inspect(rows, { breakLength: Infinity }));
  } finally {
    await connection.end();
  }
  console.log('结束', host);
}

const results = await Promise.allSettled([
  execute(process.env.MYSQL_HOST_A ?? '127.0.0.1', 'root!2345'),
  execute(process.env.MYSQL_HOST_B ?? '127.0.0.2', 'root!2345'),
]);
for (const result of results) {
  if (result.status === 'rejected') console.error(result.reason);
}
