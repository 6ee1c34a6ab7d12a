import type { Page } from 'playwright-core';
import type { CoreState } from '../../webview/worker-protocol';

/** Looks at a timeline's page until it shows what is wanted. */
export async function shows(page: Page, isWanted: (state: CoreState) => boolean): Promise<CoreState> {
  for (;;) {
    const state = await page.evaluate(() => window.awaitscopeTest?.state());
    if (state && isWanted(state)) return state;
  }
}
