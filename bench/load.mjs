/** Asks a server for a page as often as told, over ten connections, and then for its end. */
import http from 'node:http';

const CONNECTIONS = 10;

function get(agent, port, path) {
  return new Promise((resolve, reject) => {
    http
      .get({ agent, port, path, host: '127.0.0.1' }, (reply) => {
        reply.resume();
        reply.on('end', resolve);
        reply.on('error', reject);
      })
      .on('error', reject);
  });
}

/** @param {number} port @param {number} requests */
export async function load(port, requests) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let left = requests;
  const connection = async () => {
    while (left-- > 0) await get(agent, port, '/page');
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  await get(agent, port, '/end').catch(() => {});
  agent.destroy();
}
