/** What a test may ask a page: where a bar is, so that it can click it with the real mouse, and what is shown. */
import type { SendToCore } from './connect';
import type { Page } from './page';
import type { BarHit, BarQuery, CoreState, FromCore } from './worker-protocol';

export interface TestHooks {
  /** @returns the bars on screen that fit the query; x and y from the page's top left corner */
  hit(query: BarQuery): Promise<BarHit[]>;
  /** @returns what is shown; the picture is up to date by then */
  state(): Promise<CoreState & { readonly notice: string }>;
}

declare global {
  interface Window {
    awaitscopeTest?: TestHooks;
  }
}

type Answer = Extract<FromCore, { type: 'probed' }>;

/** @returns takes the core's answers */
export function installTestHooks(page: Page, send: SendToCore): (answer: Answer) => void {
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  const ask = (query: BarQuery | null): Promise<Answer> =>
    new Promise((resolve) => {
      const id = ++asked;
      waiting.set(id, resolve);
      send({ type: 'probe', id, query });
    });
  window.awaitscopeTest = {
    async hit(query) {
      const { bars } = await ask(query);
      const { left, top } = page.surface.origin;
      return bars.map((bar) => ({ ...bar, x: bar.x + left, y: bar.y + top, left: bar.left + left }));
    },
    state: async () => ({ ...(await ask(null)).state, notice: page.notice.text }),
  };
  return (answer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  };
}
