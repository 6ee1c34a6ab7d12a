/** What the canvas lies on: its size, the pixels of the screen and the theme's colours, told to the core whenever they change. */
import type { SendToCore } from './connect';
import { element } from './element';
import { applyTheme, readTheme, watchTheme } from './theme';
import type { Theme } from './theme';

export class Surface {
  readonly canvas = element('canvas', { role: 'img' });
  readonly box = element('div', { class: 'box' }, this.canvas);
  theme: Theme;
  private send: SendToCore = () => undefined;

  /** @param root gets the theme's colours */
  constructor(private readonly root: HTMLElement) {
    this.theme = readTheme();
    applyTheme(root, this.theme);
  }

  start(send: SendToCore): void {
    this.send = send;
    new ResizeObserver(() => this.sendSize()).observe(this.box);
    this.watchPixels();
    watchTheme(() => this.sendTheme());
    // It may have changed since the core was started.
    this.sendTheme();
    this.sendSize();
  }

  /** Where the canvas stands on the page. */
  get origin(): { readonly left: number; readonly top: number } {
    return this.canvas.getBoundingClientRect();
  }

  private sendTheme(): void {
    this.theme = readTheme();
    applyTheme(this.root, this.theme);
    this.send({ type: 'theme', theme: this.theme });
  }

  private sendSize(): void {
    const { clientWidth: width, clientHeight: height } = this.box;
    this.send({ type: 'size', width, height, dpr: devicePixelRatio });
  }

  /** A window that moves to another screen, or is zoomed, has other pixels. */
  private watchPixels(): void {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
      'change',
      () => {
        this.sendSize();
        this.watchPixels();
      },
      { once: true },
    );
  }
}
