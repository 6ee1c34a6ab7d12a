/** The exported page: when it is drawn, what its frames take, and how much memory it has. */
import { join } from 'node:path';
import { launch, memory, quantile, settled, SIZE, watchCore } from './browser.mjs';

/** @returns the figures by their names, of a page that has just been opened */
export async function oncePage(url, giveUp, name) {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: SIZE });
    page.setDefaultTimeout(giveUp);
    await page.addInitScript(watchCore);
    await settled(browser);
    const said = page.waitForEvent('console', (message) => message.text() === 'complete');
    await page.goto(url, { waitUntil: 'commit' });
    await said;
    const { coarse, complete, events } = await page.evaluate(() => window.seen);
    const mb = await memory(browser);
    const frames = await moved(page);
    await page.focus('[role=treegrid]');
    await page.keyboard.press('h');
    const lanes = Math.floor((await state(page)).plotHeight / 4);
    const slim = await moved(page);
    await page.focus('[role=treegrid]');
    // the calls of main, side by side, without what they called
    for (const key of ['h', 'Shift+C', 'Home', 'ArrowDown', 'x']) await page.keyboard.press(key);
    const dense = await moved(page);
    if (process.env.BENCH_PICTURES)
      await page.screenshot({ path: join(process.env.BENCH_PICTURES, `${name}.png`) });
    return {
      coarse,
      complete,
      'bytes an event': (mb * 2 ** 20) / events,
      'frame p50': quantile(frames, 0.5),
      'frame p99': quantile(frames, 0.99),
      'frame worst': Math.max(...frames),
      'low lanes in view': lanes,
      'frame p99, low lanes': quantile(slim, 0.99),
      'frame p99, dense lanes': quantile(dense, 0.99),
    };
  } finally {
    await browser.close();
  }
}

const state = (page) => page.evaluate(() => window.awaitscopeTest.state());

/** @returns what each frame took while the wheel zooms, pans, flings and scrolls, with a bar selected */
async function moved(page) {
  await state(page);
  await page.mouse.move(SIZE.width / 2, SIZE.height / 2);
  const frames = [];
  const wheel = async (times, x, y) => {
    for (let i = 0; i < times; i++) {
      await page.mouse.wheel(x, y);
      frames.push(...(await state(page)).frameTimes);
    }
  };
  const zoom = async (y) => {
    await page.keyboard.down('Control');
    await wheel(15, 0, y);
    await page.keyboard.up('Control');
  };
  await zoom(-120);
  const bars = await page.evaluate(() => window.awaitscopeTest.hit({ kind: 'waiting' }));
  const bar = bars.find(({ width }) => width > 6);
  if (bar) await page.mouse.click(bar.x, bar.y);
  await page.mouse.move(SIZE.width / 2, SIZE.height / 2);
  // there and back while it is zoomed in: past the recording's end, frames are empty and cost nothing
  await wheel(15, 250, 0);
  await wheel(15, -250, 0);
  // thrown: nobody waits for a frame
  for (let i = 0; i < 12; i++) await page.mouse.wheel(i < 6 ? 900 : -900, 0);
  await zoom(120);
  await wheel(15, 0, 120);
  await wheel(15, 0, -120);
  return frames;
}
