/** The field for the search, how many were found, and the way to the next. */
import { element, iconButton } from './element';
import type { DurationText } from './durations';
import type { SearchStatus } from './found';
import { toggled } from './query-parts';
import { SearchFilters } from './search-filters';
import type { Say } from './strings';

export interface SearchParts {
  readonly search: (query: string) => void;
  readonly act: (action: 'nextMatch' | 'previousMatch' | 'toggleMatches') => void;
  /** Back to the timeline. */
  readonly leave: () => void;
}

export class SearchBox {
  readonly element = element('div', { class: 'search', role: 'search' });
  private readonly input = element('input', { type: 'search', spellcheck: 'false', autocomplete: 'off' });
  private readonly count = element('span', { class: 'found', role: 'status' });
  private readonly filters = new SearchFilters({
    toggle: (part) => this.set(toggled(this.input.value, part)),
    toggleOnly: () => this.parts.act('toggleMatches'),
    clear: () => {
      this.set('');
      this.leave();
    },
  });
  private say: Say | undefined;
  private numbers: DurationText | undefined;
  /** What was sent, until the core answers to it: what it says of an earlier query is no news. */
  private sent: string | undefined;
  /** What the core searches for, as far as it has told. */
  private known = '';

  constructor(private readonly parts: SearchParts) {
    this.input.addEventListener('input', () => this.send());
    this.input.addEventListener('focus', () => (this.row.hidden = false));
    this.input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') parts.act(event.shiftKey ? 'previousMatch' : 'nextMatch');
      // the query stays: a second Escape, in the lanes, takes it away
      else if (event.key === 'Escape') this.leave();
      else return;
      event.preventDefault();
    });
  }

  /** Stands below the toolbar. */
  get row(): HTMLElement {
    return this.filters.element;
  }

  build(say: Say, numbers: DurationText): void {
    this.say = say;
    this.numbers = numbers;
    this.input.placeholder = say.text('search');
    this.input.title = say.text('searchTitle');
    this.input.setAttribute('aria-label', say.text('search'));
    this.filters.build(say);
    this.element.replaceChildren(
      this.input,
      this.count,
      iconButton('arrow-up', say.text('previousMatch'), () => this.parts.act('previousMatch')),
      iconButton('arrow-down', say.text('nextMatch'), () => this.parts.act('nextMatch')),
    );
  }

  focus(): void {
    this.input.focus();
    this.input.select();
  }

  update(status: SearchStatus): void {
    const { say, numbers, input } = this;
    if (!say || !numbers) return;
    const { query, count, more, at, error } = status;
    this.known = query;
    if (this.sent === query) this.sent = undefined;
    const isBehind = this.sent !== undefined || document.activeElement === input;
    // it may have been taken away, or come back with the page
    if (!isBehind && input.value.trim() !== query) {
      input.value = query;
      this.row.hidden = query === '';
    }
    this.filters.update(status, input.value);
    this.element.classList.toggle('active', query !== '');
    const none = query !== '' && count === 0 && !more;
    this.element.classList.toggle('wrong', error !== null || none);
    input.setAttribute('aria-invalid', String(error !== null));
    const of = numbers.count(count) + (more ? ' …' : '');
    if (error || query === '') this.count.textContent = '';
    else
      this.count.textContent = none
        ? say.text('foundNone')
        : say.text('found', at === 0 ? '–' : numbers.count(at), of);
  }

  private set(query: string): void {
    this.input.value = query;
    this.send();
  }

  private send(): void {
    const query = this.input.value.trim();
    this.sent = query === this.known ? undefined : query;
    this.parts.search(query);
  }

  private leave(): void {
    if (this.input.value.trim() === '') this.row.hidden = true;
    this.parts.leave();
  }
}
