/**
 * The web server of the examples: three images and three pages, each answered after a fixed time, so that it is known
 * beforehand in which order they come.
 */
import { createServer } from 'node:http';

/** Milliseconds until an answer. The last request to be sent is the first to be answered. */
const IMAGES = [
  [
    '/www3.autoimg.cn/newsdfs/g26/M02/35/A9/120x90_0_autohomecar__ChsEe12AXQ6AOOH_AAFocMs8nzU621.jpg',
    900,
    4096,
  ],
  [
    '/www2.autoimg.cn/newsdfs/g30/M01/3C/E2/120x90_0_autohomecar__ChcCSV2BBICAUntfAADjJFd6800429.jpg',
    600,
    6144,
  ],
  [
    '/www3.autoimg.cn/newsdfs/g26/M0B/3C/65/120x90_0_autohomecar__ChcCP12BFCmAIO83AAGq7vK0sGY193.jpg',
    300,
    8192,
  ],
];
/** The lengths are in characters. One page has a character that JavaScript's length counts twice. */
const PAGES = [
  ['/python.org', 600, 709, 'Python'],
  ['/www.baidu.com', 300, 350, '百度'],
  ['/www.pythonav.com', 450, 423, '协程 \u{1F9F5}'],
];

const ROUTES = Object.fromEntries([
  ...IMAGES.map(([path, delay, size]) => [path, { delay, type: 'image/jpeg', body: image(size) }]),
  ...PAGES.map(([path, delay, length, title]) => [
    path,
    { delay, type: 'text/html; charset=utf-8', body: page(title, length) },
  ]),
]);

/** What a JPEG begins and ends with, and noise that is the same every time. */
function image(size) {
  const bytes = Buffer.from(Array.from({ length: size }, (_, i) => (i * i + size) % 253));
  bytes.set([0xff, 0xd8, 0xff, 0xe0], 0);
  bytes.set([0xff, 0xd9], size - 2);
  return bytes;
}

function page(title, length) {
  const start = `<!doctype html><title>${title}</title><p>`;
  const end = '</p>\n';
  const words = `${title} `.repeat(length);
  const left = length - [...start].length - [...end].length;
  return Buffer.from(start + [...words].slice(0, left).join('') + end);
}

/**
 * @param {{ env: NodeJS.ProcessEnv, port: number }} options env: LATENCY_SCALE multiplies the times, LATENCY_MS makes all equal
 * @returns {Promise<{ port: number, stop: () => Promise<void> }>}
 */
export async function startPages({ env, port }) {
  const scale = Number(env.LATENCY_SCALE ?? 1);
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const route = Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined;
    if (!route) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n');
      return;
    }
    const delay = env.LATENCY_MS === undefined ? route.delay * scale : Number(env.LATENCY_MS);
    setTimeout(() => {
      response.writeHead(200, { 'content-type': route.type, 'content-length': route.body.length });
      response.end(route.body);
    }, delay);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    port: address.port,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
