/** The timeline in little room, with the system's colours, under fingers: wherever it is shown, everything can be seen and reached. */
import assert from 'node:assert/strict';
import type { CDPSession, Locator } from 'playwright-core';
import { shop } from '../support/programs';
import { MS, Simulation, recordingOf } from '../support/simulation';
import { shopPage } from '../support/shop-page';
import type { State } from '../support/timeline-page';

describe('the timeline, wherever it is shown', () => {
  const { timeline, simulation, recording, open } = shopPage();
  const { press, focus } = timeline;

  /** @returns those that are not wholly within the page, or lie on one another */
  async function misplaced(all: Locator, width: number, height: number): Promise<string[]> {
    const boxes: { name: string; x: number; y: number; right: number; bottom: number }[] = [];
    for (const one of await all.all()) {
      const box = await one.boundingBox();
      if (!box) continue;
      const name = await one.evaluate((e) => e.getAttribute('title') ?? e.textContent);
      boxes.push({ name, x: box.x, y: box.y, right: box.x + box.width, bottom: box.y + box.height });
    }
    assert.ok(boxes.length > 0);
    const outside = boxes.filter((b) => b.x < 0 || b.y < 0 || b.right > width || b.bottom > height);
    const on = boxes.filter((a, i) =>
      boxes.some(
        (b, j) => j > i && a.x < b.right - 1 && b.x < a.right - 1 && a.y < b.bottom - 1 && b.y < a.bottom - 1,
      ),
    );
    return [...outside, ...on].map(({ name }) => name);
  }

  for (const [name, width, height, dpr] of [
    ['a panel of 320 pixels', 320, 560, 1],
    ['the panel below the code', 900, 260, 1],
    ['a page zoomed to 200 %', 640, 380, 2],
    ['a window of its own', 1600, 1000, 1],
  ] as const) {
    it(`has all controls and the details within ${name}`, async () => {
      await open({ width, height, dpr });
      const controls = timeline.page.locator('.toolbar button, .toolbar select, .toolbar input');
      assert.deepEqual(await misplaced(controls, width, height), []);
      await timeline.click({ name: 'handleRequest', kind: 'waiting' });
      const { page } = timeline;
      await page.waitForSelector('.details:not(.empty)');
      await page.mouse.move(5, height - 5);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.equal(overflow, width);
      assert.deepEqual(await misplaced(page.locator('.details .icon'), width, height), []);
      const details = page.locator('.details');
      assert.ok(await details.evaluate((e) => e.scrollWidth <= e.clientWidth), 'nothing is cut at the side');
      const last = details.locator('.why li').last();
      await last.scrollIntoViewIfNeeded();
      assert.deepEqual(await misplaced(last, width, height), []);
      assert.ok((await timeline.state()).plotHeight > 40, 'and lanes are left');
      await timeline.screenshot(`room-${width}`);
    });
  }

  it('shows the card under the mouse, and the help, within 320 pixels', async () => {
    await open({ width: 320, height: 560 });
    const bar = await timeline.bar({ name: 'main', kind: 'waiting' });
    const { page } = timeline;
    await page.mouse.move(bar.x, bar.y);
    await page.waitForSelector('.hover:not([hidden])');
    assert.deepEqual(await misplaced(page.locator('.hover'), 320, 560), []);
    await focus();
    await press('?');
    assert.deepEqual(await misplaced(page.locator('.help'), 320, 560), []);
    const last = page.locator('.help dd').last();
    await last.scrollIntoViewIfNeeded();
    assert.deepEqual(await misplaced(last, 320, 560), []);
  });

  it('has the steps below the lanes where there is no room beside them', async () => {
    await open({ width: 420, height: 640 });
    await focus();
    await press('o');
    if (!(await timeline.state()).steps) await press('t');
    await timeline.stateThat((state) => state.steps);
    const { page } = timeline;
    const [steps, box] = [
      await page.locator('.steps').boundingBox(),
      await page.locator('.box').boundingBox(),
    ];
    assert.ok(steps!.y >= box!.y + box!.height - 1, 'below');
    assert.ok(steps!.width > 400 && steps!.height > 100, JSON.stringify(steps));
    assert.ok((await timeline.bars({ name: 'main' })).length > 0);
    await timeline.screenshot('room-steps');
  });

  describe('in colours that the system forces', () => {
    /** @returns a colour as the canvas has it */
    const system = (keyword: string) =>
      timeline.page.evaluate((name) => {
        const probe = document.createElement('i');
        probe.style.color = name;
        document.body.append(probe);
        const numbers = getComputedStyle(probe).color.match(/\d+/g)!.slice(0, 3).map(Number);
        probe.remove();
        return numbers;
      }, keyword);

    for (const colorScheme of ['dark', 'light'] as const) {
      it(`draws with these, ${colorScheme}`, async () => {
        await open({ context: { forcedColors: 'active', colorScheme } });
        await timeline.click({ name: 'fetchUser', kind: 'waiting', await: 1 });
        await timeline.page.mouse.move(600, 10);
        const running = await timeline.bar({ name: 'main', kind: 'running' });
        assert.deepEqual(await timeline.colorAt(running.x, running.y - 7), await system('CanvasText'));
        assert.deepEqual(await timeline.colorAt(1090, 600), await system('Canvas'));
        const style = (selector: string, property: string) =>
          timeline.page.$eval(
            selector,
            (e, name) =>
              (getComputedStyle(e).getPropertyValue(name).match(/\d+/g) ?? []).slice(0, 3).map(Number),
            property,
          );
        const highlight = await system('Highlight');
        assert.deepEqual(await style('.choice[aria-pressed=true]', 'background-color'), highlight);
        assert.notDeepEqual(await style('.choice[aria-pressed=false]', 'background-color'), highlight);
        assert.deepEqual(
          await style('.details .swatch.running', 'background-color'),
          await system('CanvasText'),
        );
        assert.deepEqual(await style('.details button.link', 'color'), await system('LinkText'));
        await timeline.screenshot(`forced-${colorScheme}`);
      });
    }

    it('changes to these, and back', async () => {
      await open();
      await timeline.page.emulateMedia({ forcedColors: 'active' });
      const { x, y } = await timeline.bar({ name: 'main', kind: 'running' });
      // the page hears of it with one of its next pictures
      const becomes = async (color: readonly number[]): Promise<void> => {
        while ((await timeline.colorAt(x, y - 7)).join() !== color.join());
      };
      await becomes(await system('CanvasText'));
      await timeline.page.emulateMedia({ forcedColors: 'none' });
      await becomes([0x2f, 0x74, 0xc0]);
    });
  });

  describe('under fingers', () => {
    const atX = (state: State, x: number): number =>
      state.from + ((x - state.plotLeft) / (1100 - 12 - state.plotLeft)) * (state.to - state.from);
    const touch = (cdp: CDPSession, type: 'touchStart' | 'touchMove' | 'touchEnd', ...xs: number[]) =>
      cdp.send('Input.dispatchTouchEvent', { type, touchPoints: xs.map((x, id) => ({ x, y: 300, id })) });

    it('zooms around the place of a pinch on the trackpad', async () => {
      const before = await open();
      await timeline.page.mouse.move(700, 300);
      await timeline.page.keyboard.down('Control');
      for (let i = 0; i < 5; i++) await timeline.page.mouse.wheel(0, -8);
      await timeline.page.keyboard.up('Control');
      const after = await timeline.stateThat(({ fitting }) => !fitting);
      assert.ok(after.to - after.from < 0.8 * (before.to - before.from));
      const moved = Math.abs(atX(after, 700) - atX(before, 700));
      assert.ok(moved < (before.to - before.from) / 1000, String(moved));
    });

    it('zooms between two fingers, moves with them, and selects under one', async () => {
      const before = await open({ context: { hasTouch: true } });
      const cdp = await timeline.page.context().newCDPSession(timeline.page);
      await touch(cdp, 'touchStart', 600);
      await touch(cdp, 'touchStart', 600, 800);
      for (let i = 1; i <= 10; i++) await touch(cdp, 'touchMove', 600 - 10 * i, 800 + 10 * i);
      await touch(cdp, 'touchEnd');
      const near = await timeline.stateThat(({ fitting }) => !fitting);
      const span = before.to - before.from;
      assert.ok(Math.abs((near.to - near.from) / span - 0.5) < 0.02, 'twice as near');
      assert.ok(Math.abs(atX(near, 700) - atX(before, 700)) < span / 100, 'around the middle');
      assert.equal(near.selected, '', 'that was no tap');

      await touch(cdp, 'touchStart', 700);
      for (let i = 1; i <= 10; i++) await touch(cdp, 'touchMove', 700 - 10 * i);
      await touch(cdp, 'touchEnd');
      const moved = await timeline.stateThat(({ from }) => from > near.from);
      assert.equal(Math.round((moved.to - moved.from) / 1000), Math.round((near.to - near.from) / 1000));
      assert.equal(moved.selected, '');

      const bar = await timeline.bar({ kind: 'waiting' });
      await timeline.page.touchscreen.tap(bar.x, bar.y);
      await timeline.stateThat(({ selected }) => selected !== '');
    });
  });

  it('shows the other axis at once to those who want no motion', async () => {
    await open({ context: { reducedMotion: 'reduce' } });
    await focus();
    await press('o');
    await timeline.stateThat(({ axis }) => axis === 'order');
    const first = await timeline.bars({ name: 'main' });
    const picture = await timeline.page.screenshot();
    for (let i = 0; i < 5; i++) await timeline.state();
    assert.deepEqual(await timeline.bars({ name: 'main' }), first);
    assert.ok(picture.equals(await timeline.page.screenshot()), 'nothing moves any more');
  });

  it('says of a program that was killed that it stopped in the middle, and more on a press', async () => {
    await timeline.open();
    const killed = new Simulation(0, {}, 34 * MS).run(shop(2));
    await timeline.show(recordingOf(killed), [killed.sites()]);
    const { page } = timeline;
    await page.click('.chip:has-text("Stopped in the middle")');
    const { notice } = await timeline.state();
    assert.match(notice, /^1 process did not come to an end of its own/);
    await timeline.screenshot('killed');
    await page.click('.notice button[title=Close]');
    assert.equal((await timeline.state()).notice, '');
    await timeline.show(recording, [simulation.sites()]);
    assert.equal(await page.isVisible('.chip:has-text("Stopped in the middle")'), false);
  });
});
