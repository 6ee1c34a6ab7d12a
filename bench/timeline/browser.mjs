/** Chromium for the bench, and what is measured in its pages. */
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, extname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './recording.mjs';

const ARGUMENTS = JSON.parse(readFileSync(join(root, 'test/support/chromium-arguments.json'), 'utf8'));
const TYPES = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.ttf': 'font/ttf',
  '.json': 'application/json',
};
/** Only a page that is alone in its process may ask how much memory its scripts have. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};
export const SIZE = { width: 1600, height: 900 };

/** @returns Chromium as the tests start it */
export function launch() {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  return chromium.launch({
    executablePath,
    headless: true,
    args: [...ARGUMENTS, '--enable-precise-memory-info'],
  });
}

/** Waits until the browser's own start is over, which goes on for a second after it takes its first page. */
export async function settled(browser) {
  const session = await browser.newBrowserCDPSession();
  let before = NaN;
  for (let calm = 0; calm < CALM_LOOKS;) {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const now = processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
    calm = now - before < 0.02 ? calm + 1 : 0;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await session.detach();
}
/** In so many looks, one after the other, its processes did next to nothing. */
const CALM_LOOKS = 3;

/**
 * Serves dist/webview as a host does, and other files by their names.
 * @param files paths on disk by the name under which they are served
 * @param folder where all others are
 */
export async function serve(files, folder = join(root, 'dist/webview')) {
  const server = createServer((request, response) => {
    const name = basename(new URL(request.url ?? '/', 'http://localhost').pathname);
    const base = `http://${request.headers.host}`;
    const path = files[name] ?? join(folder, name);
    if (!existsSync(path)) return void response.writeHead(404).end();
    const type = TYPES[extname(name)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, ...ISOLATED });
    if (name !== 'timeline.html')
      return void createReadStream(path, { highWaterMark: 2 ** 20 }).pipe(response);
    const values = { nonce: 'bm9uY2U', cspSource: base, base };
    response.end(readFileSync(path, 'utf8').replace(/\{\{(\w+)\}\}/g, (_, key) => values[key]));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/**
 * Runs in the page, before it: notes when the core says what. Times are ms since the page began to load. It says itself when all is there: to be
 * asked again and again would take the page's thread from what is measured.
 */
export function watchCore() {
  window.seen = {};
  const Real = window.Worker;
  window.Worker = class extends Real {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => {
        if (data.type !== 'status') return;
        const { tasks, events, loading } = data.status;
        const now = performance.now();
        if (tasks > 0) window.seen.coarse ??= now;
        window.seen.events = events;
        if (tasks > 0 && !loading && !window.seen.complete) {
          window.seen.complete = now;
          console.debug('complete');
        }
      });
    }
  };
}

/** @returns resident memory of the browser's processes, MB */
export async function memory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))[1]) / 1024)
    .reduce((most, mb) => Math.max(most, mb), 0);
}

/** @returns what the scripts of a page and of its workers hold, MB, after garbage is collected */
export async function scriptMemory(page) {
  const { breakdown } = await page.evaluate(() => performance.measureUserAgentSpecificMemory());
  // what is of nobody's in particular are the texts with which the bench has sent the recording
  const theirs = breakdown.filter(({ attribution }) => attribution.length > 0);
  return theirs.reduce((sum, { bytes }) => sum + bytes, 0) / 2 ** 20;
}

/**
 * @returns what `run` gives, and how much of the processor's time, which other work on the machine changes little, each frame of the page's
 *   workers took meanwhile, ms
 */
export async function traced(browser, page, run) {
  await browser.startTracing(page, { categories: ['devtools.timeline'] });
  const result = await run();
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const workers = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name.startsWith('DedicatedWorker'))
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const cpu = traceEvents
    .filter(({ name, pid, tid }) => name === 'FireAnimationFrame' && workers.has(`${pid} ${tid}`))
    .map(({ tdur }) => tdur / 1000);
  return { result, cpu };
}

export function quantile(list, q) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
}
