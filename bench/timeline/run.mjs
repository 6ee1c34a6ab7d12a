/**
 * How quick the timeline is in the exported page, in the Chromium of the tests:
 *
 *     npm run bench -- timeline [--rounds 3] [--millions 1,10]
 *     npm run bench -- timeline --live 60     a recording that grows, for so many seconds (live.mjs)
 *
 * "Coarse" is when the page first hears of tasks from its core, "complete" when the core has taken in everything; both are ms from the
 * page's navigation, the reading of its HTML included; the browser's own start is over by then. Frame work is the script of a frame in the core's worker, while zooming, panning
 * and scrolling, without a selection (hence without arrows). Memory is the renderer's resident memory, the page's text included.
 * Up to {@link PEERS_TAKE} million events, speedscope and flame-chart-js show the same in the same rounds (peers.mjs).
 * With BENCH_PICTURES=FOLDER it leaves a picture of each page there, to see what was measured.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch, memory, quantile, serve, settled, SIZE, watchCore } from './browser.mjs';
import { live } from './live.mjs';
import { peers } from './peers.mjs';
import { recording, root } from './recording.mjs';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    rounds: { type: 'string', default: '3' },
    millions: { type: 'string', default: '1,10' },
    live: { type: 'string' },
  },
});
const GIVE_UP = 120_000;
/** Of more, speedscope takes minutes. */
const PEERS_TAKE = 1;
const folder = mkdtempSync(join(tmpdir(), 'timeline-bench-'));

/** @returns the paths of a recording with as many events, and of its exported page */
function exported(millions) {
  const [from, to] = ['awaitscope', 'html'].map((ext) => join(folder, `${millions}m.${ext}`));
  const fd = openSync(from, 'w');
  for (const piece of recording(millions * 1e6)) writeSync(fd, piece);
  closeSync(fd);
  const command = [join(root, 'dist/cli.js'), 'export', from, '--to', 'html', '-o', to];
  execFileSync(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] });
  return { from, to };
}

/** @returns ms until a peer has drawn all */
async function oncePeer({ page: address, name, isComplete }, url) {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: SIZE });
    page.setDefaultTimeout(GIVE_UP);
    await settled(browser);
    await page.goto(`${url}/${address}`, { waitUntil: 'commit' });
    await page.waitForFunction(isComplete, name, { polling: 20 });
    // what is known to be there is in the picture after the next one
    const drawn = () =>
      new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))),
      );
    const complete = await page.evaluate(drawn);
    if (process.env.BENCH_PICTURES)
      await page.screenshot({ path: join(process.env.BENCH_PICTURES, `${address.slice(0, 4)}.png`) });
    return complete;
  } finally {
    await browser.close();
  }
}

async function once(url) {
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: SIZE });
    page.setDefaultTimeout(GIVE_UP);
    await page.addInitScript(watchCore);
    await settled(browser);
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForFunction(() => window.seen?.complete, undefined, { polling: 100 });
    const { coarse, complete, events } = await page.evaluate(() => window.seen);
    const mb = await memory(browser);
    const frames = await moved(page);
    await page.focus('[role=treegrid]');
    await page.keyboard.press('h');
    const lanes = Math.floor((await page.evaluate(() => window.awaitscopeTest.state())).plotHeight / 4);
    const slim = await moved(page);
    if (process.env.BENCH_PICTURES) {
      await page.screenshot({ path: join(process.env.BENCH_PICTURES, `${Math.round(events / 1e6)}m.png`) });
    }
    return {
      coarse,
      complete,
      'bytes an event': (mb * 2 ** 20) / events,
      'frame p50': quantile(frames, 0.5),
      'frame p99': quantile(frames, 0.99),
      'frame worst': Math.max(...frames),
      'low lanes in view': lanes,
      'frame p99, low lanes': quantile(slim, 0.99),
    };
  } finally {
    await browser.close();
  }
}

/** @returns what each frame took while the wheel zooms, pans and scrolls */
async function moved(page) {
  const state = () => page.evaluate(() => window.awaitscopeTest.state());
  await state();
  await page.mouse.move(SIZE.width / 2, SIZE.height / 2);
  const frames = [];
  const wheel = async (times, x, y) => {
    for (let i = 0; i < times; i++) {
      await page.mouse.wheel(x, y);
      frames.push(...(await state()).frameTimes);
    }
  };
  const zoom = async (y) => {
    await page.keyboard.down('Control');
    await wheel(15, 0, y);
    await page.keyboard.up('Control');
  };
  await zoom(-120);
  // there and back while it is zoomed in: past the recording's end, frames are empty and cost nothing
  await wheel(15, 250, 0);
  await wheel(15, -250, 0);
  await zoom(120);
  await wheel(15, 0, 120);
  await wheel(15, 0, -120);
  return frames;
}

const addressOf = (server) => `http://127.0.0.1:${server.address().port}`;
const digits = (x) => (x >= 100 ? String(Math.round(x)) : x.toPrecision(3));
const spread = (list) =>
  `${digits(quantile(list, 0.5))} (${digits(Math.min(...list))}–${digits(Math.max(...list))})`;

try {
  const load = loadavg()[0].toFixed(1);
  console.log(`${cpus().length} × ${cpus()[0].model}, load ${load}, ${values.rounds} rounds; ms unless said`);
  if (values.live) {
    console.log(`\n### 100,000 events a second, ${values.live} s\n\n| | |\n|---|---|`);
    for (const [name, text] of await live(Number(values.live))) console.log(`| ${name} | ${text} |`);
  }
  for (const millions of values.live ? [] : values.millions.split(',').map(Number)) {
    const { from, to } = exported(millions);
    const server = await serve({ 'page.html': to });
    const others = millions <= PEERS_TAKE ? await peers(from, folder) : {};
    const rounds = [];
    const peerTimes = Object.fromEntries(Object.keys(others).map((name) => [name, []]));
    for (let i = 0; i < Number(values.rounds); i++) {
      rounds.push(await once(addressOf(server) + '/page.html'));
      for (const [name, peer] of Object.entries(others)) {
        const own = await serve(peer.files, peer.folder);
        peerTimes[name].push(await oncePeer(peer, addressOf(own)));
        own.close();
      }
    }
    server.close();
    console.log(`\n### ${millions} million events, exported page\n\n| | median (least–most) |\n|---|---|`);
    for (const name of Object.keys(rounds[0])) {
      console.log(`| ${name} | ${spread(rounds.map((round) => round[name]))} |`);
    }
    for (const [name, times] of Object.entries(peerTimes)) {
      const over = times.map((ms, i) => ms / rounds[i].complete);
      console.log(
        `| ${name}, ${others[name].bars.toLocaleString('en')} bars: complete | ${spread(times)}, ${spread(over)} times ours |`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
