/** The row of controls above the timeline. */
import { element, icon, iconButton } from './element';
import type { DurationText } from './durations';
import { GROUPINGS } from '../model/lane-groups';
import type { Grouping } from '../model/lane-groups';
import type { Say, StringKey } from './strings';
import type { Action, Status } from './worker-protocol';

export class Toolbar {
  readonly element = element('div', { class: 'toolbar', role: 'toolbar' });
  private update_: ((status: Status) => void) | undefined;

  constructor(
    private readonly act: (action: Action) => void,
    private readonly help: () => void,
    private readonly group: (by: Grouping) => void,
    private readonly searchBox: HTMLElement,
    /** Says more of a warning. */
    private readonly explain: (text: string) => void,
  ) {}

  /** Builds the controls in a language. */
  build(say: Say, numbers: DurationText): void {
    const { act } = this;
    const button = (name: string, label: string, action: Action): HTMLButtonElement =>
      iconButton(name, label, () => act(action));
    // Never disabled: who has just pressed one would lose the focus.
    const toggleAxis = ({ currentTarget }: MouseEvent): void => {
      if ((currentTarget as Element).ariaPressed !== 'true') act('toggleAxis');
    };
    const time = axisButton('clock', say.text('axisTime'), say.text('axisTimeTitle'), toggleAxis);
    const order = axisButton('list-ordered', say.text('axisOrder'), say.text('axisOrderTitle'), toggleAxis);
    const slim = button('list-flat', say.text('slimTitle'), 'toggleSlim');
    const fit = button('screen-full', say.text('fitAll'), 'fitAll');
    let pathOf = '';
    const path = iconButton('milestone', say.text('criticalPathTitle'), () =>
      act(pathOf === '' ? 'criticalPath' : 'hidePath'),
    );
    const live = element(
      'span',
      { class: 'live', title: say.text('liveTitle') },
      icon('circle-filled'),
      element('span', {}, say.text('live')),
    );
    // Nothing turns: browsers that draw by themselves would draw the whole page anew for it, and the recording has to wait.
    const loading = element('span', { class: 'loading' });
    const findings = element(
      'button',
      { type: 'button', class: 'chip findings' },
      icon('warning'),
      element('span', { class: 'said' }),
      element('span', { class: 'short', 'aria-hidden': 'true' }),
    );
    findings.addEventListener('click', () => act('nextFinding'));
    const [lost, killed, damage] = [this.warning(), this.warning(), this.warning()];
    const cursor = element('button', {
      type: 'button',
      class: 'chip cursor',
      title: say.text('atCursorTitle'),
    });
    cursor.addEventListener('click', () => act('nextAtCursor'));
    const grouping = element('select', {
      title: say.text('groupTitle'),
      'aria-label': say.text('groupTitle'),
    });
    for (const by of GROUPINGS)
      grouping.append(element('option', { value: by }, say.text(`group.${by}` satisfies StringKey)));
    grouping.addEventListener('change', () => this.group(grouping.value as Grouping));
    const library = element('button', { type: 'button', class: 'chip library' });
    library.addEventListener('click', () => act('toggleLibrary'));
    const hidden = element('button', { type: 'button', class: 'chip hidden-lanes' });
    hidden.addEventListener('click', () => act('showHidden'));
    this.element.setAttribute('aria-label', say.text('toolbar'));
    const controls = element(
      'div',
      { class: 'controls' },
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
        path,
      ),
      element(
        'div',
        { class: 'group folds' },
        button('collapse-all', say.text('collapseAll'), 'collapseAll'),
        button('expand-all', say.text('expandAll'), 'expandAll'),
        slim,
      ),
      grouping,
      this.searchBox,
      element('span', { class: 'space' }),
      findings,
      cursor,
      hidden,
      library,
      damage,
      killed,
      lost,
      live,
      loading,
    );
    this.element.replaceChildren(controls, iconButton('question', say.text('help'), this.help));
    this.update_ = (status) => {
      time.setAttribute('aria-pressed', String(status.axis === 'time'));
      order.setAttribute('aria-pressed', String(status.axis === 'order'));
      fit.setAttribute('aria-pressed', String(status.fitting));
      slim.setAttribute('aria-pressed', String(status.slim));
      pathOf = status.path;
      path.setAttribute('aria-pressed', String(pathOf !== ''));
      path.title = pathOf === '' ? say.text('criticalPathTitle') : say.text('pathOfTitle', pathOf);
      // None is worth no place; that nobody has looked is.
      findings.hidden = status.findings === 0 || status.tasks === 0 || status.live || status.loading;
      const found = status.findings < 0 ? '?' : numbers.count(status.findings);
      findings.children[1]!.textContent = say.text('findings', found);
      findings.children[2]!.textContent = found;
      findings.title = [
        say.text(status.findings < 0 ? 'findingsLook' : 'findingsTitle'),
        ...(status.findingsWithSources ? [] : [say.text('findingsPart')]),
      ].join('\n');
      live.hidden = !status.live;
      loading.hidden = !status.loading || status.live;
      loading.textContent =
        status.loaded < 0 ? say.text('loading') : say.text('loadingShare', numbers.count(status.loaded));
      tell(
        lost,
        status.lost > 0,
        say.text('lost', numbers.count(status.lost)),
        say.text('lostTitle', status.lostWhy),
      );
      tell(
        killed,
        status.killed > 0,
        say.text('killed'),
        say.text('killedTitle', numbers.count(status.killed)),
      );
      tell(damage, status.damage !== '', say.text('damaged'), say.text('damagedTitle', status.damage));
      grouping.value = status.grouping;
      hidden.hidden = status.hiddenLanes === 0;
      hidden.textContent = say.text('hiddenLanes', numbers.count(status.hiddenLanes));
      hidden.title = say.text('hiddenLanesTitle');
      library.hidden = status.library === 0 || status.library === status.tasks;
      library.setAttribute('aria-pressed', String(status.showsLibrary));
      library.textContent = say.text('library', numbers.count(status.library));
      library.title = say.text(status.showsLibrary ? 'libraryHide' : 'libraryShow');
      cursor.hidden = status.atCursor === 0;
      cursor.textContent = say.text('atCursor', numbers.count(status.atCursor));
    };
  }

  update(status: Status): void {
    this.update_?.(status);
  }

  /** A warning in few words; a press says more. */
  private warning(): HTMLElement {
    const chip = element(
      'button',
      { type: 'button', class: 'chip warning', hidden: true },
      icon('warning'),
      element('span'),
    );
    chip.addEventListener('click', () => this.explain(chip.title));
    return chip;
  }
}

function axisButton(
  iconName: string,
  text: string,
  title: string,
  press: (event: MouseEvent) => void,
): HTMLButtonElement {
  const button = element('button', { type: 'button', class: 'choice', title }, icon(iconName), text);
  button.addEventListener('click', press);
  return button;
}

function tell(chip: HTMLElement, shown: boolean, text: string, title: string): void {
  chip.hidden = !shown;
  chip.title = title;
  chip.children[1]!.textContent = text;
}
