/** Pictures in test-artifacts/webview, for people to look at. */
import { crowd } from '../support/programs';
import { MS, Simulation, recordingOf } from '../support/simulation';
import { THEMES } from '../support/themes';
import type { ThemeName } from '../support/themes';
import { shopPage } from '../support/shop-page';

describe('pictures of the timeline', () => {
  const { timeline, open } = shopPage();
  const { press } = timeline;

  for (const theme of Object.keys(THEMES) as ThemeName[]) {
    it(`in ${theme}`, async () => {
      await open({ theme });
      await timeline.send({ type: 'cursor', site: { file: '/app/src/shop.ts', line: 62, column: 1 } });
      await timeline.screenshot(`${theme}-all`);
      await timeline.click({ name: 'fetchUser', kind: 'waiting', await: 1 });
      const bar = await timeline.bar({ name: 'query', kind: 'waiting' });
      await timeline.page.mouse.move(bar.x, bar.y);
      await timeline.screenshot(`${theme}-selected`);
      await press('f');
      await press('s');
      await press('s');
      await timeline.page.mouse.move(5, 5);
      await timeline.screenshot(`${theme}-zoomed`);
      await press('o');
      await timeline.screenshot(`${theme}-order`);
      await press('?');
      await timeline.screenshot(`${theme}-help`);
      for (const key of ['Escape', 'o', '0', 'm', 'Shift+M', 'Escape', 'p']) await press(key);
      await timeline.screenshot(`${theme}-landmarks`);
    });
  }

  it('narrow, sharp, and of a crowd', async () => {
    await open({ width: 320, height: 560 });
    await timeline.click({ name: 'handleRequest', kind: 'waiting' });
    await timeline.screenshot('narrow');
    await timeline.close();
    await open({ dpr: 2, width: 800, height: 480 });
    await timeline.click({ name: 'query', kind: 'waiting' });
    await timeline.screenshot('sharp');
    await timeline.close();
    const crowded = new Simulation(0, {}, 34 * MS).run(crowd(12, 3000)).end();
    await timeline.open({ theme: 'light' });
    await timeline.show(recordingOf(crowded), [crowded.sites()]);
    await timeline.screenshot('dense');
  });
});
