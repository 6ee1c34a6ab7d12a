/** The servers that an example needs, and the variables that tell it where they are. */
import { startMariaDb } from './mariadb.mjs';
import { startPages } from './pages.mjs';
import { startRedis } from './redis.mjs';
import { freePort } from './child.mjs';

const REDIS = {
  REDIS_A: { port: 6379, password: 'root!2345' },
  REDIS_B: { port: 6380, password: 'root!2345' },
  REDIS_C: { port: 6381, password: 'root123' },
};

/**
 * Starts what is needed and not named by a variable.
 * @param {readonly string[]} needs names of variables
 * @param {NodeJS.ProcessEnv} env
 * @param {{ fresh?: boolean }} [options] fresh: of their own, on ports that no other process knows of, where their programs
 *   are there; else a server that listens already on the tutorial's port will do
 * @returns {Promise<{ env: Record<string, string>, stop: () => Promise<void> }>} the variables to add, and the end of all
 * @throws {import('./child.mjs').Missing}
 */
export async function startServers(needs, env, { fresh = false } = {}) {
  /** @type {Record<string, string>} */
  const added = {};
  const started = [];
  const stop = async () => {
    await Promise.all(started.splice(0).map((server) => server.stop()));
  };
  try {
    for (const name of needs) {
      if (env[name]) continue;
      const server = await start(name, env, fresh);
      if (!server) continue;
      started.push(server);
      Object.assign(added, server.env);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { env: added, stop };
}

async function start(name, env, fresh) {
  if (name === 'HTTP_BASE') {
    const server = await startPages({ env, port: await freePort(fresh ? 0 : 8765) });
    return { ...server, env: { HTTP_BASE: `http://127.0.0.1:${server.port}` } };
  }
  if (name in REDIS) {
    const server = await startRedis({ ...REDIS[name], variable: name, fresh });
    return { ...server, env: { [name]: `redis://127.0.0.1:${server.port}` } };
  }
  if (name === 'MYSQL_PORT') {
    // a host was named: the server is there, on the usual port
    if (env.MYSQL_HOST) return undefined;
    const hosts = ['127.0.0.1'];
    const server = await startMariaDb({ port: 3306, password: '123', variable: name, hosts, fresh });
    return { ...server, env: { MYSQL_PORT: String(server.port) } };
  }
  if (name === 'MYSQL_PORT_2') {
    if (env.MYSQL_HOST_A || env.MYSQL_HOST_B) return undefined;
    // only Linux has the whole of 127.0.0.0/8
    const second = process.platform === 'linux' ? '127.0.0.2' : '127.0.0.1';
    const hosts = [...new Set(['127.0.0.1', second])];
    const server = await startMariaDb({ port: 3307, password: 'root!2345', variable: name, hosts, fresh });
    return { ...server, env: { MYSQL_PORT_2: String(server.port), MYSQL_HOST_B: second } };
  }
  throw new Error(`no server is known for ${name}`);
}
