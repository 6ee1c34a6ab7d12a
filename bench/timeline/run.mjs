/**
 * How quick the timeline is in the exported page, in the Chromium of the tests:
 *
 *     npm run bench -- timeline [--rounds 3] [--millions 1,10]
 *     npm run bench -- timeline --against DIST     in the same rounds, the page of another build, by its folder dist
 *     npm run bench -- timeline --live 60          a recording that grows, for so many seconds, by creator and by line (live.mjs)
 *     npm run bench -- timeline --vscode 1.139     in a VS Code of the tests (vscode.mjs)
 *
 * "Coarse" is when the page first hears of tasks from its core, "complete" when the core has taken in everything; both are ms from the
 * page's navigation, the reading of its HTML included; the browser's own start is over by then. Frame work is the script of a frame in the
 * core's worker, while zooming, panning, flinging and scrolling with a bar selected, and so with arrows; then with low lanes; then with the lanes
 * of the busiest tasks side by side. Memory is what a page takes more than the page of a small recording: what its scripts hold, and the resident
 * memory of its process, in which the page's text is too.
 * Up to {@link PEERS_TAKE} million events, speedscope and flame-chart-js show the same in the same rounds (peers.mjs).
 * With BENCH_PICTURES=FOLDER it leaves a picture of each page there, to see what was measured.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch, quantile, serve, settled, SIZE } from './browser.mjs';
import { live } from './live.mjs';
import { memoryOf, oncePage } from './page.mjs';
import { peers } from './peers.mjs';
import { recording, root } from './recording.mjs';
import { inVSCode } from './vscode.mjs';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    rounds: { type: 'string', default: '3' },
    millions: { type: 'string', default: '1,10' },
    live: { type: 'string' },
    against: { type: 'string' },
    vscode: { type: 'string' },
  },
});
const GIVE_UP = 120_000;
/** Of more, speedscope takes minutes. */
const PEERS_TAKE = 1;
/** A recording has a few events less than were asked for: turns are whole. */
const SPARE = 100;
const folder = mkdtempSync(join(tmpdir(), 'timeline-bench-'));

/** A recording that is next to nothing: what its page takes, any page takes. */
const SMALL = 0.01;

/** @returns the path of a recording with as many events */
function recorded(millions) {
  const path = join(folder, `${millions}m.awaitscope`);
  const fd = openSync(path, 'w');
  for (const piece of recording(millions * 1e6)) writeSync(fd, piece);
  closeSync(fd);
  return path;
}

/** @returns the path of the page that a build makes of a recording */
function exported(from, dist, name) {
  const to = join(folder, `${name}.html`);
  const command = [join(dist, 'cli.js'), 'export', from, '--to', 'html', '-o', to];
  execFileSync(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] });
  return to;
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

const addressOf = (server) => `http://127.0.0.1:${server.address().port}`;
const digits = (x) => (x >= 100 ? String(Math.round(x)) : x.toPrecision(3));
const spread = (list) =>
  `${digits(quantile(list, 0.5))} (${digits(Math.min(...list))}–${digits(Math.max(...list))})`;

/** Builds by name: this one, and the one that it is held against. */
const builds = { 'this build': join(root, 'dist'), ...(values.against && { 'the other': values.against }) };

async function showPages(millions) {
  const from = recorded(millions);
  const names = Object.keys(builds);
  const pages = Object.fromEntries(
    names.map((name, i) => [`page${i}.html`, exported(from, builds[name], `${millions}m-${i}`)]),
  );
  const small = recorded(SMALL);
  const bare = Object.fromEntries(
    names.map((name, i) => [`bare${i}.html`, exported(small, builds[name], `bare-${millions}m-${i}`)]),
  );
  const server = await serve({ ...pages, ...bare });
  const addresses = [Object.keys(pages), Object.keys(bare)].map((list) =>
    list.map((page) => `${addressOf(server)}/${page}`),
  );
  const grown = [];
  for (const i of names.keys()) {
    const [all, least] = [await memoryOf(addresses[0][i], GIVE_UP), await memoryOf(addresses[1][i], GIVE_UP)];
    const anEvent = (kind) =>
      (((all[kind] - least[kind]) * 2 ** 20) / (all.events - least.events)).toFixed(1);
    grown.push({ scripts: anEvent('scripts'), resident: anEvent('resident') });
  }
  const others = millions <= PEERS_TAKE ? await peers(from, folder) : {};
  const rounds = names.map(() => []);
  const peerTimes = Object.fromEntries(Object.keys(others).map((name) => [name, []]));
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const [i, page] of Object.keys(pages).entries())
      rounds[i].push(await oncePage(`${addressOf(server)}/${page}`, GIVE_UP, `${millions}m-${i}`));
    for (const [name, peer] of Object.entries(others)) {
      const own = await serve(peer.files, peer.folder);
      peerTimes[name].push(await oncePeer(peer, addressOf(own)));
      own.close();
    }
  }
  server.close();
  names.forEach((name, i) => {
    console.log(`\n### ${millions} million events, exported page, ${name}\n`);
    console.log('| | median (least–most) |\n|---|---|');
    for (const figure of Object.keys(rounds[i][0]))
      console.log(`| ${figure} | ${spread(rounds[i].map((round) => round[figure]))} |`);
    const { scripts, resident } = grown[i];
    console.log(`| memory of model and drawing, bytes an event | ${scripts} |`);
    console.log(`| the same with the page's text: resident memory | ${resident} |`);
  });
  for (const [name, times] of Object.entries(peerTimes)) {
    const over = times.map((ms, i) => ms / rounds[0][i].complete);
    const bars = others[name].bars.toLocaleString('en');
    console.log(`| ${name}, ${bars} bars: complete | ${spread(times)}, ${spread(over)} times ours |`);
  }
}

async function showVSCode(millions) {
  const from = recorded(millions);
  const rounds = await inVSCode(values.vscode, from, millions * 1e6 - SPARE, Number(values.rounds), folder);
  console.log(
    `\n### ${millions} million events, VS Code ${values.vscode}\n\n| | median (least–most) |\n|---|---|`,
  );
  for (const figure of ['coarse', 'complete'])
    console.log(`| ${figure} | ${spread(rounds.map((round) => round[figure]))} |`);
}

try {
  const load = loadavg()[0].toFixed(1);
  console.log(`${cpus().length} × ${cpus()[0].model}, load ${load}, ${values.rounds} rounds; ms unless said`);
  if (values.live) {
    for (const grouping of ['creator', 'line']) {
      console.log(`\n### 100,000 events a second, ${values.live} s, by ${grouping}\n\n| | |\n|---|---|`);
      for (const [name, text] of await live(Number(values.live), grouping))
        console.log(`| ${name} | ${text} |`);
    }
  }
  for (const millions of values.live ? [] : values.millions.split(',').map(Number)) {
    if (values.vscode) await showVSCode(millions);
    else await showPages(millions);
  }
} finally {
  rmSync(folder, { recursive: true });
}
