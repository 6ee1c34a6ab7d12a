/** The strip below the timeline: what is selected, in numbers, with ways to its places. */
import { cardElements } from './card';
import type { CardLinks } from './card';
import type { Card } from './card-content';
import { element, iconButton } from './element';
import type { Say } from './strings';

export class Details {
  readonly element = element('section', { class: 'details' });
  private readonly counts = element('span', { class: 'counts' });

  constructor(
    private readonly links: CardLinks,
    private readonly clear: () => void,
    private readonly copy: (as: 'markdown' | 'text') => void,
  ) {}

  /** What the recording holds, which is told for as long as nothing is selected. */
  set holds(text: string) {
    this.counts.textContent = text;
  }

  show(card: Card | null, say: Say): void {
    const { element: strip } = this;
    strip.setAttribute('aria-label', say.text('selection'));
    strip.classList.toggle('empty', !card);
    // A button that is being used must not be pulled away under the focus.
    const focused = [...strip.querySelectorAll('button')].indexOf(
      document.activeElement as HTMLButtonElement,
    );
    if (!card) strip.replaceChildren(element('span', {}, say.text('nothingSelected')), this.counts);
    else {
      const close = iconButton('close', say.text('close'), this.clear);
      close.classList.add('close');
      const copies = element(
        'div',
        { class: 'copy' },
        iconButton('markdown', say.text('copy'), () => this.copy('markdown')),
        iconButton('copy', say.text('copyText'), () => this.copy('text')),
      );
      strip.replaceChildren(...cardElements(card, say, this.links), copies, close);
    }
    if (focused >= 0) strip.querySelectorAll('button')[focused]?.focus();
  }
}
