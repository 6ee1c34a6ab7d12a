/**
 * What a person sees and does in VS Code's window, for tests that run in its extension host. The other side is
 * scripts/host/ui-endpoint.mjs. A desktop's window is out of reach: there {@link ui.available} is false, and a test
 * that needs it skips itself:
 *
 *     before(function () {
 *       if (!ui.available) this.skip();
 *     });
 */
const url = process.env.AWAITSCOPE_TEST_UI;

interface ClickOptions {
  readonly button?: 'left' | 'right';
  readonly clickCount?: number;
  readonly modifiers?: readonly ('Alt' | 'Control' | 'ControlOrMeta' | 'Meta' | 'Shift')[];
  /** Relative to the element's top left corner. */
  readonly position?: { readonly x: number; readonly y: number };
}

/** Our page in a webview. Every operation waits until a webview that is shown has such an element. */
const webview = {
  click: (selector: string, options?: ClickOptions) => call<void>('webview-click', { selector, options }),
  hover: (selector: string, options?: Pick<ClickOptions, 'position'>) =>
    call<void>('webview-hover', { selector, options }),
  focus: (selector: string) => call<void>('webview-focus', { selector }),
  text: (selector: string) => call<string>('webview-text', { selector }),
  /** Types into an element. */
  async type(selector: string, text: string): Promise<void> {
    await webview.focus(selector);
    await ui.type(text);
  },
  /**
   * Runs a function in the webview's page. It is sent as text: it sees only its argument and the page.
   * @param frame tells the webview from others: it has such an element
   */
  eval: <A, R>(fn: (arg: A) => R | Promise<R>, arg?: A, frame?: string) =>
    call<R>('webview-eval', { source: fn.toString(), arg, frame }),
};

/** The workbench around it. */
const page = {
  click: (selector: string, options?: ClickOptions) => call<void>('page-click', { selector, options }),
  text: (selector: string) => call<string>('page-text', { selector }),
  eval: <A, R>(fn: (arg: A) => R | Promise<R>, arg?: A) =>
    call<R>('page-eval', { source: fn.toString(), arg }),
};

export const ui = {
  available: url !== undefined,
  webview,
  page,
  /** Presses a key or chord, as `Enter` or `Control+Shift+P`, where the focus is. */
  key: (keys: string) => call<void>('key', { keys }),
  type: (text: string) => call<void>('type', { text }),
  /** Turns the wheel where the mouse is; see `hover`. */
  wheel: (x: number, y: number) => call<void>('wheel', { x, y }),
  /** The window's size in pixels; 1280 by 800 at first. */
  resize: (width: number, height: number) => call<void>('resize', { width, height }),
  /** Into test-artifacts/<version of VS Code>/<name>.png. */
  screenshot: (name: string) => call<void>('screenshot', { name }),
};

async function call<R>(operation: string, options: object): Promise<R> {
  if (url === undefined) throw new Error('the window is out of reach here: see ui.available');
  const response = await fetch(`${url}/${operation}`, { method: 'POST', body: JSON.stringify(options) });
  const { value, error } = (await response.json()) as { value: R; error?: string };
  if (error !== undefined) throw new Error(`${operation} ${JSON.stringify(options)}: ${error}`);
  return value;
}
