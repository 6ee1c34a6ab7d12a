/** The browser's own scrollbar beside the canvas, which scrolls nothing by itself: the core does. */
import { element } from './element';
import type { Status } from './worker-protocol';

/** Browsers make no element higher than some ten million pixels. */
const HIGHEST = 8_000_000;

export class Scrollbar {
  readonly element = element('div', { class: 'scroll', tabindex: -1, 'aria-hidden': 'true' });
  private readonly content = element('div');
  /** Pixels of the content for one of the scrollbar. */
  private factor = 1;
  private setTo = 0;

  constructor(scrolled: (top: number) => void) {
    this.element.append(this.content);
    this.element.addEventListener('scroll', () => {
      const top = this.element.scrollTop;
      // Said by us, not by the user.
      if (Math.abs(top - this.setTo) < 1) return;
      this.setTo = top;
      scrolled(top * this.factor);
    });
  }

  update({ contentHeight, plotHeight, scrollTop }: Status): void {
    // Its room stays: nothing moves when the first row too many comes.
    this.element.classList.toggle('needless', contentHeight <= plotHeight);
    const scrollable = Math.max(0, contentHeight - plotHeight);
    this.factor = Math.max(1, scrollable / HIGHEST);
    // It is higher than the lanes, whose heads do not scroll: its end must be theirs.
    this.content.style.height = `calc(100% + ${scrollable / this.factor}px)`;
    this.setTo = scrollTop / this.factor;
    if (Math.abs(this.element.scrollTop - this.setTo) >= 1) this.element.scrollTop = this.setTo;
  }
}
