/**
 * The timeline for those who do not see the canvas: a tree grid that holds the focus, with the rows that are in view, and a list of
 * the selected task's segments. What changes with the selection is said aloud.
 */
import { element, setAttribute } from './element';
import type { LaneRow, LanesWindow } from './list-windows';
import type { Say } from './strings';

export class Accessible {
  /** Lies over the canvas, takes keys. */
  readonly grid = element('div', {
    class: 'grid',
    role: 'treegrid',
    tabindex: 0,
    'aria-multiselectable': 'false',
  });
  readonly outside = element('div', { class: 'unseen' });
  private readonly rows = element('div', { class: 'unseen', role: 'rowgroup' });
  private readonly segments = element('ul');
  private readonly voice = element('div', { 'aria-live': 'polite', role: 'status' });
  private said = '';

  constructor() {
    this.grid.append(this.rows);
    this.outside.append(this.segments, this.voice);
  }

  update({ total, first, rows, selected }: LanesWindow, say: Say): void {
    this.grid.setAttribute('aria-label', say.text('timeline'));
    this.grid.setAttribute('aria-rowcount', String(total + 1));
    const names = (['name', 'state', 'duration', 'place', 'selected'] as const).map((column) =>
      element('div', { role: 'columnheader' }, say.text(`column.${column}`)),
    );
    const header = element('div', { role: 'row', 'aria-rowindex': 1 }, ...names);
    this.rows.replaceChildren(
      header,
      ...rows.map((row, i) => rowElement(row, first + i, first + i === selected)),
    );
    const shown = selected >= first && selected < first + rows.length;
    setAttribute(this.grid, 'aria-activedescendant', shown ? `row-${selected}` : undefined);
    const lane = shown ? rows[selected - first]! : undefined;
    this.segments.setAttribute(
      'aria-label',
      lane ? say.text('segmentsOf', lane.name) : say.text('selection'),
    );
    this.segments.replaceChildren(...(lane?.segments ?? []).map((text) => element('li', {}, text)));
  }

  /** @param summary of the selection; empty for none */
  say(summary: string): void {
    if (summary === this.said) return;
    this.said = summary;
    // what took the selection away has been said
    if (summary !== '') this.voice.textContent = summary;
  }

  /** Says what has been done, each time that it is. */
  announce(text: string): void {
    // what stands there already would not be read again
    this.voice.textContent = this.voice.textContent === text ? `${text}\u00a0` : text;
  }
}

function rowElement(row: LaneRow, index: number, selected: boolean): HTMLElement {
  const cells = [row.name, row.state, row.duration, row.place, row.segment];
  return element(
    'div',
    {
      role: 'row',
      id: `row-${index}`,
      // The header is the first row.
      'aria-rowindex': index + 2,
      'aria-level': row.level,
      'aria-selected': String(selected),
      'aria-expanded': row.expanded === null ? undefined : String(row.expanded),
    },
    ...cells.map((text) => element('div', { role: 'gridcell' }, text)),
  );
}
