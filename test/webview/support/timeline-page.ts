/** The built page in a real browser, with a test in the place of its host. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { FromWebview, ToWebview } from '../../../protocol/webview';
import { CHUNKS_IN_FLIGHT, CHUNK_BYTES } from '../../../protocol/webview';
import type { SavedView } from '../../../webview/saved-content';
import type { BarHit, BarQuery, CoreState } from '../../../webview/worker-protocol';
import { ROOT } from '../../support/paths';
import { builtPages } from './built-pages';
import type { BuiltPages } from './built-pages';
import { installHost, setTheme } from './host-in-page';
import { THEMES } from './themes';
import type { ThemeName } from './themes';

const ARTIFACTS = join(ROOT, 'test-artifacts/webview');

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

/** A page of a suite's tests: to be called within `describe`. Each test opens it, and it is closed after each. */
export function timelinePage(): TimelinePage {
  const timeline = new TimelinePage(builtPages());
  afterEach(() => timeline.close());
  return timeline;
}

/** A page that can be closed and opened again. */
export class TimelinePage {
  page!: Page;
  messages: FromWebview[] = [];
  saved: unknown;
  /** What the console said of errors, and what the policy forbade. */
  private complaints: string[] = [];
  private isOpen = false;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly pages: BuiltPages) {}

  async open(options: PageOptions = {}): Promise<void> {
    const { theme = 'dark', width = 1100, height = 640, dpr = 1, saved, noWorker = false, context } = options;
    const viewport = { width, height };
    const page = await this.pages.browser.newPage({ viewport, deviceScaleFactor: dpr, ...context });
    this.page = page;
    this.isOpen = true;
    this.saved = undefined;
    // what comes from a page that is closed by now is not of this one
    const messages: FromWebview[] = (this.messages = []);
    const complaints: string[] = (this.complaints = []);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.exposeFunction('hostReceives', (message: FromWebview) => {
      messages.push(message);
      this.tell();
    });
    await page.exposeFunction('hostSaves', (state: unknown) => {
      if (page === this.page) this.saved = state;
      this.tell();
    });
    await page.addInitScript(installHost, { saved, noWorker });
    await page.addInitScript(setTheme, THEMES[theme]);
    await page.goto(this.pages.url);
    await this.next('ready');
  }

  /** Closes it, if it is open. Nothing may have been complained of. */
  async close(): Promise<void> {
    if (!this.isOpen) return;
    this.isOpen = false;
    await this.page.close();
    assert.deepEqual(this.complaints, []);
  }

  /** Presses a key. */
  readonly press = (key: string): Promise<void> => this.page.keyboard.press(key);

  /** Gives the keyboard to the lanes. */
  readonly focus = (): Promise<void> => this.page.focus('[role=treegrid]');

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

  count(type: FromWebview['type']): number {
    return this.messages.filter((message) => message.type === type).length;
  }

  /** Waits until the page has had kept what is wanted. */
  async savedThat(isWanted: (saved: SavedView) => boolean): Promise<unknown> {
    await this.until(() => isWanted(this.saved as SavedView));
    return this.saved;
  }

  private tell(): void {
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
