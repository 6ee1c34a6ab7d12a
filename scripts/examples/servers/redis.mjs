/** A Redis server for an example, on loopback, keeping nothing. */
import { connect } from 'node:net';
import { Missing, findProgram, freePort, listens, newFolder, startProgram } from './child.mjs';

const HOW_TO_GET_IT =
  'This example needs a Redis server, and redis-server is not on the PATH. Install it ' +
  '(Debian, Ubuntu: apt-get install redis-server; macOS: brew install redis)';

/**
 * @param {{ port: number, password: string, variable: string, fresh: boolean }} options port: where one is looked for
 *   first, unless it must be fresh
 * @returns {Promise<{ port: number, stop: () => Promise<void> }>}
 */
export async function startRedis({ port, password, variable, fresh }) {
  const file = findProgram(['redis-server', 'valkey-server']);
  if ((!fresh || !file) && (await listens(port)) && (await accepts(port, password))) {
    return { port, stop: async () => {} };
  }
  if (!file) throw new Missing(`${HOW_TO_GET_IT}, or name one in ${variable} (redis://host:port).`);
  const own = await freePort(fresh ? 0 : port);
  const folder = newFolder();
  const args = ['--port', String(own), '--bind', '127.0.0.1', '--requirepass', password];
  args.push('--save', '', '--appendonly', 'no', '--dir', folder);
  return startProgram({ name: 'redis-server', file, args, port: own, folder });
}

/** Whether a Redis listens there that takes the password of the tutorial. */
function accepts(port, password) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`AUTH ${password}\r\n`));
    socket.setTimeout(2000, () => socket.destroy());
    socket.once('data', (data) => {
      resolve(data.toString().startsWith('+OK'));
      socket.destroy();
    });
    socket.once('error', () => resolve(false)).once('close', () => resolve(false));
  });
}
