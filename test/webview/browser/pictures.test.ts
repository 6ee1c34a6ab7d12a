/** Pictures in test-artifacts/webview, for people to look at. */
import assert from 'node:assert/strict';
import { crowd, shop } from '../support/programs';
import { MS, Simulation, recordingOf } from '../support/simulation';
import { THEMES } from '../support/themes';
import type { ThemeName } from '../support/themes';
import { TimelinePage, browserWithPages } from '../support/timeline-page';

describe('pictures of the timeline', () => {
  const pages = browserWithPages();
  const simulation = new Simulation(0, {}, 34 * MS).run(shop()).end();
  const recording = recordingOf(simulation);

  for (const theme of Object.keys(THEMES) as ThemeName[]) {
    it(`in ${theme}`, async () => {
      const timeline = await TimelinePage.open(pages.browser, pages.server, { theme });
      await timeline.show(recording, [simulation.sites()]);
      await timeline.send({ type: 'cursor', site: { file: '/app/src/shop.ts', line: 62, column: 1 } });
      await timeline.screenshot(`${theme}-all`);
      await timeline.click({ name: 'fetchUser', kind: 'waiting', await: 1 });
      const bar = await timeline.bar({ name: 'query', kind: 'waiting' });
      await timeline.page.mouse.move(bar.x, bar.y);
      await timeline.screenshot(`${theme}-selected`);
      await timeline.page.keyboard.press('f');
      await timeline.page.keyboard.press('s');
      await timeline.page.keyboard.press('s');
      await timeline.page.mouse.move(5, 5);
      await timeline.screenshot(`${theme}-zoomed`);
      await timeline.page.keyboard.press('o');
      await timeline.screenshot(`${theme}-order`);
      await timeline.page.keyboard.press('?');
      await timeline.screenshot(`${theme}-help`);
      for (const key of ['Escape', 'o', '0', 'm', 'Shift+M', 'Escape', 'p'])
        await timeline.page.keyboard.press(key);
      await timeline.screenshot(`${theme}-landmarks`);
      assert.deepEqual(timeline.complaints, []);
      await timeline.close();
    });
  }

  it('narrow, sharp, and of a crowd', async () => {
    const narrow = await TimelinePage.open(pages.browser, pages.server, { width: 320, height: 560 });
    await narrow.show(recording, [simulation.sites()]);
    await narrow.click({ name: 'handleRequest', kind: 'waiting' });
    await narrow.screenshot('narrow');
    await narrow.close();
    const sharp = await TimelinePage.open(pages.browser, pages.server, { dpr: 2, width: 800, height: 480 });
    await sharp.show(recording, [simulation.sites()]);
    await sharp.click({ name: 'query', kind: 'waiting' });
    await sharp.screenshot('sharp');
    await sharp.close();
    const crowded = new Simulation(0, {}, 34 * MS).run(crowd(12, 3000)).end();
    const dense = await TimelinePage.open(pages.browser, pages.server, { theme: 'light' });
    await dense.show(recordingOf(crowded), [crowded.sites()]);
    await dense.screenshot('dense');
    await dense.close();
  });
});
