/** The steps beside the order axis, as a table: a row for each, the selected one marked, a click selects. */
import { element } from './element';
import type { Say } from './strings';
import type { StepWindow } from './worker-protocol';

export class StepTable {
  readonly element = element('div', { class: 'steps', hidden: true });

  constructor(private readonly show: (task: number, seq: number) => void) {}

  update({ rows, current }: StepWindow, say: Say): void {
    const body = element('tbody');
    rows.forEach(({ seq, task, sign, name, text }, i) => {
      const button = element(
        'button',
        { type: 'button', class: 'link', title: say.text('showTask', name) },
        name,
      );
      const row = element(
        'tr',
        { 'aria-current': i === current ? 'step' : undefined },
        element('td', { class: 'seq' }, String(seq)),
        element('td', {}, element('span', { class: `swatch ${sign}`, 'aria-hidden': 'true' })),
        element('td', {}, button, element('span', { class: 'what' }, ` ${text}`)),
      );
      row.addEventListener('click', () => this.show(task, seq));
      body.append(row);
    });
    this.element.replaceChildren(element('table', { 'aria-label': say.text('steps') }, body));
    const row = body.rows[current];
    if (!row) return;
    const { offsetTop, offsetHeight } = row;
    const { scrollTop, clientHeight } = this.element;
    if (offsetTop < scrollTop || offsetTop + offsetHeight > scrollTop + clientHeight)
      this.element.scrollTop = offsetTop - clientHeight / 3;
  }

  set shown(shown: boolean) {
    this.element.hidden = !shown;
    this.element.parentElement?.classList.toggle('with-steps', shown);
  }
}
