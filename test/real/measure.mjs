/**
 * What recording costs, as docs/benchmarks.md tells: the same program with and without it, in turns, so that a busy machine is
 * busy for both. CPU time of the traced process itself; medians, with the least and the most.
 *
 *     node test/real/measure.mjs [--node PATH] [--rounds N] [--requests N]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { program, run, serve, traced } from './running.mjs';

const { values } = parseArgs({
  options: {
    node: { type: 'string', default: process.execPath },
    rounds: { type: 'string', default: '7' },
    requests: { type: 'string', default: '8000' },
  },
});
const rounds = Number(values.rounds);
const folder = mkdtempSync(join(tmpdir(), 'awaitscope-measure-'));
const recording = join(folder, 'measured.awaitscope');

/** Measures without and with recording, in turns; `measure` gives numbers by name. */
async function compare(title, unit, measure) {
  const samples = new Map();
  for (let round = 0; round < rounds; round++) {
    for (const file of round % 2 ? [recording, undefined] : [undefined, recording]) {
      for (const [name, value] of Object.entries(await measure(file))) {
        const pair = samples.get(name) ?? { plain: [], recorded: [] };
        pair[file ? 'recorded' : 'plain'].push(value);
        samples.set(name, pair);
      }
    }
  }
  for (const [name, { plain, recorded }] of samples) {
    const ratios = recorded.map((value, i) => value / plain[i]);
    console.log(`${title}, ${name}: ${spread(plain)} → ${spread(recorded)} ${unit}, × ${spread(ratios)}`);
  }
}

/** `median (least–most)` */
function spread(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [middle, least, most] = [sorted[sorted.length >> 1], sorted[0], sorted.at(-1)].map((n) =>
    n.toPrecision(3),
  );
  return `${middle} (${least}–${most})`;
}

/** Runs a program that prints numbers; adds how long the whole command took, in ms. */
async function numbersOf(name, file) {
  const { stdout, stderr, status, ms } = await run(traced([values.node, program(name)], file));
  if (status !== 0) throw new Error(stderr);
  return { ...JSON.parse(stdout), whole: ms };
}

const { stdout: version } = await run([values.node, '--version']);
console.log(
  `${version.trim()}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${rounds} rounds; median (least–most)`,
);
await compare('empty program', 'ms', async (file) => {
  const { whole, ms, cpuMs } = await numbersOf('empty.cjs', file);
  return { 'the whole command': whole, 'until the first line': ms, 'CPU until then': cpuMs };
});
await compare('await', 'ns CPU', async (file) => {
  const { value, task } = await numbersOf('awaits.mjs', file);
  return { 'of a value': value, 'of a task with an await': task };
});
const amount = Number(values.requests);
await compare('web service', 'µs CPU a request', async (file) => {
  const { cpuMs } = await serve(traced([values.node, program('server.mjs')], file), { amount });
  return { 'four routes': (cpuMs * 1000) / amount };
});
rmSync(folder, { recursive: true });
