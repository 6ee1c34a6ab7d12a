/**
 * Records real programs, as docs/real-programs.md tells: a web service under load, and the test suite of an npm package.
 * Not part of `npm test`: it takes a minute and installs the package.
 *
 *     node test/real/record.mjs [FOLDER] [--node PATH] [--seconds N]
 */
import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { check, print } from './check.mjs';
import { CLI, program, run, serve, traced } from './running.mjs';

const SUITE = 'abstract-level@3.1.1';
const RUNNER = 'tape@5.9.0';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    node: { type: 'string', default: process.execPath },
    seconds: { type: 'string', default: '10' },
  },
});
const folder = positionals[0] ? resolve(positionals[0]) : mkdtempSync(join(tmpdir(), 'awaitscope-real-'));
mkdirSync(folder, { recursive: true });

/** What a recording holds, and whether the invariants hold for it. */
async function judge(file) {
  const report = await run([process.execPath, CLI, 'report', file]);
  const events = Number(/([\d,]+) events$/m.exec(report.stdout)?.[1]?.replaceAll(',', ''));
  const { size } = statSync(file);
  console.log(report.stdout.slice(0, report.stdout.indexOf('Awaits by place')).trimEnd());
  console.log(
    `\n  ${size} bytes, ${(size / events).toFixed(2)} an event; report: exit status ${report.status}`,
  );
  const invariants = await check(file);
  print(invariants);
  if (invariants.violations.length > 0) process.exitCode = 1;
}

function complain(text) {
  console.log(`  NOT ${text}`);
  process.exitCode = 1;
}

async function recordService() {
  const file = join(folder, 'service.awaitscope');
  const load = { duration: Number(values.seconds) };
  for (const recording of [undefined, file]) {
    const { stderr, ...result } = await serve(traced([values.node, program('server.mjs')], recording), load);
    console.log(recording ? 'recorded ' : 'untraced ', JSON.stringify(result));
    if (result.errors > 0 || result.status !== 0) complain('an orderly run');
    process.stdout.write(stderr);
  }
  await judge(file);
}

/** Installs the suite without the rest of what its authors develop with. */
async function installSuite() {
  const suite = join(folder, 'suite');
  mkdirSync(suite, { recursive: true });
  const shell = { cwd: suite };
  const packed = await run(['npm', 'pack', SUITE, '--silent'], shell);
  await run(['tar', 'xzf', packed.stdout.trim(), '--strip-components=1'], shell);
  const manifest = join(suite, 'package.json');
  const { devDependencies: _, scripts: __, ...rest } = JSON.parse(readFileSync(manifest, 'utf8'));
  writeFileSync(manifest, JSON.stringify(rest));
  const installed = await run(['npm', 'install', '--no-audit', '--no-fund', RUNNER], shell);
  if (installed.status !== 0) throw new Error(installed.stderr);
  return suite;
}

async function recordSuite() {
  const cwd = await installSuite();
  const file = join(folder, 'suite.awaitscope');
  const command = [values.node, 'test/self.js'];
  const plain = await run(command, { cwd });
  const recorded = await run(traced(command, file), { cwd });
  for (const [what, { stdout, status, ms }] of Object.entries({ plain, recorded })) {
    console.log(
      what,
      `exit status ${status}, ${Math.round(ms)} ms,`,
      stdout.match(/^# (?:tests|pass|fail) +\d+$/gm)?.join(' '),
    );
  }
  process.stdout.write(recorded.stderr);
  if (plain.stdout !== recorded.stdout || plain.status !== recorded.status)
    complain('the same output and exit status');
  await judge(file);
}

console.log(`recordings in ${folder}\n\nA web service under load`);
await recordService();
console.log(`\nThe tests of ${SUITE}`);
await recordSuite();
