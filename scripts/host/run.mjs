/** Runs the tests of test/host inside a real VS Code: its server from npm, its workbench in Chromium. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleTests, testFilesIn } from '../lib/bundle-tests.mjs';
import { ensureChromium } from '../lib/chromium.mjs';
import { ONE_FAILED, readResult, sum } from '../lib/counts.mjs';
import { ARTIFACTS, ROOT } from '../lib/paths.mjs';
import { QUIET_SETTINGS } from '../lib/quiet-settings.mjs';
import { startServer } from '../lib/server.mjs';
import { openBrowser, openWorkbench } from './browser.mjs';
import { startUiEndpoint } from './ui-endpoint.mjs';

const LIMIT_MS = 10 * 60_000;
const UNTRUSTED = 'test/host/untrusted/';
/** Pictures for people, which no test looks at: taken when they are asked for (scripts/screenshot.mjs). */
const PICTURES = 'test/host/pictures/';
/** Nor do times pass or fail: bench/timeline/vscode.mjs asks for them. */
const MEASURED = 'test/host/measured/';

/**
 * @param {object} options
 * @param {string} options.folder VS Code's server
 * @param {string} options.vscodeVersion names the screenshots' folder
 * @param {boolean} options.trusted whether the workspace is; an untrusted one has tests of its own, test/host/untrusted
 * @param {string[]} [options.files] only these
 * @param {string} [options.grep]
 * @returns {Promise<import('../lib/counts.mjs').Counts>}
 */
export async function runHostTests({ folder, vscodeVersion, trusted, files, grep }) {
  const all =
    files ??
    testFilesIn('test/host').filter((file) => !file.startsWith(PICTURES) && !file.startsWith(MEASURED));
  const sources = all.filter((file) => file.startsWith(UNTRUSTED) !== trusted);
  if (sources.length === 0) return sum([]);
  if (!trusted) console.log('  in a workspace that is not trusted:');
  const { built, broken } = await bundleTests(sources);
  await bundleTests(['test/host/support/index.ts']);
  const failures = Array.from({ length: broken }, () => ONE_FAILED);

  const home = mkdtempSync(join(tmpdir(), 'awaitscope-host-'));
  const artifacts = join(ARTIFACTS, trusted ? vscodeVersion : `${vscodeVersion}-untrusted`);
  mkdirSync(artifacts, { recursive: true });
  try {
    const run = { folder, home, artifacts, trusted, suite: { files: built, grep } };
    return sum([await runSuite(run), ...failures]);
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function runSuite({ folder, home, artifacts, trusted, suite }) {
  const log = join(home, 'tests.log');
  const result = join(home, 'result.json');
  const workspace = join(home, 'workspace');
  cpSync(join(ROOT, 'test/host/workspace'), workspace, { recursive: true });
  writeFileSync(log, '');

  /** @type {(() => void | Promise<void>)[]} */
  const cleanUp = [];
  const follower = followFile(log);
  cleanUp.unshift(() => follower.stop());
  try {
    const executablePath = await ensureChromium();
    const browser = await openBrowser({ executablePath, home, log: join(artifacts, 'browser.log') });
    cleanUp.unshift(() => browser.close());
    const ui = await startUiEndpoint(browser.page, artifacts);
    cleanUp.unshift(() => ui.close());
    const server = await startServer({
      folder,
      home,
      // without the driver a released VS Code takes no notice of the tests
      args: [
        '--without-connection-token',
        '--enable-smoke-test-driver',
        ...(trusted ? ['--disable-workspace-trust'] : []),
      ],
      settings: { ...QUIET_SETTINGS, 'security.workspace.trust.enabled': !trusted },
      log: join(artifacts, 'server.log'),
      env: {
        AWAITSCOPE_TEST_LOG: log,
        AWAITSCOPE_TEST_RESULT: result,
        AWAITSCOPE_TEST_SUITE: JSON.stringify(suite),
        AWAITSCOPE_TEST_UI: ui.url,
      },
    });
    cleanUp.unshift(() => server.stop());
    const bundle = join(ROOT, 'out/test/host/support/index.js');
    const place = { port: server.port, workspace, extension: ROOT, suite: bundle };
    const { exit } = await openWorkbench(browser.page, place);
    const end = await Promise.race([
      exit.then((code) => ({ code })),
      server.hostDied.then((why) => ({ trouble: `the extension host ended by itself: ${why}` })),
      limit().then(() => ({ trouble: 'the tests do not end' })),
    ]);
    follower.drain();
    return judge(end, readResult(result), suite, () =>
      browser.page.screenshot({ path: join(artifacts, 'trouble.png') }),
    );
  } finally {
    for (const action of cleanUp) await action();
  }
}

/**
 * The extension host's word is not enough, since it reports success for a killed host too: the result must say the same.
 * @param {{ code?: number, trouble?: string }} end
 */
async function judge({ code, trouble }, counts, { grep }, takeScreenshot) {
  const hasRun = counts && (grep || counts.passed + counts.failed + counts.skipped > 0);
  const agrees = hasRun && (code === 0) === (counts.failed === 0);
  if (!trouble && agrees) return counts;
  await takeScreenshot().catch(() => {});
  console.log(
    `  FAIL ${trouble ?? `the extension host ended with code ${code}, which is not what the tests say`}`,
  );
  return sum([counts ?? ONE_FAILED, ...(counts ? [ONE_FAILED] : [])]);
}

function limit() {
  return new Promise((resolve) => setTimeout(resolve, LIMIT_MS).unref());
}

/** Prints what is appended to a file. */
function followFile(file) {
  let shown = 0;
  const drain = () => {
    if (!existsSync(file)) return;
    const text = readFileSync(file, 'utf8');
    process.stdout.write(text.slice(shown));
    shown = text.length;
  };
  const timer = setInterval(drain, 200);
  return {
    drain,
    stop() {
      clearInterval(timer);
      drain();
    },
  };
}
