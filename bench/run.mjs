/**
 * What recording costs, beside what others cost, in one run:
 *
 *     npm run bench                        all of it, under 20 minutes; the tables go to stdout
 *     npm run bench -- --quick             the same with fewer rounds, under 2
 *     npm run bench -- --node PATH         with another Node
 *     npm run bench -- --only http,micro   some of it
 *     npm run bench -- timeline            instead of these, how quick the timeline is
 *
 * Modes take turns within each round, so that a busy machine is busy for all of them. Microbenches give the least of all rounds, since whatever else
 * runs can only add to it; the others give the median of the ratios to the untraced run of the same round, with the least and the most.
 */
import { execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { cpus, devNull } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { load } from './load.mjs';
import { MODES } from './modes.mjs';

if (process.argv[2] === 'timeline') {
  await import('./timeline/run.mjs');
  process.exit();
}

const here = dirname(fileURLToPath(import.meta.url));
const run = promisify(execFile);
const nowhere = openSync(devNull, 'w');
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    node: { type: 'string', default: process.execPath },
    only: { type: 'string' },
    modes: { type: 'string' },
    rounds: { type: 'string' },
  },
});
const { quick, node } = values;
const rounds = Number(values.rounds ?? (quick ? 2 : 7));
const wanted = values.only?.split(',');
const modes = Object.keys(MODES).filter((name) => !values.modes || values.modes.split(',').includes(name));
const program = (name) => join(here, 'programs', name);

/** Slow ones of others get less to do in a microbench. */
const SLOW = new Set(['stacks', 'trace events', 'clinic bubbleprof', 'trace', 'inspector async stacks']);

const SLOWEST = new Set(['clinic bubbleprof', 'trace']);

