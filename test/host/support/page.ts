/** The timeline's page, as it tells tests about itself (webview/README.md). */
import type { TestHooks } from '../../../webview/test-hooks';
import type { BarHit, BarQuery } from '../../../webview/worker-protocol';
import { ui } from './ui';

/** What the page shows. */
export type PageState = Awaited<ReturnType<TestHooks['state']>>;

/** Our page has such an element; other webviews do not. */
export const PAGE = '#awaitscope';

/** How often to look, a moment apart, before giving up. */
const LOOKS = 400;

/** Waits until the page shows what is wanted. */
export async function drawn(isWanted: (state: PageState) => boolean): Promise<PageState> {
  let state: PageState | undefined;
  for (let look = 0; look < LOOKS; look++) {
    state = await ui.webview.eval(() => window.awaitscopeTest?.state(), undefined, PAGE);
    if (state && isWanted(state)) return state;
    await aMoment();
  }
  throw new Error(`the page stays at ${JSON.stringify(state)}`);
}

/** Waits until a bar is on screen. */
export async function bar(query: BarQuery): Promise<BarHit> {
  for (let look = 0; look < LOOKS; look++) {
    const found = await bars(query);
    if (found[0]) return found[0];
    await aMoment();
  }
  const shown = (await bars({})).map(({ name, kind, await: n }) => `${name} ${kind} ${n}`);
  throw new Error(`no bar ${JSON.stringify(query)} among: ${shown.join(', ')}`);
}

function bars(query: BarQuery): Promise<BarHit[]> {
  return ui.webview.eval((wanted) => window.awaitscopeTest?.hit(wanted) ?? [], query, PAGE);
}

/** Clicks the middle of what is visible of a bar, with the mouse, once it stands still. */
export async function clickBar(query: BarQuery, button: 'left' | 'right' = 'left'): Promise<void> {
  let at = await bar(query);
  for (let before: BarHit | undefined; before?.x !== at.x || before.y !== at.y; at = await bar(query)) {
    before = at;
    await aMoment();
  }
  await ui.webview.click(PAGE, { position: { x: at.x, y: at.y }, button });
}

/** As a person does whose focus is on the timeline. */
export async function pressInPage(key: string): Promise<void> {
  await ui.webview.eval(
    (name) =>
      document
        .querySelector('[role=treegrid]')!
        .dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true })),
    key,
    PAGE,
  );
}

/** Between two looks at the page, which has no way to call us. */
function aMoment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
