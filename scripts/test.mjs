/**
 * All tests, on a fresh clone too: what is missing is installed first. The last line is `N passed, N failed`.
 *
 *     npm test                                  everything
 *     npm test -- test/model/lanes.test.ts      these files only
 *     npm test -- --only unit                   what needs no VS Code; `--only host`: what runs inside it
 *     npm test -- --grep WORDS                  tests whose title contains the words
 *     npm test -- --vscode 1.139                with one of the two versions of VS Code
 *     npm run test:all                          with every supported version of Node
 *
 * Only builtins may be imported here: node_modules is not there yet.
 */
import { relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChromium } from './lib/chromium.mjs';
import { ONE_FAILED, ONE_PASSED, format, sum } from './lib/counts.mjs';
import { ensureDatabases } from './lib/databases.mjs';
import { build, ensureDependencies } from './lib/dependencies.mjs';
import { ensureNodes } from './lib/nodes.mjs';
import { ROOT } from './lib/paths.mjs';
import { SetupError } from './lib/progress.mjs';
import { show } from './lib/run.mjs';
import { VSCODE_VERSIONS, ensureVSCodeServer } from './lib/vscode-server.mjs';

const results = [];

/**
 * Does one part of the run; if it throws, that is one failure, and the run goes on.
 * @param {() => Promise<unknown>} work
 */
async function attempt(work) {
  try {
    await work();
  } catch (error) {
    console.log(`  FAIL ${error instanceof SetupError ? error.message : error.stack}`);
    results.push(ONE_FAILED);
  }
}

function part(title, work) {
  console.log(`\n${title}`);
  return attempt(async () => results.push(await work()));
}

async function check(title, command, args) {
  const status = await show(process.execPath, [`node_modules/${command}`, ...args], { cwd: ROOT });
  console.log(`  ${status === 0 ? 'ok  ' : 'FAIL'} ${title}`);
  return status === 0 ? ONE_PASSED : ONE_FAILED;
}

async function runChecks() {
  return sum([
    await check('types', 'typescript/bin/tsc', ['-b']),
    await check('lint', 'oxlint/bin/oxlint', ['--type-aware', '--quiet']),
    await check('format', 'oxfmt/bin/oxfmt', ['--check']),
  ]);
}

async function runUnit({ files, grep, allNodes }) {
  const { runUnitTests } = await import('./lib/unit.mjs');
  return runUnitTests({ files, grep, allNodes });
}

async function runHost(vscodeVersion, { files, grep }) {
  const folder = await ensureVSCodeServer(vscodeVersion);
  const { runHostTests } = await import('./host/run.mjs');
  return sum([
    await runHostTests({ folder, vscodeVersion, files, grep, trusted: true }),
    await runHostTests({ folder, vscodeVersion, files, grep, trusted: false }),
  ]);
}

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      grep: { type: 'string' },
      vscode: { type: 'string' },
      'all-nodes': { type: 'boolean', default: false },
    },
  });
  const { only, grep, vscode } = values;
  if (only !== undefined && only !== 'unit' && only !== 'host') {
    throw new SetupError(`--only takes unit or host, not ${only}`);
  }
  const versions = VSCODE_VERSIONS.filter((version) => !vscode || `${version}.`.startsWith(`${vscode}.`));
  if (versions.length === 0) throw new SetupError(`--vscode takes one of ${VSCODE_VERSIONS.join(', ')}`);
  const files = positionals.map((file) => relative(ROOT, resolve(file)).split(sep).join('/'));
  const isHost = (file) => file.startsWith('test/host/');
  const some = files.length > 0;
  return {
    versions,
    grep,
    allNodes: values['all-nodes'] || process.env.AWAITSCOPE_ALL_NODES === '1',
    checks: !some && only === undefined,
    unit: some ? files.some((file) => !isHost(file)) : only !== 'host',
    unitFiles: some ? files.filter((file) => !isHost(file)) : undefined,
    host: some ? files.some(isHost) : only !== 'unit',
    hostFiles: some ? files.filter(isHost) : undefined,
    /** Some files only: whoever works on them wants them at once, and has the rest installed. */
    quick: some,
  };
}

async function main() {
  const options = readOptions();
  console.log('Set-up');
  await ensureDependencies();
  await attempt(build);
  if (!options.quick && options.unit) await attempt(() => ensureNodes(options.allNodes));
  if (!options.quick && options.unit) await attempt(ensureDatabases);
  if (!options.quick || options.host) await attempt(ensureChromium);
  if (options.checks) await part('Checks', runChecks);
  if (options.unit) await part('Unit tests', () => runUnit({ ...options, files: options.unitFiles }));
  if (options.host) {
    for (const version of options.versions) {
      await part(`In VS Code ${version}`, () => runHost(version, { ...options, files: options.hostFiles }));
    }
  }
}

// a signal that nobody listens to would end this process without its 'exit' event, and leave VS Code's server running
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
try {
  await main();
} catch (error) {
  console.error(
    error instanceof SetupError || error.code?.startsWith('ERR_PARSE_ARGS') ? error.message : error,
  );
  results.push(ONE_FAILED);
}
let total = sum(results);
if (total.passed + total.failed === 0) {
  console.error('No test has run.');
  total = ONE_FAILED;
}
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`\n${format(total)}`);
