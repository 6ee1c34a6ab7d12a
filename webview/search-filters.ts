/**
 * The row below the toolbar while something is searched for: searches that are often wanted as switches, each other part of the query as a
 * chip that takes it away, whether only lanes with a match are to be seen, and what is wrong with the query.
 */
import { element, icon, iconButton } from './element';
import type { SearchStatus } from './found';
import { partsOf } from './query-parts';
import type { Say, StringKey } from './strings';

const OFFERED: readonly (readonly [term: string, text: StringKey])[] = [
  ['state:rejected', 'filter.rejected'],
  ['state:unfinished', 'filter.unfinished'],
  ['waiting>50ms', 'filter.waiting'],
  ['ready>1ms', 'filter.ready'],
  ['running>10ms', 'filter.running'],
];

export interface FilterParts {
  /** Puts a part into the query, or takes it out of it. */
  readonly toggle: (part: string) => void;
  readonly toggleOnly: () => void;
  /** Nothing is searched for any more. */
  readonly clear: () => void;
}

export class SearchFilters {
  readonly element = element('div', { class: 'filters', role: 'group', hidden: true });
  private readonly offered = new Map<string, HTMLButtonElement>();
  private readonly chips = element('span', { class: 'chips' });
  private readonly error = element('span', { class: 'query-error', role: 'alert' });
  private only: HTMLButtonElement | undefined;
  private say: Say | undefined;
  private written = '';

  constructor(private readonly parts: FilterParts) {}

  build(say: Say): void {
    this.say = say;
    this.element.setAttribute('aria-label', say.text('filters'));
    this.offered.clear();
    for (const [term, text] of OFFERED) {
      const button = element('button', { type: 'button', class: 'chip filter', title: term }, say.text(text));
      button.addEventListener('click', () => this.parts.toggle(term));
      this.offered.set(term, button);
    }
    this.only = element(
      'button',
      { type: 'button', class: 'chip filter only', title: say.text('onlyMatchesTitle') },
      icon('filter'),
      say.text('onlyMatches'),
    );
    this.only.addEventListener('click', this.parts.toggleOnly);
    this.element.replaceChildren(
      element('div', { class: 'chips' }, this.only, ...this.offered.values(), this.chips, this.error),
      iconButton('close', say.text('clearSearch'), this.parts.clear),
    );
    this.written = '';
  }

  /** @param query as it is in the field */
  update({ error, only }: Pick<SearchStatus, 'error' | 'only'>, query: string): void {
    const { say } = this;
    if (!say) return;
    if (query !== '') this.element.hidden = false;
    const parts = partsOf(query).map(({ part }) => part);
    for (const [term, button] of this.offered)
      button.setAttribute('aria-pressed', String(parts.includes(term)));
    this.only?.setAttribute('aria-pressed', String(only));
    this.error.textContent = error ? say.text(`searchError.${error.error}`, error.part) : '';
    // only what has changed: a chip that has the focus keeps it
    const others = parts.filter((part) => !this.offered.has(part));
    if (others.join(' ') === this.written) return;
    this.written = others.join(' ');
    this.chips.replaceChildren(...others.map((part) => this.chip(part, say)));
  }

  private chip(part: string, say: Say): HTMLElement {
    const label = say.text('removeFilter', part);
    const button = element(
      'button',
      { type: 'button', class: 'chip filter part', 'aria-label': label, title: label },
      element('bdi', {}, part),
      icon('close'),
    );
    button.addEventListener('click', () => this.parts.toggle(part));
    return button;
  }
}
