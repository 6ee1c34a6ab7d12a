/** The menu of a lane: by mouse and by keys, what it holds, what its items do, and that it stays within the page. */
import assert from 'node:assert/strict';
import type { BarQuery } from '../../../webview/worker-protocol';
import { shop } from '../support/programs';
import { MS, Simulation, recordingOf } from '../support/simulation';
import { timelinePage } from '../support/timeline-page';
import type { PageOptions, State } from '../support/timeline-page';

describe('the menu of a lane', () => {
  const timeline = timelinePage();
  const { press, focus } = timeline;
  const main = new Simulation(0, {}, 34 * MS).run(shop()).end();
  const worker = new Simulation(1, { tid: 1 }, 9 * MS).run(shop(2)).end();

  async function open(options?: PageOptions, ...of: readonly Simulation[]): Promise<State> {
    await timeline.open(options);
    const shown = of.length > 0 ? of : [main];
    const state = await timeline.show(
      recordingOf(...shown),
      shown.map((simulation) => simulation.sites()),
    );
    await focus();
    return state;
  }

  const menu = () => timeline.page.getByRole('menu');
  const shown = () => menu().waitFor();
  const gone = () => menu().waitFor({ state: 'hidden' });
  const texts = () => timeline.page.locator('.menu [role=menuitem] > span').allTextContents();
  const item = (name: string | RegExp) => timeline.page.getByRole('menuitem', { name });
  const focused = () =>
    timeline.page.evaluate(() => document.activeElement!.querySelector('span')!.textContent);
  const rightClick = async (x: number, y: number): Promise<void> => {
    await timeline.page.mouse.click(x, y, { button: 'right' });
    await shown();
  };
  const onBar = async (query: BarQuery) => {
    const bar = await timeline.bar(query);
    await rightClick(bar.x, bar.y);
    return bar;
  };
  const boxTop = async () => (await timeline.page.locator('.box').boundingBox())!.y;
  /** @returns a point in the names, of a row counted from the top of the lanes */
  const nameOf = async (row: number): Promise<readonly [x: number, y: number]> => {
    const { lanesTop, scrollTop } = await timeline.state();
    return [90, (await boxTop()) + lanesTop - scrollTop + 24 * row + 12];
  };
  const isBack = async (): Promise<void> => {
    await gone();
    assert.equal(
      await timeline.page.evaluate(() => document.activeElement?.getAttribute('role')),
      'treegrid',
    );
  };

  it('opens on a bar, selects it without opening its source, and has what does something there', async () => {
    await open();
    await onBar({ name: 'fetchUser', kind: 'waiting', await: 1 });
    assert.match((await timeline.state()).selected, /^fetchUser, await 1, waiting/);
    assert.equal(timeline.count('openSite'), 0);
    assert.equal(await menu().getAttribute('aria-label'), 'fetchUser');
    assert.deepEqual(await texts(), [
      'Open the source',
      'Open the source beside the timeline',
      'Fit the selection',
      'Show the critical path',
      'Go to the cause',
      'Go to the creator',
      'Go to what is waited for',
      'Set a bookmark',
      'Pin above the others',
      'Hide this lane',
      'Collapse',
      'Collapse all',
      'Expand all',
      'Copy the selection as Markdown',
      'Copy the selection as text',
      'Copy a link to the selection',
    ]);
    assert.equal(await item('Pin above').locator('kbd').textContent(), 'K');
    assert.equal(await item('Hide this lane').getAttribute('aria-keyshortcuts'), 'Shift+H');
    assert.equal(await timeline.page.isVisible('.hover'), false);
    await item('Open the source beside').click();
    assert.deepEqual((await timeline.next('openSite')).beside, true);
    await isBack();
  });

  it('opens on a name, and of a name has nothing that only a bar has', async () => {
    await open();
    await rightClick(...(await nameOf(0)));
    assert.match((await timeline.state()).selected, /^main/);
    assert.equal(timeline.count('openSite'), 0, 'a left click would have opened it');
    const items = await texts();
    assert.ok(!items.some((text) => text.startsWith('Go to')), items.join());
    await item('Collapse').first().click();
    await isBack();
    assert.equal((await timeline.state()).rows, 1);
    await rightClick(...(await nameOf(0)));
    await item('Expand').first().click();
    assert.equal((await timeline.state()).rows, 57);
  });

  it('pins lanes, moves them among those, and lets them go', async () => {
    await open();
    const top = async (task: number) => (await timeline.bar({ task, kind: 'waiting' })).y;
    const first = await onBar({ name: 'render', kind: 'waiting' });
    await item('Pin above the others').click();
    const at = await top(first.task);
    const second = await onBar({ name: 'loadOrders', kind: 'waiting', await: 1 });
    await item('Pin above the others').click();
    assert.ok((await top(second.task)) > at, 'below the first');
    await onBar({ task: second.task, kind: 'waiting' });
    await item('Move up among the pinned lanes').click();
    assert.equal(await top(second.task), at);
    await onBar({ task: second.task, kind: 'waiting' });
    await item('Move below the other pinned lanes').click();
    assert.equal(await top(first.task), at);
    await onBar({ task: first.task, kind: 'waiting' });
    await item('Unpin').click();
    assert.equal(await top(second.task), at);
  });

  it('hides lanes and shows them again, as many as it says', async () => {
    const { rows } = await open();
    await onBar({ name: 'render', kind: 'waiting' });
    assert.ok(!(await texts()).some((text) => /hidden/.test(text)), 'nothing is hidden yet');
    await item('Hide this lane').click();
    await isBack();
    await timeline.stateThat((state) => state.rows === rows - 1);
    await onBar({ name: 'loadOrders', kind: 'waiting', await: 1 });
    await item('Hide this lane').click();
    await timeline.stateThat((state) => state.hiddenLanes === 2);
    await press('Shift+F10');
    await item('Show hidden lanes (2)').click();
    await timeline.stateThat((state) => state.rows === rows);
  });

  it('opens on the heading of a group, and does there what groups have', async () => {
    await open();
    for (let i = 0; i < 3; i++) await press('g');
    const { rows } = await timeline.stateThat((state) => state.grouping === 'function');
    await rightClick(...(await nameOf(1)));
    const { selected } = await timeline.state();
    const items = await texts();
    for (const text of ['Fit the selection', 'Pin above the others', 'Hide this group', 'Expand'])
      assert.ok(items.includes(text), text);
    assert.ok(!items.includes('Copy a link to the selection') && !items.includes('Show the critical path'));
    await timeline.screenshot('menu-group');
    await item('Hide this group').click();
    await timeline.stateThat((state) => state.rows === rows - 1 && state.selected !== selected);
    await rightClick(...(await nameOf(1)));
    await item('Expand').first().click();
    await timeline.stateThat((state) => state.rows > rows);
  });

  it('tells, on a bar of a closed group, what is done to the task and what to the group', async () => {
    await open();
    for (let i = 0; i < 3; i++) await press('g');
    const { rows } = await timeline.stateThat((state) => state.grouping === 'function');
    await onBar({ name: 'forward', kind: 'left' });
    assert.match((await timeline.state()).selected, /^forward, returned a promise/);
    const items = await texts();
    for (const text of ['Pin this task above the others', 'Hide this group'])
      assert.ok(items.includes(text), text);
    await item('Pin this task').click();
    await timeline.stateThat((state) => state.rows === rows + 1);
  });

  it('opens on the heading of a thread', async () => {
    const { rows } = await open({}, main, worker);
    await rightClick(...(await nameOf(0)));
    assert.match(await menu().getAttribute('aria-label').then(String), /main\.js/);
    await item('Collapse').first().click();
    await timeline.stateThat((state) => state.rows < rows);
  });

  it('follows causes, shows the critical path, and marks', async () => {
    await open();
    const bar = { name: 'fetchUser', kind: 'waiting', await: 1 };
    await onBar(bar);
    await item('Show the critical path').click();
    assert.equal((await timeline.state()).path, 'fetchUser');
    await onBar(bar);
    await item('Hide the critical path').click();
    assert.equal((await timeline.state()).path, '');
    await onBar(bar);
    await item('Set a bookmark').click();
    await timeline.savedThat(({ bookmarks }) => bookmarks?.length === 1);
    await onBar(bar);
    await item('Remove the bookmark').click();
    await timeline.savedThat(({ bookmarks }) => bookmarks?.length === 0);
    await onBar(bar);
    await item('Go to the creator').click();
    assert.match((await timeline.state()).selected, /^handleRequest/);
    await onBar(bar);
    await item('Copy a link to the selection').click();
    assert.match((await timeline.next('copyLink')).moment, /\d/);
  });

  it('opens with the keys by what is selected, and is walked through with them', async () => {
    await open();
    await press('ArrowDown');
    await press('ArrowRight');
    for (const keys of ['Shift+F10', 'ContextMenu']) {
      await press(keys);
      await shown();
      assert.equal(await focused(), 'Open the source');
      await press('ArrowDown');
      assert.equal(await focused(), 'Open the source beside the timeline');
      await press('Home');
      await press('ArrowUp');
      assert.equal(await focused(), 'Copy a link to the selection', 'around the end');
      await press('ArrowDown');
      assert.equal(await focused(), 'Open the source');
      await press('End');
      await press('p');
      assert.equal(await focused(), 'Pin above the others', 'by its letter');
      await press('c');
      await press('c');
      assert.equal(await focused(), 'Collapse all', 'the next with the letter');
      await press('Escape');
      await isBack();
      await press(keys);
      await shown();
      await press('Tab');
      await isBack();
    }
    assert.match((await timeline.state()).selected, /^main/, 'the keys were the menu’s');
    await press('Shift+F10');
    await shown();
    await press('f');
    await press('Enter');
    await timeline.stateThat((state) => !state.fitting);
    await isBack();
    await press('Shift+F10');
    await shown();
    await press('s');
    await press(' ');
    assert.notEqual((await timeline.state()).path, '');
  });

  it('brings a lane into view that the keys ask for the menu of', async () => {
    await open({ height: 400 });
    await press('ArrowDown');
    await timeline.page.mouse.move(600, 300);
    await timeline.page.mouse.wheel(0, 400);
    await timeline.stateThat((state) => state.scrollTop > 100);
    await press('Shift+F10');
    await shown();
    assert.equal((await timeline.state()).scrollTop, 0);
  });

  it('has what is left where nothing is selected', async () => {
    await open();
    await press('Shift+F10');
    await shown();
    assert.deepEqual(await texts(), ['Collapse all', 'Expand all']);
    await press('Enter');
    await timeline.stateThat((state) => state.rows === 1);
  });

  it('is opened by a command, too', async () => {
    await open();
    await timeline.click({ name: 'main', kind: 'waiting' });
    await timeline.next('openSite');
    await timeline.send({ type: 'command', command: 'menu' });
    await shown();
    const from = timeline.messages.length;
    await press('Enter');
    assert.equal((await timeline.next('openSite', from)).beside, false);
  });

  it('goes away at a press beside it, a turn of the wheel, another size and another focus', async () => {
    await open();
    const { page } = timeline;
    const bar = await onBar({ name: 'render', kind: 'waiting' });
    const { selected, rows } = await timeline.state();
    const other = await timeline.bar({ name: 'main', kind: 'waiting' });
    await page.mouse.click(other.x, other.y);
    await isBack();
    assert.equal((await timeline.state()).selected, selected, 'the press meant the menu');
    await rightClick(bar.x, bar.y);
    await page.mouse.move(other.x, other.y);
    await page.mouse.wheel(0, 100);
    await isBack();
    assert.equal((await timeline.state()).scrollTop, 0);
    await rightClick(bar.x, bar.y);
    await page.setViewportSize({ width: 1000, height: 640 });
    await isBack();
    await page.setViewportSize({ width: 1100, height: 640 });
    await timeline.stateThat((state) => state.plotWidth > 700);
    await rightClick(bar.x, bar.y);
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await gone();
    await rightClick(bar.x, bar.y);
    // another lane's, at once
    await page.mouse.click(other.x, other.y, { button: 'right' });
    await timeline.stateThat((state) => state.selected.startsWith('main'));
    await shown();
    assert.equal(await menu().getAttribute('aria-label'), 'main');
    assert.equal((await timeline.state()).rows, rows);
  });

  it('leaves the menu of the browser alone elsewhere, and takes its place on lanes only', async () => {
    await open();
    const { page } = timeline;
    const prevented = await page.evaluateHandle(() => {
      const all: boolean[] = [];
      window.addEventListener('contextmenu', (event) => all.push(event.defaultPrevented));
      return all;
    });
    const y = await boxTop();
    const { lanesTop, lanesBottom } = await timeline.state();
    const input = (await page.locator('.search input').boundingBox())!;
    const places: readonly (readonly [x: number, y: number])[] = [
      [input.x + 5, input.y + 5],
      [600, y + 10],
      [600, y + lanesTop - 4],
      [90, y + lanesTop - 4],
    ];
    for (const [x, at] of places) await page.mouse.click(x, at, { button: 'right' });
    assert.deepEqual(await prevented.jsonValue(), [false, false, false, false]);
    assert.equal(await menu().isVisible(), false);
    await rightClick(...(await nameOf(1)));
    assert.deepEqual((await prevented.jsonValue()).slice(4), [true]);
    await item('Collapse all').click();
    const few = await timeline.stateThat((state) => state.rows === 1);
    assert.ok(few.lanesBottom < lanesBottom);
    await page.mouse.click(600, (await boxTop()) + few.lanesBottom + 20, { button: 'right' });
    assert.deepEqual((await prevented.jsonValue()).slice(5), [false], 'below the last lane');
  });

  it('neither moves the view nor measures while the other button is dragged', async () => {
    const before = await open();
    const { mouse, keyboard } = timeline.page;
    const bar = await timeline.bar({ name: 'main', kind: 'waiting' });
    for (const modifier of [undefined, 'Shift']) {
      if (modifier) await keyboard.down(modifier);
      await mouse.move(bar.x, bar.y);
      await mouse.down({ button: 'right' });
      await mouse.move(bar.x + 90, bar.y + 40, { steps: 5 });
      await mouse.up({ button: 'right' });
      if (modifier) await keyboard.up(modifier);
      await shown();
      const { from, to, scrollTop } = await timeline.state();
      assert.deepEqual([from, to, scrollTop], [before.from, before.to, before.scrollTop]);
      await press('Escape');
      await isBack();
    }
    assert.equal(await timeline.page.evaluate(() => document.querySelector('.dragging')), null);
  });

  it('means no click where Ctrl and a press open it, as on a Mac', async () => {
    await open();
    const { page } = timeline;
    const bar = await timeline.bar({ name: 'main', kind: 'waiting' });
    await page.mouse.move(bar.x, bar.y);
    await page.keyboard.down('Control');
    await page.mouse.down();
    const at = { clientX: bar.x, clientY: bar.y, ctrlKey: true, button: 0, bubbles: true };
    await page.locator('[role=treegrid]').dispatchEvent('contextmenu', at);
    await shown();
    await page.mouse.up();
    await page.keyboard.up('Control');
    await timeline.state();
    assert.equal(timeline.count('openSite'), 0);
    assert.equal(await menu().isVisible(), true);
  });

  for (const [width, height] of [
    [320, 560],
    [900, 260],
    [320, 240],
  ] as const) {
    it(`stays within ${width} by ${height} pixels, and all of it can be reached`, async () => {
      await open({ width, height });
      await press('ArrowDown');
      await press('ArrowRight');
      await press('Shift+F10');
      const inside = async (): Promise<void> => {
        await shown();
        const box = (await menu().boundingBox())!;
        assert.ok(box.x >= 0 && box.x + box.width <= width, JSON.stringify(box));
        assert.ok(box.y >= 0 && box.y + box.height <= height, JSON.stringify(box));
        assert.ok(await menu().evaluate((e) => e.scrollWidth <= e.clientWidth), 'nothing is cut at the side');
      };
      await inside();
      await press('End');
      const last = (await item('Copy a link').boundingBox())!;
      assert.ok(last.y >= 0 && last.y + last.height <= height, JSON.stringify(last));
      await timeline.screenshot(`menu-${width}-${height}`);
      await press('Escape');
      const { lanesTop } = await timeline.state();
      const box = (await timeline.page.locator('.box').boundingBox())!;
      await rightClick(box.x + box.width - 4, box.y + lanesTop + 12);
      await inside();
    });
  }

  for (const theme of ['dark', 'light', 'hc-black', 'hc-light'] as const) {
    it(`looks as a menu should in ${theme}, and has no accessibility violations`, async () => {
      await open({ theme });
      await onBar({ name: 'fetchUser', kind: 'waiting', await: 1 });
      await item('Pin above the others').hover();
      assert.equal(await focused(), 'Pin above the others');
      await timeline.screenshot(`menu-${theme}`);
      assert.deepEqual(await timeline.violations(), []);
    });
  }

  it('has the colours of the system where it forces them', async () => {
    await open({ context: { forcedColors: 'active' } });
    await onBar({ name: 'fetchUser', kind: 'waiting', await: 1 });
    await item('Pin above the others').hover();
    const colors = await item('Pin above the others').evaluate((e) => {
      const probe = document.createElement('i');
      probe.style.color = 'Highlight';
      document.body.append(probe);
      return [getComputedStyle(e).backgroundColor, getComputedStyle(probe).color];
    });
    assert.equal(colors[0], colors[1]);
    await timeline.screenshot('menu-forced');
  });
});
