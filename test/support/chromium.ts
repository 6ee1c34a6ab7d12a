/** Starts Chromium for tests that look at a page: the timeline, an exported recording. */
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** In a container, without a graphics card, and without a word to anybody. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @returns a browser without a window; the caller closes it */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  return chromium.launch({ executablePath, headless: true, args: ARGUMENTS });
}
