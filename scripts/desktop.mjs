/**
 * The tests of test/host in a desktop VS Code, for machines that have a screen. Those that use the window are skipped.
 *
 *     npm run test:desktop                                a VS Code that is downloaded for it
 *     VSCODE_EXE=/path/to/code npm run test:desktop       one that is there
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleTests, testFilesIn } from './lib/bundle-tests.mjs';
import { ONE_FAILED, format, readResult } from './lib/counts.mjs';
import { build, ensureDependencies } from './lib/dependencies.mjs';
import { CACHE, ROOT } from './lib/paths.mjs';
import { QUIET_SETTINGS } from './lib/quiet-settings.mjs';

await ensureDependencies();
await build();
const { runTests } = await import('@vscode/test-electron');
const sources = testFilesIn('test/host').filter((file) => !file.startsWith('test/host/untrusted/'));
const { built, broken } = await bundleTests(sources);
await bundleTests(['test/host/support/index.ts']);

const home = mkdtempSync(join(tmpdir(), 'awaitscope-desktop-'));
const result = join(home, 'result.json');
const workspace = join(home, 'workspace');
const profile = join(home, 'profile');
mkdirSync(join(profile, 'User'), { recursive: true });
writeFileSync(join(profile, 'User/settings.json'), JSON.stringify(QUIET_SETTINGS));
cpSync(join(ROOT, 'test/host/workspace'), workspace, { recursive: true });
const which = process.env.VSCODE_EXE
  ? { vscodeExecutablePath: process.env.VSCODE_EXE }
  : { version: process.env.VSCODE_VERSION ?? 'stable', cachePath: join(CACHE, 'desktop') };
let status = 1;
try {
  status = await runTests({
    ...which,
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: join(ROOT, 'out/test/host/support/index.js'),
    extensionTestsEnv: {
      AWAITSCOPE_TEST_RESULT: result,
      AWAITSCOPE_TEST_SUITE: JSON.stringify({ files: built }),
    },
    launchArgs: [workspace, `--user-data-dir=${profile}`],
  });
} catch (error) {
  console.error(String(error));
}
const counts = readResult(result) ?? ONE_FAILED;
rmSync(home, { recursive: true, force: true, maxRetries: 3 });
process.exitCode = status === 0 && broken === 0 && counts.failed === 0 ? 0 : 1;
console.log(`\n${format({ ...counts, failed: counts.failed + broken })}`);
