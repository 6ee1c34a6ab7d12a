/** The card beside the mouse. */
import { cardElements } from './card';
import type { Card } from './card-content';
import { element } from './element';
import type { Say } from './strings';
import type { Point } from './worker-protocol';

const GAP = 14;
const EDGE = 4;

export class Hover {
  readonly element = element('div', { class: 'hover', role: 'tooltip', hidden: true });
  private card: Card | null = null;
  private at: Point | null = null;

  /** @param card what is under the mouse */
  show(card: Card | null, say: Say): void {
    this.card = card;
    if (card) this.element.replaceChildren(...cardElements(card, say));
    this.place();
  }

  /** @param at where the mouse is on the page; null where no card is wanted */
  move(at: Point | null): void {
    this.at = at;
    this.place();
  }

  /** Beside the mouse, below it if there is room, and never past the page's edges. */
  private place(): void {
    const { element: card, at } = this;
    card.hidden = !this.card || !at;
    if (card.hidden || !at) return;
    const { offsetWidth: width, offsetHeight: height } = card;
    const x = Math.min(at.x + GAP, window.innerWidth - width - EDGE);
    const below = at.y + GAP;
    const y = below + height > window.innerHeight - EDGE ? at.y - GAP - height : below;
    card.style.left = `${Math.max(EDGE, x)}px`;
    card.style.top = `${Math.max(EDGE, y)}px`;
  }
}
