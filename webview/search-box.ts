/** The field for the search, how many were found, and the way to the next. */
import { element, iconButton } from './element';
import type { DurationText } from './durations';
import type { SearchStatus } from './found';
import { SearchFilters, toggled } from './search-filters';
import type { Say } from './strings';

export interface SearchParts {
  readonly search: (query: string) => void;
  readonly step: (action: 'nextMatch' | 'previousMatch') => void;
  /** Back to the timeline. */
  readonly leave: () => void;
}

export class SearchBox {
  readonly element = element('div', { class: 'search', role: 'search' });
  private readonly input = element('input', { type: 'search', spellcheck: 'false', autocomplete: 'off' });
  private readonly count = element('span', { class: 'found', role: 'status' });
  private readonly filters = new SearchFilters((term) => {
    this.input.value = toggled(this.input.value, term);
    this.parts.search(this.input.value);
  });
  private say: Say | undefined;
  private numbers: DurationText | undefined;

  constructor(private readonly parts: SearchParts) {
    this.input.addEventListener('input', () => parts.search(this.input.value.trim()));
    this.input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') parts.step(event.shiftKey ? 'previousMatch' : 'nextMatch');
      else if (event.key === 'Escape') {
        this.input.value = '';
        parts.search('');
        parts.leave();
      } else return;
      event.preventDefault();
    });
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
      iconButton('arrow-up', say.text('previousMatch'), () => this.parts.step('previousMatch')),
      iconButton('arrow-down', say.text('nextMatch'), () => this.parts.step('nextMatch')),
      this.filters.element,
    );
  }

  focus(): void {
    this.input.focus();
    this.input.select();
  }

  update({ query, count, at, error }: SearchStatus): void {
    const { say, numbers } = this;
    if (!say || !numbers) return;
    this.filters.update(query);
    this.element.classList.toggle('active', query !== '');
    this.element.classList.toggle('wrong', error !== null || (query !== '' && count === 0));
    this.input.setAttribute('aria-invalid', String(error !== null));
    this.filters.mistake = error ? say.text(`searchError.${error.error}`, error.part) : '';
    if (error || query === '') this.count.textContent = '';
    else if (count === 0) this.count.textContent = say.text('foundNone');
    else this.count.textContent = say.text('found', at === 0 ? '–' : numbers.count(at), numbers.count(count));
  }
}
