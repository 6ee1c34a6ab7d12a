/** The row of controls above the timeline. */
import { element, icon, iconButton } from './element';
import type { DurationText } from './durations';
import type { Say } from './strings';
import type { Action, Status } from './worker-protocol';

export class Toolbar {
  readonly element = element('div', { class: 'toolbar', role: 'toolbar' });
  private update_: ((status: Status) => void) | undefined;

  constructor(
    private readonly act: (action: Action) => void,
    private readonly help: () => void,
  ) {}

  /** Builds the controls in a language. */
  build(say: Say, numbers: DurationText): void {
    const { act } = this;
    const button = (name: string, label: string, action: Action): HTMLButtonElement =>
      iconButton(name, label, () => act(action));
    const time = axisButton('clock', say.text('axisTime'), say.text('axisTimeTitle'), () =>
      act('toggleAxis'),
    );
    const order = axisButton('list-ordered', say.text('axisOrder'), say.text('axisOrderTitle'), () =>
      act('toggleAxis'),
    );
    const fit = button('screen-full', say.text('fitAll'), 'fitAll');
    const live = element(
      'span',
      { class: 'live', title: say.text('liveTitle') },
      icon('circle-filled'),
      element('span', {}, say.text('live')),
    );
    const loading = element('span', { class: 'loading' }, icon('loading'), say.text('loading'));
    const counts = element('span', { class: 'counts' });
    const lost = chip('warning');
    const damage = chip('warning');
    const cursor = element('button', {
      type: 'button',
      class: 'chip cursor',
      title: say.text('atCursorTitle'),
    });
    cursor.addEventListener('click', () => act('nextAtCursor'));
    this.element.setAttribute('aria-label', say.text('toolbar'));
    this.element.replaceChildren(
      element(
        'div',
        { class: 'group axis', role: 'group', 'aria-label': say.text('axisGroup') },
        time,
        order,
      ),
      element(
        'div',
        { class: 'group' },
        button('zoom-out', say.text('zoomOut'), 'zoomOut'),
        button('zoom-in', say.text('zoomIn'), 'zoomIn'),
        fit,
        button('target', say.text('fitSelection'), 'fitSelection'),
      ),
      element(
        'div',
        { class: 'group folds' },
        button('collapse-all', say.text('collapseAll'), 'collapseAll'),
        button('expand-all', say.text('expandAll'), 'expandAll'),
      ),
      element('span', { class: 'space' }),
      cursor,
      damage,
      lost,
      live,
      loading,
      counts,
      iconButton('question', say.text('help'), this.help),
    );
    this.update_ = (status) => {
      time.setAttribute('aria-pressed', String(status.axis === 'time'));
      order.setAttribute('aria-pressed', String(status.axis === 'order'));
      time.disabled = status.axis === 'time';
      order.disabled = status.axis === 'order';
      fit.setAttribute('aria-pressed', String(status.fitting));
      live.hidden = !status.live;
      loading.hidden = !status.loading || status.live;
      const { tasks, awaits, events } = status;
      counts.textContent = say.text('counts', ...[tasks, awaits, events].map((n) => numbers.count(n)));
      tell(
        lost,
        status.lost > 0,
        say.text('lost', numbers.count(status.lost)),
        say.text('lostTitle', status.lostWhy),
      );
      tell(damage, status.damage !== '', say.text('damaged'), say.text('damagedTitle', status.damage));
      cursor.hidden = status.atCursor === 0;
      cursor.textContent = say.text('atCursor', numbers.count(status.atCursor));
    };
  }

  update(status: Status): void {
    this.update_?.(status);
  }
}

function axisButton(iconName: string, text: string, title: string, press: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', class: 'choice', title }, icon(iconName), text);
  button.addEventListener('click', press);
  return button;
}

function chip(iconName: string): HTMLElement {
  return element('span', { class: 'chip warning', hidden: true }, icon(iconName), element('span'));
}

function tell(chip: HTMLElement, shown: boolean, text: string, title: string): void {
  chip.hidden = !shown;
  chip.title = title;
  chip.lastElementChild!.textContent = text;
}
