/** A card as elements: title, the parts of an await in proportion and in numbers, and facts. */
import { percent } from '../model/percent';
import type { Card, Fact, Part, SiblingsShown } from './card-content';
import { element, icon } from './element';
import type { Say } from './strings';

/** The others are shown as their bars are. */
const ICONS: Readonly<Partial<Record<Card['sign'], string>>> = {
  neverSettled: 'circle-slash',
  fulfilled: 'pass',
  rejected: 'error',
  ended: 'dash',
  output: 'output',
  thread: 'server-process',
  group: 'layers',
  job: 'sync',
  path: 'milestone',
};

export interface CardLinks {
  readonly openSite: (fact: Fact) => void;
  readonly showTask: (task: number) => void;
}

/** @param links where the facts lead; without it they are plain text */
export function cardElements(card: Card, say: Say, links?: CardLinks): HTMLElement[] {
  const title = element(
    'div',
    { class: `card-title ${card.sign}` },
    signElement(card.sign),
    element('strong', {}, card.title),
    element('span', { class: 'kind' }, card.kind),
  );
  const parts = card.parts.length === 0 ? [] : [partsElement(card.parts)];
  const found = card.facts.filter((fact) => fact.severity).map((fact) => findingElement(fact, say, links));
  const facts = element('dl', { class: 'facts' });
  for (const fact of card.facts) {
    if (fact.severity || fact.share !== undefined) continue;
    facts.append(
      element('div', {}, element('dt', {}, fact.label), element('dd', {}, factElement(fact, say, links))),
    );
  }
  const shares = shareElements(card.facts, say, links);
  const siblings = card.siblings ? [siblingsElement(card.siblings)] : [];
  return [title, ...found, ...parts, facts, ...shares, ...whyElements(card, say, links), ...siblings];
}

const SEVERITY_ICONS = { error: 'error', warning: 'warning', hint: 'lightbulb' } as const;

/** What is wrong comes first: it is why people look. */
function findingElement(fact: Fact, say: Say, links: CardLinks | undefined): HTMLElement {
  const severity = fact.severity ?? 'hint';
  return element(
    'div',
    { class: `finding ${severity}` },
    icon(SEVERITY_ICONS[severity]),
    element('span', { class: 'unseen' }, `${fact.label}: `),
    element('span', {}, factElement(fact, say, links)),
  );
}

/** Parts of a whole, one below the other, each with a bar as long as its share. */
function shareElements(facts: readonly Fact[], say: Say, links: CardLinks | undefined): HTMLElement[] {
  const rows = facts.filter(({ share }) => share !== undefined);
  if (rows.length === 0) return [];
  const table = element('table', { class: 'shares' });
  for (const fact of rows) {
    const bar = element('span', { 'aria-hidden': 'true' });
    bar.style.width = `${100 * fact.share!}%`;
    table.append(
      element(
        'tr',
        {},
        element('td', { class: 'share' }, bar),
        element('td', { class: 'number' }, percent(fact.share!, 1)),
        element('td', { class: 'number' }, fact.label),
        element('td', {}, factElement(fact, say, links)),
      ),
    );
  }
  return [table];
}

function siblingsElement({ text, bins, bin }: SiblingsShown): HTMLElement {
  const most = Math.max(...bins);
  const bars = bins.map((count, i) => {
    const bar = element('span', { class: i === bin ? 'own' : undefined });
    // one among thousands can still be seen
    bar.style.height = count === 0 ? '0' : `${Math.max(2, Math.round((16 * count) / most))}px`;
    return bar;
  });
  const distribution = element('span', { class: 'distribution', 'aria-hidden': 'true' }, ...bars);
  return element('div', { class: 'siblings' }, distribution, text);
}

function whyElements(
  { why = [], whyTitle: label }: Card,
  say: Say,
  links: CardLinks | undefined,
): HTMLElement[] {
  if (why.length === 0 || label === undefined) return [];
  const list = element('ol', { class: 'why', 'aria-label': label });
  for (const fact of why) list.append(element('li', {}, factElement(fact, say, links)));
  return [element('div', { class: 'why-title', 'aria-hidden': 'true' }, label), list];
}

function signElement(sign: Card['sign']): HTMLElement {
  const name = ICONS[sign];
  return name ? icon(name) : element('span', { class: `swatch ${sign}`, 'aria-hidden': 'true' });
}

function partsElement(parts: readonly Part[]): HTMLElement {
  const bar = element('div', { class: 'parts-bar', 'aria-hidden': 'true' });
  for (const part of parts) {
    const piece = element('span', { class: `swatch ${part.state}` });
    piece.style.flexGrow = String(part.share);
    if (part.share > 0) bar.append(piece);
  }
  const numbers = element('div', { class: 'parts-numbers' });
  for (const { state, label, text } of parts) {
    numbers.append(
      element(
        'span',
        { class: 'part' },
        element('span', { class: `swatch ${state}`, 'aria-hidden': 'true' }),
        element('span', { class: 'part-label' }, label),
        element('span', { class: 'part-time' }, text),
      ),
    );
  }
  return element('div', { class: 'parts' }, bar, numbers);
}

function factElement(fact: Fact, say: Say, links: CardLinks | undefined): Node {
  const { site, task, text } = fact;
  if (!links || (!site && task === undefined)) return document.createTextNode(text);
  const title = site ? say.text('openPlace', text) : say.text('showTask', text);
  const button = element('button', { type: 'button', class: 'link', title }, text);
  button.addEventListener('click', () => {
    if (site) links.openSite(fact);
    else if (task !== undefined) links.showTask(task);
  });
  return button;
}
