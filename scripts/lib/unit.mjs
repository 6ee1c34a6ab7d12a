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

/**
 * @param {{ files?: string[], grep?: string, allNodes?: boolean }} options
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runUnitTests({ files, grep, allNodes }) {
  const sources = files ?? testFilesIn('test').filter((name) => !name.startsWith('test/host/'));
  const { built, broken } = await bundleTests(sources);
  await bundleTests(['test/support/reporter.ts']);
  const failures = Array.from({ length: broken }, () => ONE_FAILED);
  const result = join(ROOT, `out/unit-result.${process.pid}.json`);
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, AWAITSCOPE_TEST_RESULT: result };
  if (allNodes) env.AWAITSCOPE_ALL_NODES = '1';
  env.CHROMIUM ||= findChromium() ?? '';
  try {
    const status = await show(process.execPath, mochaArguments(built, grep), {
      cwd: ROOT,
      env,
      limitMs: LIMIT_MS,
    });
    const counts = readResult(result);
    if (counts && (status === 0) === (counts.failed === 0)) return sum([counts, ...failures]);
    console.log(`  FAIL the unit tests did not run to their end (${status})`);
    return sum([counts ?? ONE_FAILED, ONE_FAILED, ...failures]);
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
