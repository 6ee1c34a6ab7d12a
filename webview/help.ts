/** The overlay with keys and signs. */
import { element, iconButton } from './element';
import type { Say, StringKey } from './strings';

const KEYS: readonly (readonly [keys: string, text: StringKey])[] = [
  ['↑ ↓', 'key.lanes'],
  ['← →', 'key.segments'],
  ['Enter', 'key.open'],
  ['W S  + −', 'key.zoom'],
  ['A D  Shift+← →', 'key.pan'],
  ['F', 'key.fit'],
  ['0  Home', 'key.fitAll'],
  ['O', 'key.axis'],
  [', .', 'key.step'],
  ['J', 'key.cause'],
  ['X', 'key.toggleFold'],
  ['Shift+C  Shift+E', 'key.fold'],
  ['/', 'key.search'],
  ['F3  Shift+F3', 'key.match'],
  ['P', 'key.path'],
  ['V', 'key.longest'],
  ['E', 'key.finding'],
  ['M  Shift+M', 'key.bookmark'],
  ['⌫  Shift+⌫', 'key.back'],
  ['T', 'key.steps'],
  ['C', 'key.copy'],
  ['I', 'key.picture'],
  ['Y', 'key.link'],
  ['G', 'key.group'],
  ['L', 'key.library'],
  ['H', 'key.slim'],
  ['B', 'key.loop'],
  ['K', 'key.pin'],
  ['Shift+K', 'key.movePinned'],
  ['[ ]', 'key.names'],
  ['PageUp  PageDown', 'key.page'],
  ['Esc', 'key.escape'],
  ['?', 'key.help'],
];
const MOUSE: readonly (readonly [mouse: StringKey, text: StringKey])[] = [
  ['mouse.wheel', 'key.wheel'],
  ['mouse.drag', 'key.drag'],
  ['mouse.shiftDrag', 'key.measure'],
  ['mouse.drag', 'key.map'],
  ['mouse.double', 'key.double'],
];
const SIGNS = [
  'running',
  'waiting',
  'ready',
  'left',
  'unfinished',
  'paused',
  'tracer',
  'rejected',
  'output',
  'finding',
  'dense',
] as const;

export class Help {
  readonly element = element('dialog', { class: 'help' });

  build(say: Say): void {
    const keys = element('dl');
    for (const [key, text] of KEYS)
      keys.append(row(...key.split('  ').map((k) => element('kbd', {}, k)))(say.text(text)));
    for (const [mouse, text] of MOUSE) keys.append(row(element('span', {}, say.text(mouse)))(say.text(text)));
    const signs = element('dl');
    for (const sign of SIGNS) {
      signs.append(row(element('span', { class: `swatch ${sign}` }))(say.text(`sign.${sign}`)));
    }
    const close = iconButton('close', say.text('close'), () => this.element.close());
    this.element.setAttribute('aria-label', say.text('helpTitle'));
    this.element.replaceChildren(
      close,
      element('section', {}, element('h2', {}, say.text('helpKeys')), keys),
      element('section', {}, element('h2', {}, say.text('helpSigns')), signs),
    );
  }

  toggle(): void {
    if (this.element.open) this.element.close();
    else this.element.showModal();
  }
}

function row(...terms: readonly HTMLElement[]): (text: string) => HTMLElement {
  return (text) => element('div', {}, element('dt', {}, ...terms), element('dd', {}, text));
}
