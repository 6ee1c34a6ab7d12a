/** Runs the tests that need no VS Code. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundleTests, testFilesIn } from './bundle-tests.mjs';
import { findChromium } from './chromium.mjs';
import { ONE_FAILED, readResult, sum } from './counts.mjs';
import { ROOT } from './paths.mjs';
import { show } from './run.mjs';

const LIMIT_MS = 20 * 60_000;
const TEST_LIMIT_MS = 60_000;
/** Most tests wait for programs and browsers that they have started. */
const PROCESSES = 2;

/**
 * @param {{ files?: string[], grep?: string, allNodes?: boolean }} options
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runUnitTests({ files, grep, allNodes }) {
  const sources = files ?? testFilesIn('test').filter((name) => !name.startsWith('test/host/'));
  const { built, broken } = await bundleTests(sources);
  await bundleTests(['test/support/reporter.ts']);
  const failures = Array.from({ length: broken }, () => ONE_FAILED);
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, CHROMIUM: process.env.CHROMIUM || (findChromium() ?? '') };
  if (allNodes) env.AWAITSCOPE_ALL_NODES = '1';
  const lists = Array.from({ length: PROCESSES }, (_, i) =>
    built.filter((_file, at) => at % PROCESSES === i),
  );
  const runs = lists.filter((list) => list.length > 0).map((list, i) => runFiles(list, grep, env, i));
  return sum([...(await Promise.all(runs)), ...failures]);
}

async function runFiles(files, grep, env, number) {
  const result = join(ROOT, `out/unit-result.${process.pid}-${number}.json`);
  try {
    const status = await show(process.execPath, mochaArguments(files, grep), {
      cwd: ROOT,
      env: { ...env, AWAITSCOPE_TEST_RESULT: result },
      limitMs: LIMIT_MS,
    });
    const counts = readResult(result);
    if (counts && (status === 0) === (counts.failed === 0)) return counts;
    console.log(`  FAIL the unit tests did not run to their end (${status})`);
    return sum([counts ?? ONE_FAILED, ONE_FAILED]);
  } finally {
    rmSync(result, { force: true });
  }
}

function mochaArguments(files, grep) {
  const mocha = join(ROOT, 'node_modules/mocha/bin/mocha.js');
  const reporter = join(ROOT, 'out/test/support/reporter.js');
  const options = ['--reporter', reporter, '--timeout', String(TEST_LIMIT_MS), '--forbid-only', '--exit'];
  if (grep) options.push('--grep', grep);
  return ['--enable-source-maps', mocha, ...options, ...files];
}