async function node_(mode, args, env = {}) {
  const how = MODES[mode]();
  if (!how) return undefined;
  // bubbleprof writes to the fourth stream, and 'ignore' would not open one
  const child = spawn(node, [...how.flags, ...args], {
    env: { ...process.env, ...how.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', nowhere],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`${mode}: exit status ${status}`);
  return { stdout, bytes: how.bytes?.() };
}

/** @returns for each mode the results of all rounds, in which the modes took turns */
async function inTurns(only, once_) {
  const results = new Map(only.map((mode) => [mode, []]));
  for (let round = 0; round < rounds; round++) {
    for (const mode of only) {
      if (quick && round > 0 && SLOWEST.has(mode)) continue;
      const result = await once_(mode);
      if (result !== undefined) results.get(mode).push(result);
    }
    process.stderr.write('.');
  }
  process.stderr.write('\n');
  return new Map([...results].filter(([, list]) => list.length > 0));
}

async function micro() {
  const results = await inTurns(modes, async (mode) => {
    const n = (SLOW.has(mode) ? 10_000 : 100_000) / (quick ? (SLOWEST.has(mode) ? 8 : 2) : 1);
    const done = await node_(mode, [program('micro.cjs')], { BENCH_N: String(n) });
    return done && JSON.parse(done.stdout);
  });
  const names = Object.keys([...results.values()][0][0]);
  const least = (mode, name) => Math.min(...results.get(mode).map((r) => r[name]));
  const rows = [...results.keys()].map((mode) => [
    mode,
    ...names.map((name) => {
      const ns = least(mode, name);
      const over = results.has('empty hooks') ? ns / least('empty hooks', name) : NaN;
      const most = Math.max(...results.get(mode).map((r) => r[name]));
      return `${digits(ns)}–${digits(most)} (${digits(over)})`;
    }),
  ]);
  table(
    'Nothing but awaits: ns of CPU each, least–most of the rounds (least over empty hooks)',
    ['', ...names],
    rows,
  );
}

/**
 * How many requests a server gets in all, and how many of these are not counted: those in which V8 still compiles what runs often. Where each takes long,
 * compiling is the smaller part, and there are fewer.
 */
function httpLoad(mode) {
  const requests = (quick ? 2400 : 16_000) / (SLOWEST.has(mode) ? 8 : SLOW.has(mode) ? (quick ? 1 : 3) : 1);
  return { requests, warmUp: Math.floor(requests / 3) };
}

async function http(kind) {
  const results = await inTurns(modes, async (mode) => {
    const { requests, warmUp } = httpLoad(mode);
    const how = MODES[mode]();
    if (!how) return undefined;
    const child = fork(program('http.cjs'), [kind], {
      execPath: node,
      execArgv: how.flags,
      env: { ...process.env, ...how.env, BENCH_WARM_UP: String(warmUp) },
      stdio: ['ignore', 'pipe', 'inherit', nowhere, 'ipc'],
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
    const [port] = await once(child, 'message');
    await load(port, requests);
    if (child.exitCode === null) await once(child, 'close');
    return { ...JSON.parse(out), bytes: how.bytes?.() / requests };
  });
  ratios(`HTTP server, ${kind}: µs of CPU a request`, results, (r) => r.us, [
    ['MB of memory', (r) => r.rss / 2 ** 20],
    ['bytes a request', (r) => r.bytes ?? NaN],
  ]);
}

async function cpu() {
  const results = await inTurns(
    modes.filter((mode) => mode !== 'clinic bubbleprof'),
    async (mode) => {
      const done = await node_(mode, [program('cpu.cjs')]);
      return done && JSON.parse(done.stdout);
    },
  );
  ratios('CPU-bound: tsc on this repository’s protocol/, ms of CPU', results, (r) => r.ms);
}

async function tests() {
  const results = await inTurns(
    modes.filter((mode) => mode !== 'clinic bubbleprof'),
    async (mode) => {
      const done = await node_(mode, [program('tests.cjs')]);
      return done && JSON.parse(done.stdout.trim().split('\n').at(-1));
    },
  );
  ratios('A test suite: async under mocha, ms of CPU', results, (r) => r.ms);
}

async function start() {
  const some = modes.filter((mode) => mode !== 'clinic bubbleprof');
  const results = await inTurns(some, async (mode) => {
    const before = performance.now();
    const done = await node_(mode, [program('empty.cjs')]);
    return done && { ms: performance.now() - before };
  });
  ratios('Start-up: an empty program, ms from its start to its end', results, (r) => r.ms);
}

function ratios(title, results, of, more = []) {
  const base = results.get('untraced');
  const floor = results.get('empty hooks');
  const over = (list, other) => (other ? spread(list.map((r, i) => of(r) / of(other[i]))) : '');
  const rows = [...results].map(([mode, list]) => [
    mode,
    spread(list.map(of)),
    over(list, base),
    over(list, floor),
    ...more.map(([, get]) => digits(median(list.map(get)))),
  ]);
  table(title, ['', 'each', 'over untraced', 'over empty hooks', ...more.map(([name]) => name)], rows);
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];
const spread = (list) =>
  `${digits(median(list))} (${digits(Math.min(...list))}–${digits(Math.max(...list))})`;

function digits(x) {
  if (!Number.isFinite(x)) return '–';
  return x >= 100 ? Math.round(x).toLocaleString('en') : x.toPrecision(3);
}

function table(title, head, rows) {
  console.log(`\n### ${title}\n`);
  for (const row of [head, head.map(() => '---'), ...rows]) console.log(`| ${row.join(' | ')} |`);
}

const PARTS = {
  start,
  micro,
  http: () => http('node:http'),
  fastify: () => http('fastify'),
  cpu,
  tests,
};

const { stdout: version } = await run(node, ['-p', 'process.version']);
console.log(
  `Node ${version.trim()}, ${cpus().length} × ${cpus()[0].model}, ${rounds} rounds, ${new Date().toISOString()}`,
);
for (const [name, part] of Object.entries(PARTS)) {
  if (wanted && !wanted.includes(name)) continue;
  process.stderr.write(`${name} `);
  await part();
}
