/** The workbench in a Chromium without a window. */
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ROOT } from '../lib/paths.mjs';

/** The tests of pages use the same, test/support/chromium.ts. */
const ARGUMENTS = JSON.parse(readFileSync(join(ROOT, 'test/support/chromium-arguments.json'), 'utf8'));

/**
 * @param {object} options
 * @param {string} options.executablePath of Chromium
 * @param {string} options.home a folder for its profile
 * @param {string} options.log file for what the page reports
 */
export async function openBrowser({ executablePath, home, log }) {
  const context = await chromium.launchPersistentContext(join(home, 'chromium'), {
    executablePath,
    headless: true,
    viewport: { width: 1280, height: 800 },
    args: ARGUMENTS,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  logTo(page, log);
  return { page, close: () => withinSeconds(5, context.close()) };
}

/**
 * Loads the workbench so that it runs a test suite in its extension host.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<{ exit: Promise<number> }>} `exit` is what the extension host reports at the end of the suite
 */
export async function openWorkbench(page, { port, workspace, extension, suite }) {
  const host = `localhost:${port}`;
  let report;
  const exit = new Promise((resolve) => (report = resolve));
  // the names that a VS Code started with --enable-smoke-test-driver calls
  await page.exposeFunction('codeAutomationExit', (code) => report(code));
  await page.exposeFunction('codeAutomationLog', () => {});
  const payload = [
    ['extensionDevelopmentPath', `vscode-remote://${host}${extension}`],
    ['extensionTestsPath', `vscode-remote://${host}${suite}`],
    ['skipWelcome', 'true'],
  ];
  const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) });
  await page.goto(`http://${host}/?${query.toString()}`);
  return { exit };
}

function logTo(page, file) {
  const log = createWriteStream(file);
  page.on('console', (message) => log.write(`${message.type()} ${message.text()}\n`));
  page.on('pageerror', (error) => log.write(`pageerror ${error.stack}\n`));
  page.on('response', (response) => {
    if (response.status() >= 400) log.write(`http ${response.status()} ${response.url()}\n`);
  });
  page.on('requestfailed', (request) => {
    log.write(`requestfailed ${request.url()} ${request.failure()?.errorText}\n`);
  });
}

function withinSeconds(seconds, promise) {
  return Promise.race([promise, new Promise((resolve) => setTimeout(resolve, seconds * 1000).unref())]);
}
