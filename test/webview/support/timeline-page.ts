/** The built page in a real browser, served from this machine, with a test in the place of its host. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname, join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { FromWebview, ToWebview } from '../../../protocol/webview';
import { CHUNKS_IN_FLIGHT, CHUNK_BYTES } from '../../../protocol/webview';
import type { SavedView } from '../../../webview/saved-content';
import type { BarHit, BarQuery, CoreState } from '../../../webview/worker-protocol';
import { launchChromium } from '../../support/chromium';
import { ROOT } from '../../support/paths';
import { THEMES } from './themes';
import type { ThemeName } from './themes';

const BUILT = join(ROOT, 'dist/webview');
const ARTIFACTS = join(ROOT, 'test-artifacts/webview');
const NONCE = 'bm9uY2U';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.ttf': 'font/ttf',
};

type Message<T extends FromWebview['type']> = Extract<FromWebview, { type: T }>;
export type State = CoreState & { readonly notice: string };

export interface PageOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly dpr?: number;
  /** What a page before this one remembered. */
  readonly saved?: unknown;
  /** Takes the worker away. */
  readonly noWorker?: boolean;
  readonly context?: BrowserContextOptions;
}

/** Serves dist/webview; close it at the end. */
export async function servePages(): Promise<Server> {
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

export class TimelinePage {
  readonly messages: FromWebview[] = [];
  /** What the console said of errors, and what the policy forbade. */
  readonly complaints: string[] = [];
  saved: unknown;
  private readonly listeners = new Set<() => void>();

  private constructor(readonly page: Page) {}

  static async open(browser: Browser, server: Server, options: PageOptions = {}): Promise<TimelinePage> {
    const { theme = 'dark', width = 1100, height = 640, dpr = 1, saved, noWorker = false, context } = options;
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: dpr, ...context });
    const timeline = new TimelinePage(page);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        timeline.complaints.push(message.text());
    });
    page.on('pageerror', (error) => timeline.complaints.push(String(error)));
    await page.exposeFunction('hostReceives', (message: FromWebview) => timeline.received(message));
    await page.exposeFunction('hostSaves', (state: unknown) => timeline.saves(state));
    await page.addInitScript(installHost, { saved, noWorker });
    await page.addInitScript(setTheme, THEMES[theme]);
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/timeline.html`);
    await timeline.next('ready');
    return timeline;
  }

  async send(message: ToWebview): Promise<void> {
    await this.page.evaluate((m) => window.hostSends!(m), message as never);
  }

  /** Sends a recording as a host does: in chunks, a few at a time. */
  async feed(bytes: Uint8Array, chunkBytes = CHUNK_BYTES): Promise<void> {
    let underWay = 0;
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      const base64 = Buffer.from(bytes.subarray(at, at + chunkBytes)).toString('base64');
      const taken = this.count('taken');
      await this.page.evaluate((text) => {
        const chunk = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
        window.hostSends!({ type: 'chunk', source: 0, bytes: chunk });
      }, base64);
      if (++underWay >= CHUNKS_IN_FLIGHT)
        await this.until(() => this.count('taken') > taken - CHUNKS_IN_FLIGHT + 1);
    }
  }

  /** Opens a recording and waits until all of it is drawn. */
  async show(bytes: Uint8Array, sites: readonly ToWebview[], live = false): Promise<State> {
    await this.send({ type: 'open', name: 'shop', live, strings: {}, locale: 'en' });
    await this.feed(bytes);
    for (const message of sites) await this.send(message);
    if (!live) await this.send({ type: 'ended' });
    return this.stateThat((state) => state.tasks > 0 && (live || !state.loading));
  }

  state(): Promise<State> {
    return this.page.evaluate(() => window.awaitscopeTest!.state());
  }

  /** Waits until the page shows what is wanted. Each answer follows a picture, so nothing is asked in vain for long. */
  async stateThat(isWanted: (state: State) => boolean): Promise<State> {
    for (;;) {
      const state = await this.state();
      if (isWanted(state)) return state;
    }
  }

  bars(query: BarQuery): Promise<BarHit[]> {
    return this.page.evaluate((q) => window.awaitscopeTest!.hit(q), query);
  }

  /** @returns the first bar on screen that fits the query */
  async bar(query: BarQuery): Promise<BarHit> {
    const [bar] = await this.bars(query);
    if (!bar) throw new Error(`no bar on screen: ${JSON.stringify(query)}`);
    return bar;
  }

  async click(query: BarQuery): Promise<BarHit> {
    const bar = await this.bar(query);
    await this.page.mouse.click(bar.x, bar.y);
    return bar;
  }

  /** Waits for a message of the page, from the `from`th of all on. */
  async next<T extends FromWebview['type']>(type: T, from = 0): Promise<Message<T>> {
    const find = (): FromWebview | undefined =>
      this.messages.slice(from).find((message) => message.type === type);
    await this.until(() => find() !== undefined);
    return find() as Message<T>;
  }

  async screenshot(name: string): Promise<void> {
    mkdirSync(ARTIFACTS, { recursive: true });
    await this.state();
    await this.page.screenshot({ path: join(ARTIFACTS, `${name}.png`) });
  }

  /** @returns red, green and blue of a pixel, 0 to 255 */
  async colorAt(x: number, y: number): Promise<number[]> {
    await this.state();
    const clip = { x: Math.floor(x), y: Math.floor(y), width: 1, height: 1 };
    const png = await this.page.screenshot({ clip });
    return this.page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes]));
      const ctx = new OffscreenCanvas(1, 1).getContext('2d')!;
      ctx.drawImage(image, 0, 0);
      return Array.from(ctx.getImageData(0, 0, 1, 1).data.subarray(0, 3));
    }, png.toString('base64'));
  }

  /** @returns what axe has to say against the page as it is now */
  async violations(): Promise<string[]> {
    await this.page.evaluate(readFileSync(join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8'));
    return this.page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      const { violations } = await axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
    });
  }

  close(): Promise<void> {
    return this.page.close();
  }

  count(type: FromWebview['type']): number {
    return this.messages.filter((message) => message.type === type).length;
  }

  /** Waits until the page has had kept what is wanted. */
  async savedThat(isWanted: (saved: SavedView) => boolean): Promise<unknown> {
    await this.until(() => isWanted(this.saved as SavedView));
    return this.saved;
  }

  private saves(state: unknown): void {
    this.saved = state;
    for (const listener of this.listeners) listener();
  }

  private received(message: FromWebview): void {
    this.messages.push(message);
    for (const listener of this.listeners) listener();
  }

  private until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isSo()) return;
        this.listeners.delete(look);
        resolve();
      };
      this.listeners.add(look);
      look();
    });
  }
}

interface HostInPage {
  hostReceives?: (message: unknown) => void;
  hostSaves?: (state: unknown) => void;
  hostSends?: (message: unknown) => void;
  hacked?: unknown;
}
declare global {
  interface Window extends HostInPage {}
}

/** Runs in the page, before it. */
function installHost({ saved, noWorker }: { saved: unknown; noWorker: boolean }): void {
  if (noWorker) Reflect.deleteProperty(window, 'Worker');
  Object.assign(window, {
    awaitscopeHost: {
      post: (message: unknown) => window.hostReceives!(message),
      connect: (receive: (message: unknown) => void) => (window.hostSends = receive),
      getState: () => saved,
      setState: (state: unknown) => window.hostSaves!(state),
    },
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`forbidden: ${event.violatedDirective} ${event.blockedURI}`);
  });
}

/** Runs in the page, before it: what VS Code does to the document. */
function setTheme(theme: { body: string; variables: Readonly<Record<string, string>> }): void {
  const apply = (): void => {
    const { style } = document.documentElement;
    for (const [name, value] of Object.entries(theme.variables)) style.setProperty(`--vscode-${name}`, value);
    style.setProperty(
      '--vscode-font-family',
      '"Segoe WPC", "Segoe UI", system-ui, Ubuntu, "DejaVu Sans", sans-serif',
    );
    style.setProperty('--vscode-font-size', '13px');
    document.body.className = theme.body;
  };
  document.addEventListener('DOMContentLoaded', apply);
}

/** The browser, and the server of the built page, for as long as the tests of a suite run: to be called within `describe`. */
export function browserWithPages(): { readonly browser: Browser; readonly server: Server } {
  const pages = {} as { browser: Browser; server: Server };
  before(async () => {
    pages.browser = await launchChromium();
    pages.server = await servePages();
  });
  after(async () => {
    await pages.browser.close();
    pages.server.close();
  });
  return pages;
}
