/** The browser that shows VS Code's workbench to the tests. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { onPath } from './paths.mjs';
import { SetupError, step } from './progress.mjs';
import { capture } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];

const OUTSIDE_PATH = {
  linux: [],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .map((variable) => process.env[variable])
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe')),
};

/** @returns path of the browser, or undefined */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const known = OUTSIDE_PATH[process.platform] ?? [];
  return NAMES.map(onPath).find((file) => file !== undefined) ?? known.find((file) => existsSync(file));
}

/** @throws SetupError if there is no browser, and none can be installed without asking */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  const mayInstall = process.getuid?.() === 0 && onPath('apt-get') !== undefined;
  if (!mayInstall) throw new SetupError(HOW_TO_GET_IT);
  await step('installing Chromium (apt-get)', installWithApt);
  const installed = findChromium();
  if (!installed) throw new SetupError(HOW_TO_GET_IT);
  return installed;
}

const HOW_TO_GET_IT =
  'No Chromium found: the tests that need a browser cannot run. ' +
  'Install it (Debian: apt-get install chromium) or name one in the environment variable CHROMIUM.';

async function installWithApt() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await capture('apt-get', ['update'], { env });
  await capture('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
}
