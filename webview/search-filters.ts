/** Searches that are often wanted, as buttons below the field. Each is a term that is put into what was typed, or taken out of it. */
import { element } from './element';
import type { Say, StringKey } from './strings';

const FILTERS: readonly (readonly [term: string, text: StringKey])[] = [
  ['state:rejected', 'filter.rejected'],
  ['state:unfinished', 'filter.unfinished'],
  ['waiting>50ms', 'filter.waiting'],
  ['ready>1ms', 'filter.ready'],
  ['running>10ms', 'filter.running'],
];

export class SearchFilters {
  readonly element = element('div', { class: 'filters', role: 'group' });
  private readonly wrong = element('span', { class: 'mistake', role: 'status', hidden: true });
  private readonly buttons = new Map<string, HTMLButtonElement>();

  constructor(private readonly toggle: (term: string) => void) {}

  build(say: Say): void {
    this.element.setAttribute('aria-label', say.text('filters'));
    this.buttons.clear();
    for (const [term, text] of FILTERS) {
      const button = element('button', { type: 'button', class: 'chip filter', title: term }, say.text(text));
      button.addEventListener('click', () => this.toggle(term));
      this.buttons.set(term, button);
    }
    this.element.replaceChildren(this.wrong, ...this.buttons.values());
    this.update('');
  }

  /** What is wrong with what was typed; empty if nothing is. */
  set mistake(text: string) {
    this.wrong.hidden = text === '';
    this.wrong.textContent = text;
  }

  update(query: string): void {
    const terms = termsOf(query);
    for (const [term, button] of this.buttons)
      button.setAttribute('aria-pressed', String(terms.includes(term)));
  }
}

/** @returns the query without the term if it has it, else with it */
export function toggled(query: string, term: string): string {
  const terms = termsOf(query);
  return (terms.includes(term) ? terms.filter((t) => t !== term) : [...terms, term]).join(' ');
}

function termsOf(query: string): string[] {
  return query.split(/\s+/).filter((term) => term !== '');
}
