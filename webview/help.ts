/** The overlay with keys and signs, in groups that flow into as many columns as there is room for. */
import { element, icon, iconButton } from './element';
import type { TaskState } from './facts';
import { DO, GO, LOOK } from './help-keys';
import type { Keys } from './help-keys';
import type { Say, StringKey } from './strings';

const MOUSE: readonly (readonly [mouse: StringKey, text: StringKey])[] = [
  ['mouse.wheel', 'key.wheel'],
  ['mouse.pinch', 'key.pinch'],
  ['mouse.drag', 'key.drag'],
  ['mouse.drag', 'key.map'],
  ['mouse.shiftDrag', 'key.measure'],
  ['mouse.double', 'key.double'],
  ['mouse.right', 'key.menuHere'],
];
const SIGNS = [
  'running',
  'waiting',
  'ready',
  'left',
  'unfinished',
  'rejected',
  'output',
  'finding',
  'dense',
  'paused',
  'tracer',
] as const;
/** The signs of `signs.ts`, as icons that look like them. */
const STATES: readonly (readonly [state: TaskState, icon: string])[] = [
  ['fulfilled', 'check'],
  ['rejected', 'close'],
  ['neverSettled', 'circle-dashed'],
  ['ended', 'dot'],
  ['running', 'triangle-right'],
  ['waiting', 'circle'],
  ['ready', 'color-mode'],
  ['left', 'ellipsis'],
];

export class Help {
  readonly element = element('dialog', { class: 'help' });

  build(say: Say): void {
    const keys = (of: Keys): HTMLElement[] =>
      of.map(([key, text]) =>
        row(
          key.split('  ').map((k) => element('kbd', {}, k)),
          say.text(text),
        ),
      );
    const mouse = MOUSE.map(([what, text]) => row([element('span', {}, say.text(what))], say.text(text)));
    const signs = SIGNS.map((sign) =>
      row([element('span', { class: `swatch ${sign}` })], say.text(`sign.${sign}`)),
    );
    const states = STATES.map(([state, name]) =>
      row(
        [element('span', { class: state }, icon(name))],
        say.text(`state${state[0]!.toUpperCase()}${state.slice(1)}` as StringKey),
      ),
    );
    const close = iconButton('close', say.text('close'), () => this.element.close());
    this.element.setAttribute('aria-label', say.text('helpTitle'));
    this.element.replaceChildren(
      element('h1', {}, say.text('helpTitle'), close),
      section(say.text('help.bars'), signs, 'signs'),
      section(say.text('help.tasks'), states, 'signs'),
      section(say.text('help.go'), keys(GO)),
      section(say.text('help.view'), keys(LOOK)),
      section(say.text('help.do'), keys(DO)),
      section(say.text('help.mouse'), mouse),
    );
  }

  toggle(): void {
    if (this.element.open) this.element.close();
    else this.element.showModal();
  }
}

function section(heading: string, rows: readonly HTMLElement[], kind = ''): HTMLElement {
  return element('section', { class: kind }, element('h2', {}, heading), element('dl', {}, ...rows));
}

function row(terms: readonly HTMLElement[], text: string): HTMLElement {
  return element('div', {}, element('dt', {}, ...terms), element('dd', {}, text));
}
