/**
 * Starts Chromium for tests that look at a page: the timeline, an exported recording. Its arguments are for a container
 * without a graphics card, and keep it from talking to anybody.
 */
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import args from './chromium-arguments.json';

/** @returns a browser without a window; the caller closes it */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  return chromium.launch({ executablePath, headless: true, args });
}
