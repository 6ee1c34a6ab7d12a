/**
 * All steps of a thread beside the order axis, as a grid: rows exist where they are in view, the selected one is marked. It is one stop of
 * the Tab key; the arrows go from step to step, and the canvas goes with them.
 */
import { element } from './element';
import type { StepWindow } from './list-windows';
import { RowScroll } from './row-scroll';
import { STEP_HEIGHT, StepElement } from './step-row';
import type { Say, StringKey } from './strings';

/** Rows that are asked for before and after those in view, so that scrolling finds them there. */
const AHEAD = 50;

export interface StepTableParts {
  readonly want: (first: number, count: number) => void;
  /** `nth`: how many were shown before, and this one. */
  readonly show: (step: number, open: boolean, nth: number) => void;
  /** Back to the timeline. */
  readonly leave: () => void;
  /** A key that the table has no use for. */
  readonly key: (event: KeyboardEvent) => void;
}

const NOTHING: StepWindow = { thread: '', total: 0, first: 0, rows: [], current: -1, inView: -1, heard: 0 };

export class StepTable {
  readonly element = element('div', { class: 'steps', hidden: true });
  private readonly caption = element('h2', { id: 'steps-caption' });
  private readonly head = element('div', { role: 'rowgroup', class: 'head' });
  private readonly grid = element('div', { role: 'grid', 'aria-labelledby': this.caption.id });
  private readonly scroll = new RowScroll(STEP_HEIGHT, () => this.render());
  private readonly made = new Map<number, StepElement>();
  private told = NOTHING;
  /** The row that has the Tab stop. */
  private stop = 0;
  private shownTo = -1;
  private asked = '';
  private nth = 0;

  constructor(private readonly parts: StepTableParts) {
    this.grid.append(this.head, this.scroll.element);
    this.element.append(this.caption, this.grid);
    this.grid.addEventListener('keydown', (event) => this.key(event));
    this.grid.addEventListener('click', ({ target }) => {
      const row = (target as Element).closest<HTMLElement>('.step');
      if (row) this.go(Number(row.dataset.step), true);
    });
    new ResizeObserver(() => this.resize()).observe(this.scroll.element);
  }

  build(say: Say): void {
    const head = (name: StringKey): HTMLElement => element('span', { role: 'columnheader' }, say.text(name));
    this.head.replaceChildren(
      element(
        'div',
        { role: 'row', class: 'step', 'aria-rowindex': 1 },
        head('step.seq'),
        element('span', { class: 'line' }, head('step.task'), ' · ', head('step.what')),
        element('span', { class: 'line where' }, head('step.place'), ' ', head('step.time')),
      ),
    );
  }

  update(told: StepWindow, say: Say): void {
    const { total, thread } = told;
    // What was shown meanwhile has not been heard of: the row that is current now is not the one that will be.
    const isBehind = told.heard < this.nth;
    this.told = isBehind ? { ...told, current: this.stop } : told;
    this.caption.textContent = say.text('stepsOf', thread);
    this.grid.setAttribute('aria-rowcount', String(total + 1));
    this.element.style.setProperty('--digits', String(Math.max(4, String(lastSeq(told)).length)));
    if (told.current >= 0 && !isBehind) this.stop = told.current;
    this.stop = Math.max(0, Math.min(this.stop, total - 1));
    this.scroll.resize(total);
    if (!isBehind && told.inView !== this.shownTo && told.inView >= 0) this.scroll.reveal(told.inView);
    if (!isBehind) this.shownTo = told.inView;
    this.render();
  }

  set shown(shown: boolean) {
    if (this.element.hidden === !shown) return;
    const { hasFocus } = this;
    this.element.hidden = !shown;
    this.element.parentElement?.classList.toggle('with-steps', shown);
    if (hasFocus) this.parts.leave();
    if (shown) this.resize();
  }

  get hasFocus(): boolean {
    return this.element.contains(document.activeElement);
  }

  private resize(): void {
    this.scroll.resize(this.told.total);
    if (this.told.inView >= 0) this.scroll.reveal(this.told.inView);
    this.render();
  }

  private key(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const page = Math.max(1, this.scroll.end - this.scroll.first - 2);
    const by: Readonly<Record<string, number>> = {
      ArrowUp: -1,
      ArrowDown: 1,
      PageUp: -page,
      PageDown: page,
      Home: -Infinity,
      End: Infinity,
    };
    if (ctrlKey || metaKey || altKey || shiftKey) return this.parts.key(event);
    if (Object.hasOwn(by, key)) this.go(this.stop + by[key]!, false);
    else if (key === 'Enter' || key === ' ') this.go(this.stop, true);
    else if (key === 'Escape') this.parts.leave();
    else return this.parts.key(event);
    event.preventDefault();
  }

  /** Selects a step, and keeps the keyboard there. */
  private go(step: number, open: boolean): void {
    if (this.told.total === 0) return;
    this.stop = Math.max(0, Math.min(this.told.total - 1, step));
    this.told = { ...this.told, current: this.stop, inView: this.stop };
    this.shownTo = this.stop;
    this.scroll.reveal(this.stop);
    this.render();
    this.made.get(this.stop)!.element.focus({ preventScroll: true });
    this.parts.show(this.stop, open, ++this.nth);
  }

  /** Puts the rows in view where they belong; the one with the Tab stop is there always, so that it keeps the focus. */
  private render(): void {
    const { scroll, made, told } = this;
    const { hasFocus } = this;
    const wanted = new Set<number>();
    for (let step = scroll.first; step < scroll.end; step++) wanted.add(step);
    if (told.total > 0) wanted.add(this.stop);
    for (const step of [...wanted].sort((a, b) => a - b)) {
      let row = made.get(step);
      if (!row) {
        made.set(step, (row = new StepElement(step)));
        scroll.layer.append(row.element);
      }
      row.fill(told.rows[step - told.first]);
      row.place(step * STEP_HEIGHT - scroll.top, {
        isCurrent: step === told.current,
        isStop: step === this.stop,
      });
    }
    // the focus must not be on what goes
    if (hasFocus && this.grid.contains(document.activeElement))
      made.get(this.stop)?.element.focus({ preventScroll: true });
    for (const [step, row] of made) {
      if (wanted.has(step)) continue;
      row.element.remove();
      made.delete(step);
    }
    this.ask();
  }

  private ask(): void {
    const { first, end } = this.scroll;
    const { told } = this;
    if (this.element.hidden || (first >= told.first && end <= told.first + told.rows.length)) return;
    const from = Math.max(0, first - AHEAD);
    const count = end + AHEAD - from;
    const asked = `${from} ${count}`;
    if (asked === this.asked) return;
    this.asked = asked;
    this.parts.want(from, count);
  }
}

function lastSeq({ rows }: StepWindow): number {
  return rows.at(-1)?.seq ?? 0;
}
