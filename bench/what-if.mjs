/**
 * Does the saving that a finding predicts come true? Runs each program of bench/what-if as it is, recorded, for the prediction, and
 * rewritten with Promise.all, and compares:
 *
 *     node bench/what-if.mjs [rounds, default 5]      exit status 1 if a prediction is off by more than 15 %
 *
 * Figures are medians over the rounds. What is measured is the time of the program's main function, both sides not recorded.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const cli = join(root, 'dist/cli.js');
const programs = join(root, 'bench/what-if');
const rounds = Number(process.argv[2] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'what-if-'));
const names = readdirSync(programs).flatMap((file) => /^(\w+)\.mjs$/.exec(file)?.[1] ?? []);
const node = (...args) =>
  execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

console.log('| program | as it is | together | saved | predicted | off by |\n|---|---:|---:|---:|---:|---:|');
try {
  for (const name of names) {
    const [asIs, together, predicted] = [[], [], []];
    for (let round = 0; round < rounds; round++) {
      asIs.push(Number(node(join(programs, `${name}.mjs`))));
      together.push(Number(node(join(programs, `${name}.together.mjs`))));
      const file = join(folder, `${name}-${round}.awaitscope`);
      node(cli, 'run', '-o', file, '--', process.execPath, join(programs, `${name}.mjs`));
      const { stdout } = spawnSync(process.execPath, [cli, 'check', file, '--format', 'json'], {
        encoding: 'utf8',
      });
      const found = JSON.parse(stdout).findings.find(({ whatIf }) => whatIf);
      predicted.push(found ? found.whatIf.run / 1e6 : NaN);
    }
    const [before, after, said] = [median(asIs), median(together), median(predicted)];
    const off = said / (before - after) - 1;
    if (!(Math.abs(off) <= 0.15)) process.exitCode = 1;
    const ms = (time) => `${time.toFixed(1)} ms`;
    console.log(
      `| ${name} | ${ms(before)} | ${ms(after)} | ${ms(before - after)} | ${ms(said)} | ${(100 * off).toFixed(1)} % |`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
