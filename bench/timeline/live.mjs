/**
 * A recording that grows by 100,000 events a second for a minute, as a host that follows a program sends it: what each frame takes, and how memory
 * grows. The events come in blocks of a twentieth of a second, by the clock: what the machine cannot keep up with, comes later.
 */
import { launch, memory, quantile, scriptMemory, serve, SIZE, traced } from './browser.mjs';
import { recording } from './recording.mjs';

const EVENTS_A_SECOND = 100_000;
const BLOCKS_A_SECOND = 20;

/** Runs in the page, before it: the host, whose chunks come from here. */
function host() {
  let receive = () => undefined;
  window.awaitscopeHost = {
    connect: (to) => void (receive = to),
    getState: () => undefined,
    setState: () => undefined,
    post: ({ type }) => {
      if (type === 'ready') window.isReady = true;
    },
  };
  window.hostSends = (message) => receive(message);
  window.hostSendsBytes = (base64) =>
    receive({ type: 'chunk', source: 0, bytes: Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)) });
}

/**
 * @param seconds how long it grows
 * @param grouping by what its tasks stand
 * @returns rows of the table: a name and a text
 */
export async function live(seconds, grouping) {
  const server = await serve({});
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: SIZE });
    await page.addInitScript(host);
    await page.goto(`http://127.0.0.1:${server.address().port}/timeline.html`);
    await page.waitForFunction(() => window.isReady);
    await page.evaluate(() =>
      window.hostSends({ type: 'open', name: 'live', live: true, strings: {}, locale: 'en' }),
    );
    // while nothing is there, it cannot be seen
    await page.locator('select').evaluate((select, by) => {
      select.value = by;
      select.dispatchEvent(new Event('change'));
    }, grouping);
    // the first pictures are those of an empty page, in which the browser loads its fonts
    await page.evaluate(() => window.awaitscopeTest.state());
    const frames = [];
    let inFirstSecond = 0;
    const grown = [];
    const begun = performance.now();
    let sent = 0;
    let late = 0;
    const look = async () => {
      const { frameTimes, events } = await page.evaluate(() => window.awaitscopeTest.state());
      frames.push(...frameTimes);
      inFirstSecond ||= frames.length;
      grown.push({ events, mb: await memory(browser) });
    };
    const blockEvents = EVENTS_A_SECOND / BLOCKS_A_SECOND;
    const grow = async () => {
      for (const piece of recording(EVENTS_A_SECOND * seconds, { blockEvents })) {
        const due = begun + (sent++ * 1000) / BLOCKS_A_SECOND;
        const early = due - performance.now();
        if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
        late = Math.max(late, -early);
        await page.evaluate((text) => window.hostSendsBytes(text), Buffer.from(piece).toString('base64'));
        if (sent % BLOCKS_A_SECOND === 0) await look();
      }
      await look();
    };
    const { cpu } = await traced(browser, page, grow);
    const scripts = await scriptMemory(page);
    const half = grown[grown.length >> 1];
    const last = grown.at(-1);
    const growth = (a, b) => ((b.mb - a.mb) * 2 ** 20) / (b.events - a.events);
    return [
      ['events taken in', last.events.toLocaleString('en')],
      ['frames', String(frames.length)],
      ['frame p50', quantile(frames, 0.5).toFixed(1)],
      ['frame p99', quantile(frames, 0.99).toFixed(1)],
      ['frame worst', Math.max(...frames).toFixed(1)],
      ['frame worst, after the first second', Math.max(...frames.slice(inFirstSecond)).toFixed(1)],
      ['frame p99, of CPU', quantile(cpu, 0.99).toFixed(1)],
      ['frame worst, of CPU', Math.max(...cpu).toFixed(1)],
      ['sent late by at most', Math.round(late).toString()],
      [
        'resident memory, bytes an event, first and second half',
        `${growth(grown[0], half).toFixed(0)}, ${growth(half, last).toFixed(0)}`,
      ],
      ['memory of model and drawing, bytes an event', ((scripts * 2 ** 20) / last.events).toFixed(1)],
    ];
  } finally {
    await browser.close();
    server.close();
  }
}
