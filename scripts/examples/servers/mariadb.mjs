/** A MariaDB server for an example: on loopback, with fresh tables in a temporary folder and the tutorial's password. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Missing, findProgram, freePort, listens, newFolder, startProgram } from './child.mjs';

const HOW_TO_GET_IT =
  'This example needs a MariaDB server, and mariadbd is not on the PATH. Install it ' +
  '(Debian, Ubuntu: apt-get install mariadb-server; macOS: brew install mariadb)';
/** Where Debian keeps servers; not on the PATH of an ordinary user. */
const FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'];

/**
 * @param {{ port: number, password: string, variable: string, hosts: string[], fresh: boolean }} options port: where one
 *   is looked for first, unless it must be fresh
 * @returns {Promise<{ port: number, stop: () => Promise<void> }>}
 */
export async function startMariaDb({ port, password, variable, hosts, fresh }) {
  const file = findProgram(['mariadbd', 'mysqld'], FOLDERS);
  if ((!fresh || !file) && (await listens(port)) && (await accepts(port, password))) {
    return { port, stop: async () => {} };
  }
  const installer = findProgram(['mariadb-install-db', 'mysql_install_db'], FOLDERS);
  if (!file || !installer) throw new Missing(`${HOW_TO_GET_IT}, or name the port of one in ${variable}.`);
  const own = await freePort(fresh ? 0 : port);
  const folder = newFolder();
  const data = join(folder, 'data');
  const user = process.getuid?.() === 0 ? [`--user=root`] : [];
  const common = ['--no-defaults', `--datadir=${data}`, ...user];
  const made = spawnSync(
    installer,
    [...common, '--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve'],
    { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  if (made.status !== 0) throw new Missing(`${installer} failed:\n${made.stdout}${made.stderr}`);
  const accounts = join(folder, 'accounts.sql');
  writeFileSync(accounts, accountsSql(password));
  const args = [
    ...common,
    `--port=${own}`,
    `--bind-address=${hosts.join(',')}`,
    `--socket=${join(folder, 'socket')}`,
    `--pid-file=${join(folder, 'pid')}`,
    `--init-file=${accounts}`,
    '--skip-name-resolve',
    '--innodb-buffer-pool-size=16M',
    '--innodb-log-file-size=8M',
    '--skip-log-bin',
  ];
  return startProgram({ name: 'mariadbd', file, args, port: own, folder });
}

/** One line a statement, as an init file wants it. */
function accountsSql(password) {
  return [
    `DELETE FROM mysql.global_priv WHERE User NOT IN ('root', 'mariadb.sys') OR Host NOT IN ('localhost');`,
    'FLUSH PRIVILEGES;',
    `ALTER USER 'root'@'localhost' IDENTIFIED BY '${password}';`,
    `CREATE OR REPLACE USER 'root'@'%' IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON *.* TO 'root'@'%';`,
    '',
  ].join('\n');
}

/** Whether the server there takes the password of the tutorial. Without the library to ask it, it is left alone. */
async function accepts(port, password) {
  try {
    const name = 'mysql2/promise';
    const { createConnection } = await import(name);
    const connection = await createConnection({ host: '127.0.0.1', port, user: 'root', password });
    await connection.end();
    return true;
  } catch {
    return false;
  }
}
