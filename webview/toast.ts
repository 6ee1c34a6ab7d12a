/** Says for some seconds, above the lanes, why nothing has happened. It is said aloud elsewhere. */
import { element } from './element';

const SHOWN_MS = 4000;

export class Toast {
  readonly element = element('div', { class: 'toast', hidden: true, 'aria-hidden': 'true' });
  private timer: ReturnType<typeof setTimeout> | undefined;

  show(text: string): void {
    this.element.textContent = text;
    this.element.hidden = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide(), SHOWN_MS);
  }

  hide(): void {
    this.element.hidden = true;
  }
}
