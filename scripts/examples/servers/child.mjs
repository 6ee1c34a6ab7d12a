/** Servers that are programs of their own: found on the PATH, started in a folder that goes away with them. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const START_LIMIT_MS = 60_000;

/** What is not there, and how to get it: one message for the person who started the example. */
export class Missing extends Error {}

/** @param {string[]} names @param {string[]} [more] folders beside those of PATH */
export function findProgram(names, more = []) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...more];
  const endings = process.platform === 'win32' ? ['.exe'] : [''];
  return names
    .flatMap((name) => folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))))
    .find((file) => existsSync(file));
}

export function newFolder() {
  return mkdtempSync(join(tmpdir(), 'awaitscope-example-'));
}

/** @param {number} preferred taken if it is free @returns {Promise<number>} */
export async function freePort(preferred) {
  for (const port of [preferred, 0]) {
    const server = createServer();
    const found = await new Promise((resolve) => {
      server.once('error', () => resolve(undefined));
      server.listen(port, '127.0.0.1', () => {
        resolve(/** @type {import('node:net').AddressInfo} */ (server.address()).port);
      });
    });
    if (found === undefined) continue;
    await new Promise((resolve) => server.close(resolve));
    return found;
  }
  throw new Missing('No port of 127.0.0.1 is free.');
}

/** @returns {Promise<boolean>} whether somebody listens there */
export function listens(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  }).finally(() => {});
}

/**
 * Starts a server and waits until it listens.
 * @param {{ name: string, file: string, args: string[], port: number, folder: string }} options
 * @returns {Promise<{ port: number, stop: () => Promise<void> }>}
 */
export async function startProgram({ name, file, args, port, folder }) {
  const child = spawn(file, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  let said = '';
  let ended = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-4000)));
  }
  const end = new Promise((resolve) => {
    child.once('error', (error) => resolve((said += error.message)));
    child.once('close', resolve);
  }).then(() => (ended = true));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    child.kill('SIGTERM');
    await end;
    process.off('exit', kill);
    rmSync(folder, { recursive: true, force: true });
  };
  const latest = Date.now() + START_LIMIT_MS;
  while (!(await listens(port))) {
    if (ended || Date.now() > latest) {
      await stop();
      throw new Missing(`${name} does not start:\n${said.trim()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { port, stop };
}
