/**
 * MySQL: connect, query, close. Each step waits for the network.
 *
 * On the timeline: execute waits three times, and is resumed by the socket of its connection.
 *
 * Unlike Python: there is no cursor; a query sends and fetches in one step. Rows come as objects unless one asks for arrays.
 */
import { inspect } from 'node:util';
import { createConnection } from 'mysql2/promise';

async function execute() {
  const connection = await createConnection({
    host: process.env.MYSQL_HOST ?? '127.0.0.1',
    port: Number(process.env.MYSQL_PORT ?? 3306),
    user: 'root',
    password: '123',
    database: 'mysql',
    rowsAsArray: true,
  });
  try {
    const [rows] = await connection.query('SELECT Host,User FROM user');
    console.log(inspect(rows, { breakLength: Infinity }));
  } finally {
    await connection.end();
  }
}

await execute();
