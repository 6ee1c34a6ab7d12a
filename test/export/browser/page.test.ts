import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { pathToFileURL } from 'node:url';
import { PROGRAMS, recordings, run, temporaryFolder } from '../../runtime/traced';
import { launchChromium } from '../../support/chromium';
import { CLI, ROOT } from '../../support/paths';
import { shows } from '../../support/until';
import { crowd } from '../../webview/support/programs';
import { MS, Simulation, recordingOf } from '../../webview/support/simulation';

/** The page as a reader gets it: opened from disk, with nobody to serve it. */
describe('An exported page', function () {
  this.timeout(120_000);
  const { trace } = recordings();
  const folder = temporaryFolder();
  let browser: Browser;
  let troubles: string[];
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());
  beforeEach(() => {
    troubles = [];
  });

  async function exported(recording: string, to = 'html'): Promise<string> {
    const path = join(folder.path, `${Math.random()}.html`);
    const { status, stderr } = await run([
      process.execPath,
      CLI,
      'export',
      recording,
      '--to',
      to,
      '-o',
      path,
    ]);
    assert.equal(status, 0, stderr);
    return path;
  }
  /** Opens a page and notes what it asks the network for, and what it complains of. */
  async function opened(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1400, height: 800 }, ...options });
    page.on('console', (message) => troubles.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', ({ message }) => troubles.push(message));
    page.on('request', (request) => {
      if (!/^(file|blob|data):/.test(request.url())) troubles.push(`asks for ${request.url()}`);
    });
    await page.goto(pathToFileURL(path).href);
    await shows(page, ({ loading, tasks }) => !loading && tasks > 0);
    return page;
  }
  async function clickBar(page: Page, name: string): Promise<void> {
    const [bar] = await page.evaluate(
      (wanted) => window.awaitscopeTest!.hit({ name: wanted, kind: 'waiting' }),
      name,
    );
    await page.mouse.click(bar!.x, bar!.y);
  }

  it('shows the timeline, and the source of a bar that is clicked, without a network', async () => {
    const { file } = await trace([process.execPath, join(PROGRAMS, 'order.cjs')]);
    const page = await opened(await exported(file), { offline: true });
    const { tasks, awaits } = await page.evaluate(() => window.awaitscopeTest!.state());
    assert.ok(tasks > 2 && awaits > 2);
    const [bar] = await page.evaluate(() => window.awaitscopeTest!.hit({ kind: 'waiting' }));
    await page.mouse.click(bar!.x, bar!.y);
    const marked = await page.locator('#source .marked code').textContent();
    assert.match(marked!, /await/);
    assert.ok(readFileSync(join(PROGRAMS, 'order.cjs'), 'utf8').split('\n').includes(marked!));
    await page.locator('#source header button').click();
    assert.equal(await page.locator('#source').isVisible(), false);
    assert.deepEqual(troubles, []);
    await page.close();
  });

  it('has the menu of a lane, with the keys and the mouse', async () => {
    const { file } = await trace([process.execPath, join(PROGRAMS, 'order.cjs')]);
    const page = await opened(await exported(file), { offline: true, colorScheme: 'dark' });
    const [bar] = await page.evaluate(() => window.awaitscopeTest!.hit({ kind: 'waiting' }));
    await page.mouse.click(bar!.x, bar!.y, { button: 'right' });
    await page.getByRole('menu').waitFor();
    assert.equal(await page.locator('#source').isVisible(), false, 'it only selects');
    await page.screenshot({ path: join(ROOT, 'test-artifacts/webview/menu-exported.png') });
    await page.getByRole('menuitem', { name: 'Open the source beside' }).click();
    await page.locator('#source .marked code').waitFor();
    const { hiddenLanes } = await page.evaluate(() => window.awaitscopeTest!.state());
    assert.equal(hiddenLanes, 0);
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: /^Hide this/ }).click();
    await shows(page, (state) => state.hiddenLanes === 1);
    assert.deepEqual(troubles, []);
    await page.close();
  });

  it('gives links to what is selected, which lead back to it', async () => {
    const { file } = await trace([process.execPath, join(PROGRAMS, 'order.cjs')]);
    const page = await opened(await exported(file));
    const selected = () => page.evaluate(async () => (await window.awaitscopeTest!.state()).selected);
    const [bar] = await page.evaluate(() => window.awaitscopeTest!.hit({ kind: 'waiting' }));
    await page.mouse.click(bar!.x, bar!.y);
    const before = await selected();
    assert.notEqual(before, '');
    await page.keyboard.press('y');
    await page.waitForFunction(() => /^#at=\d+\.\d+\.\d+\.\d+$/.test(location.hash));
    await page.reload();
    await shows(page, ({ loading, tasks }) => !loading && tasks > 0);
    assert.equal(await selected(), before);
    assert.deepEqual(troubles, []);
    await page.close();
  });

  it('comes back as it was left when it is loaded again, its source closed if it was', async () => {
    const { file } = await trace([process.execPath, join(PROGRAMS, 'order.cjs')]);
    const path = await exported(file);
    const page = await opened(path);
    const stateOf = () => page.evaluate(() => window.awaitscopeTest!.state());
    const source = page.locator('#source');
    const click = async (): Promise<void> => {
      const [bar] = await page.evaluate(() => window.awaitscopeTest!.hit({ kind: 'waiting' }));
      await page.mouse.click(bar!.x, bar!.y);
    };
    await click();
    await source.locator('.marked').waitFor();
    await source.locator('header button').click();
    await page.focus('[role=treegrid]');
    for (const key of ['o', 'k', 'g', 'Shift+E', 'f']) await page.keyboard.press(key);
    const left = await stateOf();
    await page.waitForFunction(() => /^#at=\d+\.\d+\.\d+\.\d+$/.test(location.hash));
    await page.reload();
    await shows(page, ({ loading, tasks }) => !loading && tasks > 0);
    const back = await stateOf();
    for (const key of ['axis', 'grouping', 'from', 'to', 'rows', 'selected', 'scrollTop'] as const)
      assert.equal(back[key], left[key], key);
    await click();
    await stateOf();
    assert.equal(await source.isVisible(), false, 'it was closed');
    await page.focus('[role=treegrid]');
    await page.keyboard.press('Enter');
    await source.locator('.marked').waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => location.hash === '');
    // another recording in the same tab is another thing
    const other = await trace([process.execPath, join(PROGRAMS, 'attacks.cjs')]);
    await page.goto(pathToFileURL(await exported(other.file)).href);
    await shows(page, ({ loading, tasks }) => !loading && tasks > 0);
    assert.equal((await stateOf()).axis, 'time');
    assert.deepEqual(troubles, []);
    await page.close();
  });

  it('says that a link names nothing of it', async () => {
    const { file } = await trace([process.execPath, join(PROGRAMS, 'order.cjs')]);
    const page = await browser.newPage();
    await page.goto(`${pathToFileURL(await exported(file)).href}#at=garbage`);
    await page.locator('.toast', { hasText: 'is not in this recording' }).waitFor();
    await page.close();
  });

  it('draws on its own thread where it may have no worker', async () => {
    const { file } = await trace([process.execPath, join(PROGRAMS, 'order.cjs')]);
    const path = await exported(file);
    // the page's policy is all that is different
    const withoutWorkers = readFileSync(path, 'utf8').replace('worker-src blob:', "worker-src 'none'");
    writeFileSync(path, withoutWorkers);
    const page = await opened(path);
    const [bar] = await page.evaluate(() => window.awaitscopeTest!.hit({ kind: 'waiting' }));
    assert.ok(bar!.width > 0);
    assert.deepEqual(
      troubles.filter((text) => !/worker-src/.test(text)),
      [],
    );
    await page.close();
  });

  it('keeps hostile names text', async () => {
    const { file } = await trace([process.execPath, join(PROGRAMS, 'attacks.cjs')]);
    const page = await opened(await exported(file));
    await clickBar(page, '<img src=x onerror="globalThis.hit=1">');
    assert.equal(await page.locator('#source .marked').count(), 1);
    assert.equal(await page.evaluate(() => (globalThis as { hit?: number }).hit), undefined);
    assert.equal(await page.locator('img').count(), 0);
    assert.deepEqual(troubles, []);
    await page.close();
  });

  it('opens with a million events', async () => {
    const recording = join(folder.path, 'million.awaitscope');
    const simulated = new Simulation(0, {}, 34 * MS).run(crowd(40, 7000)).end();
    writeFileSync(recording, recordingOf(simulated));
    const page = await opened(await exported(recording));
    await shows(page, ({ events }) => events > 900_000);
    assert.deepEqual(troubles, []);
    await page.close();
  });

  it('has a Mermaid diagram in its Markdown that Mermaid takes, and that no name breaks out of', async () => {
    const { file } = await trace([process.execPath, join(PROGRAMS, 'attacks.cjs')]);
    const markdown = readFileSync(await exported(file, 'markdown'), 'utf8');
    const [, diagram] = /```mermaid\n([^]*?)\n```/.exec(markdown)!;
    const page = await browser.newPage();
    await page.setContent('<div id="at"></div>');
    await page.addScriptTag({ path: join(ROOT, 'node_modules/mermaid/dist/mermaid.min.js') });
    const svg = await page.evaluate(async (text) => {
      interface Mermaid {
        initialize(options: object): void;
        render(id: string, text: string): Promise<{ svg: string }>;
      }
      const { mermaid } = globalThis as unknown as { mermaid: Mermaid };
      mermaid.initialize({ startOnLoad: false });
      const { svg: made } = await mermaid.render('drawn', text);
      document.getElementById('at')!.innerHTML = made;
      return document.getElementById('at')!.textContent;
    }, diagram!);
    assert.match(svg, /<img src=x onerror/);
    assert.equal(await page.evaluate(() => (globalThis as { hit?: number }).hit), undefined);
    assert.equal(await page.locator('#at img, #at a').count(), 0);
    await page.close();
  });
});
