#!/usr/bin/env node
/**
 * VS Code's server and a browser, behind the arguments of a desktop VS Code: what `npm run test:desktop` can be tried with
 * where no desktop is.
 *
 *     VSCODE_EXE=scripts/host/as-desktop.mjs npm run test:desktop
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from '../lib/chromium.mjs';
import { QUIET_SETTINGS } from '../lib/quiet-settings.mjs';
import { startServer } from '../lib/server.mjs';
import { VSCODE_VERSIONS, ensureVSCodeServer } from '../lib/vscode-server.mjs';
import { openBrowser, openWorkbench } from './browser.mjs';

const words = process.argv.slice(2);
const given = (name) => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const workspace = words.find((word) => !word.startsWith('-'));
const extension = given('extensionDevelopmentPath');
const suite = given('extensionTestsPath');
if (!workspace || !extension || !suite)
  throw new Error(`not the arguments of a test run: ${words.join(' ')}`);

const home = mkdtempSync(join(tmpdir(), 'awaitscope-as-desktop-'));
const folder = await ensureVSCodeServer(VSCODE_VERSIONS.at(-1));
const browser = await openBrowser({
  executablePath: await ensureChromium(),
  home,
  log: join(home, 'browser.log'),
});
const server = await startServer({
  folder,
  home,
  args: ['--without-connection-token', '--enable-smoke-test-driver', '--disable-workspace-trust'],
  settings: QUIET_SETTINGS,
  log: join(home, 'server.log'),
  env: {},
});
try {
  const { exit } = await openWorkbench(browser.page, { port: server.port, workspace, extension, suite });
  process.exitCode = await Promise.race([exit, server.hostDied.then(() => 1)]);
} finally {
  await browser.close();
  await server.stop();
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
}
