/** The built page in Chromium, used as a person uses it: with the mouse on real bars, and with keys. */
import assert from 'node:assert/strict';
import { HOSTILE, crowd, hostile, shop } from '../support/programs';
import { FILE, MS, Simulation, recordingOf } from '../support/simulation';
import { shopPage } from '../support/shop-page';
import type { SavedView } from '../../../webview/saved-content';

describe('the timeline in a browser', () => {
  const { timeline, simulation, recording, open } = shopPage();
  const { press, focus } = timeline;
  /** Where the rows begin on the page. */
  const plotTop = async (): Promise<number> => {
    const [box, { plotHeight }] = [await timeline.page.locator('.box').boundingBox(), await timeline.state()];
    return box!.y + box!.height - plotHeight;
  };
  const textOf = (selector: string) => timeline.page.innerText(selector);

  it('shows a lane for each task, and bars of every state', async () => {
    const state = await open({ height: 1600 });
    assert.deepEqual(
      [state.tasks, state.awaits, state.rows, state.live, state.loading],
      [57, 102, 57, false, false],
    );
    for (const kind of ['running', 'waiting', 'left', 'unfinished']) {
      assert.ok((await timeline.bars({ kind })).length > 0, kind);
    }
    await focus();
    await press('o');
    assert.ok((await timeline.bars({ kind: 'ready' })).length > 10);
    await timeline.screenshot('all-states');
  });

  it('draws them where it says, in the colours of the theme', async () => {
    await open();
    const bar = await timeline.bar({ name: 'main', kind: 'running' });
    assert.deepEqual(await timeline.colorAt(bar.x, bar.y - 7), [0x2f, 0x74, 0xc0]);
    const waiting = await timeline.bar({ name: 'main', kind: 'waiting' });
    assert.deepEqual(await timeline.colorAt(waiting.x, waiting.y - 8), [0x7f, 0x8d, 0xa1], 'its outline');
  });

  it('opens the source of a bar that is clicked, and keeps the keyboard', async () => {
    await open();
    await timeline.click({ name: 'loadOrders', kind: 'waiting', await: 1 });
    assert.deepEqual(await timeline.next('openSite'), {
      type: 'openSite',
      site: { file: FILE, line: 52, column: 11 },
      beside: true,
    });
    assert.equal(
      await timeline.page.evaluate(() => document.activeElement?.getAttribute('role')),
      'treegrid',
    );
    const from = timeline.messages.length;
    await press('Enter');
    assert.deepEqual((await timeline.next('openSite', from)).beside, false);
  });

  it('opens the function of a name, and the place of a printed line', async () => {
    await open();
    const bar = await timeline.bar({ name: 'handleRequest', kind: 'running' });
    await timeline.page.mouse.click(80, bar.y);
    assert.deepEqual((await timeline.next('openSite')).site, { file: FILE, line: 20, column: 1 });
    const from = timeline.messages.length;
    await focus();
    await press('f');
    const first = await timeline.bar({ name: 'handleRequest', kind: 'running' });
    await timeline.stateThat((state) => !state.fitting);
    // It printed after a tenth of a millisecond of its first bar.
    const { from: left, to } = await timeline.state();
    const plot = await timeline.state().then((state) => state.plotLeft);
    const perNs = (1100 - 12 - plot) / (to - left);
    await timeline.page.mouse.move(first.left + 0.1 * MS * perNs, first.y - 7);
    assert.match(await textOf('.hover'), /request 0/);
    await timeline.page.mouse.click(first.left + 0.1 * MS * perNs, first.y - 7);
    assert.equal((await timeline.next('openSite', from)).site.line, 21);
  });

  it('tells the three parts of an await, what it waited for and who settled it', async () => {
    await open();
    await timeline.click({ name: 'fetchUser', kind: 'waiting', await: 1 });
    await timeline.page.waitForSelector('.details:not(.empty)');
    const details = await textOf('.details');
    for (const text of ['fetchUser', 'Waiting', '3.35 ms', 'Ready', 'Then ran', '202 µs', 'gave a value']) {
      assert.ok(details.includes(text), `${text} in ${details}`);
    }
    const why = await timeline.page.locator('.details .why li').allTextContents();
    assert.match(why[0]!, /^because query ended, fulfilled$/);
    assert.match(why.at(-1)!, /^because .* timer|operation|cause/);
    await timeline.screenshot('why');
    await timeline.page.click('.details button:has-text("query") >> nth=0');
    assert.match(
      (await timeline.stateThat((state) => state.selected.startsWith('query'))).selected,
      /^query, fulfilled/,
    );
  });

  it('tells about what is under the mouse', async () => {
    await open();
    const bar = await timeline.bar({ name: 'query', kind: 'waiting' });
    await timeline.page.mouse.move(bar.x, bar.y);
    await timeline.page.waitForSelector('.hover:not([hidden])');
    assert.match(await textOf('.hover'), /socket \[TCPWRAP\] callback · shop\.ts:62/);
    await timeline.page.mouse.move(600, 10);
    await timeline.page.waitForSelector('.hover', { state: 'hidden' });
  });

  it('goes from lane to lane and from segment to segment by keys', async () => {
    await open();
    await focus();
    const selected = async (): Promise<string> => (await timeline.state()).selected;
    await press('ArrowDown');
    assert.match(await selected(), /^main, /);
    await press('ArrowDown');
    assert.match(await selected(), /^handleRequest, fulfilled/);
    await press('ArrowRight');
    assert.match(await selected(), /^handleRequest, running/);
    await press('ArrowRight');
    assert.match(await selected(), /^handleRequest, await 1, waiting/);
    await press('ArrowDown');
    assert.match(await selected(), /^fetchUser, await 1, waiting/);
    await press('ArrowLeft');
    await press('ArrowLeft');
    assert.match(await selected(), /^fetchUser, fulfilled/);
    const { rows } = await timeline.state();
    await press('ArrowLeft');
    assert.equal((await timeline.state()).rows, rows - 1, 'folded');
    await press('ArrowRight');
    assert.equal((await timeline.state()).rows, rows, 'unfolded');
    await press('End');
    assert.match(await selected(), /^render/);
    assert.equal(timeline.count('openSite'), 0);
    await press('Escape');
    assert.equal(await selected(), '');
  });

  it('puts lanes by function and line, by the mouse and by keys', async () => {
    await open();
    await timeline.page.selectOption('.toolbar select', 'function');
    assert.deepEqual([(await timeline.state()).grouping, (await timeline.state()).rows], ['function', 8]);
    await focus();
    await press('ArrowDown');
    await timeline.state();
    const group = await timeline.page.getAttribute('[role=treegrid]', 'aria-activedescendant');
    assert.equal(group, 'row-0');
    await press('ArrowDown');
    await press('ArrowRight');
    assert.equal((await timeline.state()).rows, 8 + 8, 'handleRequest is open');
    await press('ArrowDown');
    assert.match((await timeline.state()).selected, /^handleRequest/);
    await press('g');
    assert.equal((await timeline.state()).grouping, 'line');
    await timeline.screenshot('by-line');
    const from = timeline.messages.length;
    await timeline.page.mouse.click(60, (await plotTop()) + 12);
    assert.equal((await timeline.next('openSite', from)).site.line, 6);
  });

  it('offers searches that are often wanted, and shows each part of a search as a chip', async () => {
    await open();
    const { page } = timeline;
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const query = () => page.inputValue('.search input');
    assert.equal(await button('Unfinished').isVisible(), false);
    await page.focus('.search input');
    await page.fill('.search input', 'name:main');
    await button('Unfinished').click();
    assert.equal(await query(), 'name:main state:unfinished');
    await timeline.state();
    assert.equal(await button('Unfinished').getAttribute('aria-pressed'), 'true');
    // it stays while it is active, and covers nothing
    await focus();
    assert.equal(await button('Unfinished').isVisible(), true);
    const box = (await page.locator('.filters').boundingBox())!;
    const canvas = (await page.locator('.box').boundingBox())!;
    assert.ok(box.y + box.height <= canvas.y, JSON.stringify({ box, canvas }));
    await timeline.screenshot('filters');
    await page.setViewportSize({ width: 320, height: 500 });
    const narrow = (await page.locator('.filters').boundingBox())!;
    assert.ok(narrow.x >= 0 && narrow.x + narrow.width <= 320, JSON.stringify(narrow));
    await timeline.screenshot('filters-narrow');
    await button('Unfinished').click();
    assert.equal(await query(), 'name:main');
    await button('Take name:main out of the search').click();
    assert.equal(await query(), '');
    await timeline.state();
    assert.equal(await button('Unfinished').getAttribute('aria-pressed'), 'false');
    await button('Clear the search').click();
    assert.equal(await button('Unfinished').isVisible(), false);
  });

  it('shows only lanes with a match, if asked to', async () => {
    const { rows } = await open();
    const { page } = timeline;
    await page.fill('.search input', 'query state:rejected');
    await page.getByRole('button', { name: 'Only matches' }).click();
    const fewer = await timeline.stateThat((state) => state.rows < rows);
    await timeline.screenshot('only-matches');
    assert.ok(fewer.rows > 0);
    await page.getByRole('button', { name: 'Only matches' }).click();
    await timeline.stateThat((state) => state.rows === rows);
    await focus();
    await press('Shift+O');
    await timeline.stateThat((state) => state.rows === fewer.rows);
    assert.equal(
      await page.getByRole('button', { name: 'Only matches' }).getAttribute('aria-pressed'),
      'true',
    );
  });

  it('searches, and goes from match to match', async () => {
    await open();
    await focus();
    await press('/');
    const { page } = timeline;
    const found = (text: string) =>
      page.waitForFunction((t) => document.querySelector('.found')?.textContent === t, text);
    await page.keyboard.type('name:query state:rejected');
    await found('– of 1');
    await press('Enter');
    assert.match((await timeline.state()).selected, /^query, rejected/);
    await page.fill('.search input', 'waiting>8ms name:forward');
    await found('no match');
    for (const [query, message] of [
      ['waiting>5', 'write a time with its unit'],
      ['foo:bar', 'there are name:, file:'],
    ] as const) {
      await page.fill('.search input', query);
      await page.waitForFunction(
        (text) => document.querySelector('.query-error')!.textContent.includes(text),
        message,
      );
    }
    await page.fill('.search input', 'shop.ts:62 waiting > 4 ms');
    await page.focus('.search input');
    await press('Enter');
    assert.match((await timeline.state()).selected, /^query, await 1, waiting/);
    await timeline.screenshot('search');
    const role = () => page.evaluate(() => document.activeElement?.getAttribute('role'));
    await press('Escape');
    assert.equal(await role(), 'treegrid');
    assert.equal(await page.inputValue('.search input'), 'shop.ts:62 waiting > 4 ms', 'it stays');
    // one takes the selection away, the next the search
    await press('Escape');
    await press('Escape');
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('.search input')!.value === '');
    assert.equal(await page.locator('.filters').isVisible(), false);
  });

  it('draws and moves the part in view on the map of the whole', async () => {
    const all = await open();
    const { y } = (await timeline.page.locator('.box').boundingBox())!;
    const { mouse } = timeline.page;
    const x = (share: number): number => all.plotLeft + share * (1100 - 12 - all.plotLeft);
    const drag = async (from: number, to: number): Promise<void> => {
      await mouse.move(x(from), y + 8);
      await mouse.down();
      await mouse.move(x(to), y + 8, { steps: 3 });
      await mouse.up();
    };
    await drag(0.25, 0.5);
    const part = await timeline.stateThat((state) => !state.fitting);
    const span = all.to - all.from;
    assert.ok(Math.abs(part.from - (all.from + span / 4)) < span / 50);
    assert.ok(Math.abs(part.to - (all.from + span / 2)) < span / 50);
    await drag(0.4, 0.6);
    const moved = await timeline.stateThat((state) => state.from > part.from + span / 10);
    assert.ok(Math.abs(moved.to - moved.from - (part.to - part.from)) < 1);
    await mouse.click(x(0.9), y + 8);
    const far = await timeline.stateThat((state) => state.to > all.from + 0.9 * span);
    assert.ok(Math.abs(far.to - far.from - (part.to - part.from)) < 1);
    assert.equal(timeline.count('openSite'), 0);
    await timeline.screenshot('map');
  });

  it('tells what the event loop ran', async () => {
    const { plotLeft } = await open();
    const { y } = (await timeline.page.locator('.box').boundingBox())!;
    // At its very beginning, main runs: it begins where the margin of the fitted view ends.
    await timeline.page.mouse.move(plotLeft + 13, y + 22 + 26 + 9);
    await timeline.page.waitForSelector('.hover:not([hidden])');
    assert.match(await textOf('.hover'), /^main/);
    assert.match(await textOf('.hover'), /Turn of the loop/);
    await timeline.page.mouse.click(plotLeft + 13, y + 22 + 26 + 9);
    assert.match((await timeline.stateThat((state) => state.selected !== '')).selected, /^main, /);
  });

  it('copies what is selected as Markdown, or as text', async () => {
    await open({ context: { permissions: ['clipboard-read', 'clipboard-write'] } });
    await timeline.click({ name: 'fetchUser', kind: 'waiting', await: 1 });
    await timeline.page.waitForSelector('.details:not(.empty)');
    await press('c');
    await timeline.page.waitForFunction(async () =>
      (await navigator.clipboard.readText()).includes('- Waiting: '),
    );
    assert.match(
      await timeline.page.evaluate(() => navigator.clipboard.readText()),
      /^\*\*fetchUser\*\* waiting\n/,
    );
    await press('u');
    await timeline.page.waitForFunction(async () =>
      (await navigator.clipboard.readText()).startsWith('fetchUser waiting\n  Waiting: '),
    );
    await timeline.page.click('.details button[title="Copy as Markdown (C)"]');
    await timeline.page.waitForFunction(async () =>
      (await navigator.clipboard.readText()).includes('- Waiting: '),
    );
  });

  it('copies itself as a picture', async () => {
    await open({ context: { permissions: ['clipboard-read', 'clipboard-write'] } });
    await focus();
    await press('i');
    await timeline.page.waitForFunction(async () => {
      const [item] = await navigator.clipboard.read();
      const blob = await item?.getType('image/png').catch(() => undefined);
      const image = blob && (await createImageBitmap(blob));
      return image?.width === document.querySelector('canvas')!.width;
    });
  });

  it('names what is selected in a link, and selects what a link names', async () => {
    await open();
    await press('y');
    await timeline.click({ name: 'fetchUser', kind: 'waiting', await: 1 });
    const { selected } = await timeline.state();
    await press('y');
    const { moment } = await timeline.next('copyLink', 0);
    assert.equal(timeline.count('copyLink'), 1, 'nothing was selected before');
    await press('Escape');
    for (const text of ['', '1.2.3', 'x.0.1.1', '1.0.99999.3', `${moment}1234567890`]) {
      await timeline.send({ type: 'revealMoment', moment: text });
      assert.equal((await timeline.state()).selected, '');
      await timeline.page.locator('.toast', { hasText: 'is not in this recording' }).waitFor();
      await press('h');
      await timeline.page.waitForSelector('.toast', { state: 'hidden' });
    }
    await timeline.send({ type: 'revealMoment', moment });
    assert.equal((await timeline.state()).selected, selected);
    await timeline.close();
    await timeline.open();
    await timeline.send({ type: 'open', name: 'x', live: false, strings: {}, locale: 'en' });
    await timeline.send({ type: 'revealMoment', moment });
    await timeline.feed(recording);
    await timeline.send(simulation.sites());
    await timeline.send({ type: 'ended' });
    assert.equal((await timeline.stateThat((state) => state.selected !== '')).selected, selected);
    assert.equal(await timeline.page.isVisible('.toast'), false);
  });

  it('gives the names the width that is dragged, and remembers it', async () => {
    const { plotLeft } = await open();
    await timeline.page.mouse.move(plotLeft, 200);
    await timeline.page.mouse.down();
    await timeline.page.mouse.move(plotLeft + 90, 210);
    await timeline.page.mouse.up();
    assert.equal((await timeline.stateThat((state) => state.plotLeft !== plotLeft)).plotLeft, plotLeft + 90);
    const saved = await timeline.savedThat(({ names }) => names === plotLeft + 90);
    await timeline.page.mouse.dblclick(plotLeft + 90, 200);
    await timeline.stateThat((state) => state.plotLeft === plotLeft);
    await timeline.close();
    const again = await open({ saved });
    assert.equal(again.plotLeft, plotLeft + 90);
  });

  it('steps through the events in their order', async () => {
    await open();
    await timeline.send({ type: 'command', command: 'stepForward' });
    assert.match((await timeline.state()).selected, /^main, running/);
    await timeline.send({ type: 'command', command: 'stepForward' });
    assert.match((await timeline.state()).selected, /^handleRequest, running/);
    await timeline.send({ type: 'command', command: 'stepToNextResume' });
    assert.match((await timeline.state()).selected, /^main, await 1, running/);
    await timeline.send({ type: 'command', command: 'stepBack' });
    assert.match((await timeline.state()).selected, /^main, await 1, ready/);
    assert.equal((await timeline.next('openSite', timeline.messages.length - 1)).site.line, 6);
  });

  it('zooms at the mouse, moves, and fits', async () => {
    const all = await open();
    const bar = await timeline.bar({ name: 'loadOrders', kind: 'waiting' });
    await timeline.page.mouse.move(bar.x, bar.y);
    await timeline.page.keyboard.down('Control');
    await timeline.page.mouse.wheel(0, -400);
    await timeline.page.keyboard.up('Control');
    const near = await timeline.stateThat((state) => !state.fitting);
    assert.ok(near.to - near.from < (all.to - all.from) / 2);
    const again = await timeline.bar({ name: 'loadOrders', kind: 'waiting' });
    assert.ok(again.left < bar.x && again.left + again.width > bar.x, 'what was under the mouse still is');

    await timeline.page.keyboard.down('Shift');
    await timeline.page.mouse.wheel(0, 100);
    await timeline.page.keyboard.up('Shift');
    const moved = await timeline.stateThat((state) => state.from > near.from);
    assert.ok(Math.abs(moved.to - moved.from - (near.to - near.from)) < 1);

    await timeline.page.mouse.down();
    await timeline.page.mouse.move(bar.x + 50, bar.y);
    await timeline.page.mouse.up();
    const dragged = await timeline.stateThat((state) => state.from < moved.from);
    assert.equal(timeline.count('openSite'), 0, 'a drag is no click');
    assert.equal(dragged.scrollTop, moved.scrollTop);

    await timeline.page.mouse.wheel(0, 120);
    assert.equal((await timeline.stateThat((state) => state.scrollTop > 0)).scrollTop, 120);
    await focus();
    await press('0');
    const fitted = await timeline.stateThat((state) => state.fitting);
    assert.deepEqual([fitted.from, fitted.to].map(Math.round), [all.from, all.to].map(Math.round));
  });

  it('fits the bar that is double-clicked', async () => {
    await open();
    const bar = await timeline.bar({ name: 'render', kind: 'waiting' });
    await timeline.page.mouse.dblclick(bar.x, bar.y);
    await timeline.stateThat((state) => !state.fitting);
    assert.ok((await timeline.bar({ name: 'render', kind: 'waiting', task: bar.task })).width > 600);
  });

  it('keeps the selection in view on the other axis', async () => {
    await open();
    await timeline.click({ name: 'fetchUser', kind: 'waiting', await: 1 });
    const { selected } = await timeline.state();
    await press('f');
    await press('o');
    const order = await timeline.state();
    assert.equal(order.axis, 'order');
    assert.equal(order.selected, selected);
    assert.equal((await timeline.bars({ name: 'fetchUser', kind: 'waiting', await: 1 })).length > 0, true);
    await timeline.page.click('.axis button >> nth=0');
    const time = await timeline.state();
    assert.deepEqual([time.axis, time.selected], ['time', selected]);
    assert.ok((await timeline.bars({ name: 'fetchUser', kind: 'waiting', await: 1 })).length > 0);
  });

  it('keeps the selection where it is on the other axis, and gives back what was in view', async () => {
    await open();
    const query = { name: 'loadOrders', kind: 'waiting', await: 2 };
    await timeline.click(query);
    for (const zoomed of [false, true]) {
      if (zoomed) {
        await press('s');
        await press('w');
        await press('w');
      }
      const before = await timeline.state();
      const bar = await timeline.bar(query);
      await press('o');
      // the table of steps takes some of the width
      await timeline.page.waitForFunction(
        () => document.querySelector<HTMLElement>('.steps')!.offsetWidth > 0,
      );
      await timeline.stateThat((state) => state.plotWidth < before.plotWidth);
      const other = await timeline.bar({ ...query, task: bar.task });
      const middle = (b: typeof bar): number => b.left + b.width / 2;
      assert.ok(Math.abs(middle(other) - middle(bar)) < 1.5, `${middle(bar)} ${middle(other)}`);
      await press('o');
      const after = await timeline.stateThat((state) => state.plotWidth === before.plotWidth);
      assert.deepEqual([after.from, after.to, after.fitting], [before.from, before.to, before.fitting]);
    }
  });

  it('has the events of all threads in one order on the axis of order', async () => {
    const main = new Simulation(0, {}, 5 * MS).run(shop(3)).end();
    const worker = new Simulation(1, { tid: 1 }, 9 * MS).run(shop(2)).end();
    await timeline.open();
    await timeline.show(recordingOf(main, worker), [main.sites(), worker.sites()]);
    await focus();
    const starts = async (): Promise<number[]> =>
      (await timeline.bars({ name: 'handleRequest', kind: 'running', await: -1 })).map(({ left }) => left);
    const byTime = await starts();
    await press('o');
    const byOrder = await starts();
    const ranks = (lefts: number[]): number[] =>
      lefts.map((left) => lefts.filter((other) => other < left - 0.01).length);
    assert.deepEqual(ranks(byOrder), ranks(byTime));
    const { to } = await timeline.state();
    assert.ok(to > 300, 'each event has a place of its own');
  });

  it('finds what it is sent for, though the cursor moves on at once', async () => {
    await open();
    await timeline.send({ type: 'revealSite', site: { file: FILE, line: 44, column: 2 } });
    await timeline.send({ type: 'cursor', site: null });
    assert.match((await timeline.stateThat(({ selected }) => selected !== '')).selected, /^fetchUser/);
  });

  it('finds what it is sent for, though the host begins anew meanwhile', async () => {
    await timeline.open();
    await timeline.send({ type: 'open', name: 'shop', live: true, strings: {}, locale: 'en' });
    await timeline.send({ type: 'revealSite', site: { file: FILE, line: 44, column: 2 } });
    await timeline.send({ type: 'cursor', site: null });
    await timeline.show(recording, [simulation.sites()]);
    assert.match((await timeline.stateThat(({ selected }) => selected !== '')).selected, /^fetchUser/);
  });

  it('marks what the cursor of the editor is on', async () => {
    await open();
    await timeline.send({ type: 'cursor', site: { file: FILE, line: 44, column: 2 } });
    assert.equal((await timeline.state()).atCursor, 8);
    await timeline.page.click('text=8 at the cursor');
    assert.match((await timeline.state()).selected, /^fetchUser/);
    await timeline.send({ type: 'cursor', site: { file: '/app/src/other.ts', line: 44, column: 2 } });
    assert.equal((await timeline.state()).atCursor, 0);
    await timeline.send({ type: 'cursor', site: null });
    assert.equal(await timeline.page.isHidden('.chip.cursor'), true);
  });

  it('grows while the program runs, and stays where it was moved to', async () => {
    await timeline.open();
    await timeline.send({ type: 'open', name: 'live', live: true, strings: {}, locale: 'en' });
    await timeline.stateThat((state) => /No async function has been called yet/.test(state.notice));
    const half = Math.floor(recording.length / 2);
    await timeline.feed(recording.slice(0, half));
    await timeline.send(simulation.sites());
    // One block of events is all there is: cut in half it says nothing yet.
    assert.equal((await timeline.state()).tasks, 0);
    await timeline.feed(recording.slice(half));
    const live = await timeline.stateThat((state) => state.tasks === 57);
    assert.deepEqual([live.live, live.fitting], [true, true]);
    assert.equal(await timeline.page.isVisible('.live'), true);
    await timeline.send({ type: 'ended' });
    await timeline.stateThat((state) => !state.live);
    assert.equal(await timeline.page.isVisible('.live'), false);
    assert.deepEqual(
      timeline.messages.findLast((message) => message.type === 'progress'),
      {
        type: 'progress',
        tasks: 57,
        awaits: 102,
        events: 592,
      },
    );
  });

  it('keeps fitting while it grows, but not where the user has zoomed', async () => {
    const first = new Simulation(0).run(shop(3));
    const more = new Simulation(1, { pid: 2, monotonic: '30000000' }).run(shop(6));
    await timeline.open();
    const small = await timeline.show(recordingOf(first), [first.sites()], true);
    const rest = recordingOf(more).slice(16);
    await timeline.feed(rest.slice(0, 100));
    await timeline.feed(rest.slice(100));
    await timeline.send(more.sites());
    const grown = await timeline.stateThat((state) => state.tasks > small.tasks);
    assert.ok(grown.fitting && grown.to > small.to);
    assert.equal(grown.rows, grown.tasks + 2, 'a row for each thread');
    await focus();
    await press('+');
    const near = await timeline.state();
    const third = new Simulation(2, { pid: 3, monotonic: '90000000' }).run(shop(6));
    await timeline.feed(recordingOf(third).slice(16));
    const still = await timeline.stateThat((state) => state.tasks > grown.tasks);
    assert.deepEqual([still.from, still.to], [near.from, near.to]);
  });

  it('comes back as it was left', async () => {
    await open();
    await timeline.click({ name: 'loadOrders', kind: 'waiting', await: 1 });
    await press('x');
    await press('f');
    await press('o');
    const left = await timeline.state();
    const { saved } = timeline;
    await timeline.close();
    await open({ saved });
    const back = await timeline.stateThat((state) => state.selected === left.selected);
    for (const key of ['axis', 'from', 'to', 'rows', 'scrollTop'] as const)
      assert.equal(back[key], left[key], key);
  });

  it('comes back with its groups, search, path, measure, and the way back', async () => {
    await open();
    await focus();
    await press('End');
    await press('f');
    const before = await timeline.state();
    await press('r');
    await press('Escape');
    await press('r');
    await press('p');
    for (let grouping = 0; grouping < 3; grouping++) await press('g');
    await timeline.stateThat((state) => state.grouping === 'function');
    await timeline.page.fill('[role=search] input', 'name:query');
    await timeline.stateThat((state) => state.path !== '');
    await focus();
    await press('Shift+E');
    await press('0');
    const left = await timeline.state();
    const saved = (await timeline.savedThat(
      ({ range, search, measure }) => range === null && search !== '' && measure !== undefined,
    )) as SavedView;
    await timeline.close();
    await open({ saved });
    const back = await timeline.stateThat((state) => state.path !== '');
    for (const key of ['axis', 'from', 'to', 'rows', 'path', 'grouping'] as const)
      assert.equal(back[key], left[key], key);
    assert.equal(await timeline.page.inputValue('[role=search] input'), 'name:query');
    assert.match(await textOf('.found'), /of/);
    await timeline.savedThat((now) => now.measure?.to === saved.measure!.to);
    await focus();
    await press('Backspace');
    const { from, to } = await timeline.stateThat((state) => !state.fitting);
    assert.deepEqual([from, to], [before.from, before.to]);
  });

  it('reads what an older page remembered', async () => {
    await open({
      saved: { version: 1, axis: 'order', range: null, scrollTop: 0, selection: null, collapsed: [] },
    });
    assert.equal((await timeline.state()).axis, 'order');
  });

  it('says why a recording is empty, and what to do, and offers nothing else', async () => {
    await timeline.open();
    const show = async (bytes: Uint8Array): Promise<string> => {
      await timeline.send({ type: 'open', name: 'empty', live: false, strings: {}, locale: 'en' });
      await timeline.feed(bytes);
      await timeline.send({ type: 'ended' });
      return (await timeline.stateThat((state) => !/^$|^Reading/.test(state.notice))).notice;
    };
    const nothing = new Simulation();
    assert.match(await show(recordingOf(nothing)), /was stopped before it called an async function/);
    assert.match(await show(recordingOf(nothing.end())), /called no async function.* build for a newer/);
    assert.equal(await timeline.page.isVisible('.toolbar select, .toolbar input'), false);
    const lossy = new Simulation();
    lossy.lose(12, 'size limit');
    assert.match(await show(recordingOf(lossy.end())), /events were lost: size limit/);
  });

  it('says what the host has to say, and runs what it offers', async () => {
    await timeline.open();
    await timeline.send({ type: 'open', name: 'nothing', live: false, strings: {}, locale: 'en' });
    await timeline.send({ type: 'ended' });
    await timeline.stateThat((state) => state.notice.startsWith('This recording holds no tasks:'));
    const text = 'This is Node.js 18. Recording needs Node.js 20 or newer.';
    const actions = [{ title: 'Open Settings', command: 'awaitscope.openSettings' }];
    await timeline.send({ type: 'notice', severity: 'warning', text, actions });
    assert.equal((await timeline.state()).notice, text);
    await timeline.screenshot('notice');
    await timeline.page.click('text=Open Settings');
    assert.equal((await timeline.next('runCommand')).command, 'awaitscope.openSettings');
    await timeline.show(recording, []);
    assert.equal((await timeline.state()).notice, '', 'a new beginning takes it away');
    await timeline.send({ type: 'notice', severity: 'warning', text: 'The tracer was off for a while.' });
    await timeline.state();
    assert.match((await timeline.page.getAttribute('.notice', 'class'))!, /bar/);
    assert.ok((await timeline.bars({ name: 'main' })).length > 0, 'the timeline is still there');
  });

  it('says that a file is no recording, or is damaged, or that events were lost', async () => {
    await timeline.open();
    await timeline.send({ type: 'open', name: 'foreign', live: false, strings: {}, locale: 'en' });
    await timeline.feed(new TextEncoder().encode('hello, I am a text'));
    await timeline.stateThat((state) => /not an Awaitscope recording/.test(state.notice));
    assert.ok(timeline.count('taken') === 1);
    await timeline.screenshot('refused');
    const later = recording.slice();
    later[8] = 99;
    await timeline.send({ type: 'open', name: 'later', live: false, strings: {}, locale: 'en' });
    await timeline.feed(later);
    await timeline.stateThat((state) => /format 99,.*update Awaitscope/.test(state.notice));

    const lossy = new Simulation().run(shop(2));
    lossy.lose(1200, 'size limit');
    await timeline.show(recordingOf(lossy), [lossy.sites()]);
    assert.match(await textOf('.toolbar'), /1,200 events lost/);

    const cut = recording.slice(0, recording.length - 200);
    await timeline.show(cut, [simulation.sites()]);
    assert.ok((await timeline.state()).tasks > 30, 'what is whole is shown');
  });

  it('shows names and texts as they are, whatever they are', async () => {
    const evil = new Simulation(0, {}, 34 * MS).run(hostile).end();
    await timeline.open();
    await timeline.show(recordingOf(evil), [evil.sites()]);
    await timeline.click({ kind: 'waiting' });
    await timeline.page.waitForSelector('.details:not(.empty)');
    assert.ok((await textOf('.details')).includes(HOSTILE));
    await timeline.send({ type: 'notice', severity: 'info', text: HOSTILE });
    await timeline.stateThat((state) => state.notice === HOSTILE);
    assert.equal(await timeline.page.evaluate(() => window.hacked), undefined);
    assert.equal(await timeline.page.locator('img').count(), 0);
  });

  it('works without a worker', async () => {
    const state = await open({ noWorker: true });
    assert.equal(state.tasks, 57);
    await timeline.click({ name: 'fetchUser', kind: 'waiting', await: 1 });
    assert.equal((await timeline.next('openSite')).site.line, 42);
  });

  it('is a tree grid for those who do not see it', async () => {
    await open();
    await focus();
    await press('ArrowDown');
    await press('ArrowDown');
    await press('ArrowRight');
    await timeline.state();
    const grid = timeline.page.locator('[role=treegrid]');
    const active = await grid.getAttribute('aria-activedescendant');
    const row = timeline.page.locator(`#${active}`);
    assert.equal(await row.getAttribute('aria-level'), '2');
    assert.equal(await row.getAttribute('aria-expanded'), 'true');
    assert.match((await row.textContent())!, /handleRequestfulfilled.*shop\.ts:20/);
    assert.equal(await grid.getAttribute('aria-rowcount'), '58');
    assert.match((await timeline.page.textContent('[aria-live=polite]'))!, /^handleRequest, running/);
    const segments = timeline.page.locator('ul[aria-label="Segments of handleRequest"] li');
    assert.match((await segments.allTextContents())[1]!, /^await 1, waiting, /);
  });

  for (const theme of ['dark', 'light', 'hc-black', 'hc-light'] as const) {
    it(`has no accessibility violations in ${theme}`, async () => {
      await open({ theme });
      await timeline.click({ name: 'fetchUser', kind: 'waiting', await: 1 });
      await timeline.page.waitForSelector('.details:not(.empty)');
      await timeline.page.fill('.search input', 'name:query state:rejected');
      await timeline.page.mouse.move(600, 10);
      const violations = await timeline.violations();
      assert.deepEqual(violations, []);
    });
  }

  it('fits a page of 320 pixels', async () => {
    await open({ width: 320, height: 560 });
    const overflow = await timeline.page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(overflow, 320);
    await timeline.click({ name: 'handleRequest', kind: 'waiting' });
    await timeline.next('openSite');
  });

  it('speaks the language of its host', async () => {
    await timeline.open();
    const strings = { counts: '{0} 个任务，{1} 个 await，{2} 个事件', axisTime: '时间' };
    await timeline.send({ type: 'open', name: 'shop', live: false, strings, locale: 'zh-cn' });
    await timeline.feed(recording);
    await timeline.stateThat((state) => state.tasks === 57);
    assert.match(await textOf('.toolbar'), /时间/);
    assert.match(await textOf('.details'), /57 个任务/);
    assert.equal(await timeline.page.getAttribute('html', 'lang'), 'zh-cn');
  });

  it('shows a task that the host asks for, also before its bytes have come', async () => {
    await timeline.open({ height: 300 });
    await timeline.send({ type: 'open', name: 'shop', live: false, strings: {}, locale: 'en' });
    const ids = simulation.tasks.filter((task) => task.name === 'notifySubscribers').map((task) => task.id);
    await timeline.send({ type: 'reveal', source: 0, stream: 0, task: ids[0]! });
    await timeline.feed(recording);
    const state = await timeline.stateThat((state) => state.selected.startsWith('notifySubscribers'));
    assert.ok(state.scrollTop > 0);
  });

  it('draws a million events', async () => {
    const big = new Simulation(0, {}, 34 * MS).run(crowd(40, 7000)).end();
    await timeline.open();
    const state = await timeline.show(recordingOf(big), [big.sites()]);
    assert.ok(state.events > 900_000, String(state.events));
    await focus();
    await press('Shift+C');
    await press('ArrowDown');
    await press('ArrowRight');
    const folded = await timeline.stateThat(({ rows }) => rows > 1 && rows < 100);
    assert.equal(folded.rows, 41);
    await timeline.screenshot('million');
    await press('o');
    await timeline.screenshot('million-order');
    assert.equal((await timeline.state()).axis, 'order');
  });
});
