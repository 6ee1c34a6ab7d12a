/** The built pages, served from this machine, and a browser to open them in. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../support/chromium';
import { ROOT } from '../../support/paths';

const BUILT = join(ROOT, 'dist/webview');
const NONCE = 'bm9uY2U';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.ttf': 'font/ttf',
};

export interface BuiltPages {
  readonly browser: Browser;
  /** The address of the timeline's page. */
  readonly url: string;
}

/** Both are there for as long as the tests of a suite run: to be called within `describe`. */
export function builtPages(): BuiltPages {
  const pages = {} as { browser: Browser; url: string };
  let server: Server;
  before(async () => {
    pages.browser = await launchChromium();
    server = await servePages();
    pages.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/timeline.html`;
  });
  after(async () => {
    await pages.browser.close();
    server.close();
  });
  return pages;
}

async function servePages(): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url === '/favicon.ico') return void response.writeHead(204).end();
    const name = basename(new URL(request.url ?? '/', 'http://localhost').pathname) || 'timeline.html';
    try {
      const file = readFileSync(join(BUILT, name));
      const base = `http://${request.headers.host}`;
      const values: Readonly<Record<string, string>> = { nonce: NONCE, cspSource: base, base };
      const body =
        name === 'timeline.html'
          ? file.toString().replace(/\{\{(\w+)\}\}/g, (_, key: string) => values[key]!)
          : file;
      response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'text/plain' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
