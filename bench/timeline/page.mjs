/** The exported page: when it is drawn, what its frames take, and how much memory it has. */
import { join } from 'node:path';
import { launch, memory, quantile, scriptMemory, settled, SIZE, traced, watchCore } from './browser.mjs';

/** Of a window in which some 200 low lanes have room beside all else. */
const TALL = 1300;
/** In so many looks, one after the other, nothing was drawn. */
const CALM_LOOKS = 4;
/** Height of a low lane, pixels. */
const LOW = 4;

/** @returns a page in a browser of its own, once all is drawn, with what {@link watchCore} has seen */
async function opened(url, giveUp) {
  const browser = await launch();
  const page = await browser.newPage({ viewport: SIZE });
  page.setDefaultTimeout(giveUp);
  await page.addInitScript(watchCore);
  await settled(browser);
  const said = page.waitForEvent('console', (message) => message.text() === 'complete');
  await page.goto(url, { waitUntil: 'commit' });
  await said;
  return { browser, page, seen: await page.evaluate(() => window.seen) };
}

/** @returns how many events a page shows, and how much memory it takes when nothing comes any more, MB: of the whole process, and of its scripts */
export async function memoryOf(url, giveUp) {
  const { browser, page, seen } = await opened(url, giveUp);
  try {
    await settled(browser);
    // asked first: garbage is collected for it
    const scripts = await scriptMemory(page);
    return { events: seen.events, resident: await memory(browser), scripts };
  } finally {
    await browser.close();
  }
}

/** @returns the figures by their names, of a page that has just been opened */
export async function oncePage(url, giveUp, name) {
  const { browser, page, seen } = await opened(url, giveUp);
  try {
    const { coarse, complete } = seen;
    const frames = await moved(browser, page);
    await page.setViewportSize({ ...SIZE, height: TALL });
    await page.focus('[role=treegrid]');
    await page.keyboard.press('h');
    const slim = await moved(browser, page);
    // with the details of what was selected below them
    const { plotHeight, rows } = await state(page);
    const lanes = Math.min(rows, Math.floor(plotHeight / LOW));
    await page.setViewportSize(SIZE);
    await page.focus('[role=treegrid]');
    // the calls of main, side by side, without what they called
    for (const key of ['h', 'Shift+C', 'Home', 'ArrowDown', 'x']) await page.keyboard.press(key);
    const dense = await moved(browser, page);
    await page.keyboard.press('Home');
    const lanesOf = async (by) => {
      await page.locator('select').first().selectOption(by);
      // the lanes of so many are summed up some at a time, in frames that come one after the other
      const first = await still(page);
      return { first, moved: await moved(browser, page) };
    };
    const functions = await lanesOf('function');
    const lines = await lanesOf('line');
    await page.locator('select').first().selectOption('creator');
    await page.focus('[role=treegrid]');
    for (const key of ['Shift+E', 'Shift+C']) await page.keyboard.press(key);
    const first = await still(page);
    const collapsed = { first, moved: await moved(browser, page) };
    if (process.env.BENCH_PICTURES)
      await page.screenshot({ path: join(process.env.BENCH_PICTURES, `${name}.png`) });
    return {
      coarse,
      complete,
      'frame p50': quantile(frames.clock, 0.5),
      'frame p99': quantile(frames.clock, 0.99),
      'frame worst': Math.max(...frames.clock),
      'low lanes in view': lanes,
      'frame p99, low lanes': quantile(slim.clock, 0.99),
      'frame p99, dense lanes': quantile(dense.clock, 0.99),
      'frame p99, of CPU': quantile(frames.cpu, 0.99),
      'frame p99, low lanes, of CPU': quantile(slim.cpu, 0.99),
      'frame p50, dense lanes, of CPU': quantile(dense.cpu, 0.5),
      'frame p99, dense lanes, of CPU': quantile(dense.cpu, 0.99),
      ...Object.fromEntries(
        Object.entries({ 'by function': functions, 'by line': lines, 'all collapsed': collapsed }).flatMap(
          ([of, { first: summing, moved: after }]) => [
            [`frame p99, ${of}`, quantile(after.clock, 0.99)],
            [`frame p50 while lanes are summed up, ${of}`, quantile(summing, 0.5)],
            [`frame worst while lanes are summed up, ${of}`, Math.max(...summing)],
          ],
        ),
      ),
    };
  } finally {
    await browser.close();
  }
}

const state = (page) => page.evaluate(() => window.awaitscopeTest.state());

/** @returns what each frame took until no more follow by themselves */
async function still(page) {
  const frames = [];
  for (let calm = 0; calm < CALM_LOOKS;) {
    await page.waitForTimeout(50);
    const { frameTimes } = await state(page);
    // one is that of the question
    calm = frameTimes.length <= 1 ? calm + 1 : 0;
    frames.push(...frameTimes);
  }
  return frames;
}

/** @returns what each frame took while the wheel zooms, pans, flings and scrolls, with a bar selected: by the clock, and of the processor's time; ms */
async function moved(browser, page) {
  const { result, cpu } = await traced(browser, page, () => whileMoved(page));
  return { clock: result, cpu };
}

async function whileMoved(page) {
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
