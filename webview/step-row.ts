/** A row of the table of steps: who, what, where and when, in two lines. */
import { element, setAttribute } from './element';
import type { StepRow } from './list-windows';

/** Pixels; timeline.css makes them so high. */
export const STEP_HEIGHT = 40;

export interface StepMarks {
  readonly isCurrent: boolean;
  /** The table's one stop of the Tab key. */
  readonly isStop: boolean;
}

export class StepElement {
  readonly element: HTMLElement;
  private told: StepRow | undefined;

  /** @param step from 0 */
  constructor(readonly step: number) {
    // The header is the first row.
    this.element = element('div', { role: 'row', class: 'step', 'aria-rowindex': step + 2 });
    this.element.dataset.step = String(step);
  }

  /** @param row undefined while it is not known */
  fill(row: StepRow | undefined): void {
    if (row === this.told || (this.told && JSON.stringify(row) === JSON.stringify(this.told))) return;
    this.told = row;
    if (row) this.element.replaceChildren(...cells(row));
    else this.element.replaceChildren(element('span', { role: 'gridcell', class: 'seq' }, '…'));
  }

  /** @param y pixels from the top of the view */
  place(y: number, { isCurrent, isStop }: StepMarks): void {
    this.element.style.transform = `translateY(${y}px)`;
    this.element.tabIndex = isStop ? 0 : -1;
    this.element.setAttribute('aria-selected', String(isCurrent));
    setAttribute(this.element, 'aria-current', isCurrent ? 'step' : undefined);
  }
}

function cells({ seq, sign, name, text, place, time }: StepRow): HTMLElement[] {
  const cell = (of: string, content: string): HTMLElement =>
    element('span', { role: 'gridcell', class: of }, content);
  return [
    cell('seq', String(seq)),
    element('span', { class: `swatch ${sign}`, 'aria-hidden': 'true' }),
    element('span', { class: 'line', title: `${name} ${text}` }, cell('name', name), ' ', cell('what', text)),
    element('span', { class: 'line where' }, cell('place', place), ' ', cell('time', time)),
  ];
}
