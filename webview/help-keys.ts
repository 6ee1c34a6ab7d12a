/** The keys as the help lists them, by what one wants. Every action that has a key has its line, which a test sees to. */
import type { StringKey } from './strings';

/** Two spaces part what stands in boxes of its own. */
export type Keys = readonly (readonly [keys: string, text: StringKey])[];

export const GO: Keys = [
  ['↑ ↓', 'key.lanes'],
  ['← →', 'key.segments'],
  ['PageUp  PageDown', 'key.page'],
  ['End  Shift+Home', 'key.ends'],
  [', .', 'key.step'],
  ['N', 'key.resume'],
  ['J  Shift+J', 'key.cause'],
  ['Q  Z', 'key.creator'],
  ['V', 'key.longest'],
  ['E', 'key.finding'],
  ['F3  Shift+F3', 'key.match'],
  ['M  Shift+M', 'key.bookmark'],
  ['⌫  Shift+⌫', 'key.back'],
];
export const LOOK: Keys = [
  ['W S  + −  Shift+↑ Shift+↓', 'key.zoom'],
  ['A D  Shift+← Shift+→', 'key.pan'],
  ['F', 'key.fit'],
  ['0  Home', 'key.fitAll'],
  ['O', 'key.axis'],
  ['T', 'key.steps'],
  ['P', 'key.path'],
  ['R', 'key.measureSelection'],
  ['G', 'key.group'],
  ['X', 'key.toggleFold'],
  ['Shift+C  Shift+E', 'key.fold'],
  ['K', 'key.pin'],
  ['Shift+K', 'key.movePinned'],
  ['Shift+H', 'key.hideLane'],
  ['Shift+L', 'key.showHidden'],
  ['H', 'key.slim'],
  ['B', 'key.loop'],
  ['L', 'key.library'],
  ['Shift+O', 'key.onlyMatches'],
  ['[ ]', 'key.names'],
];
export const DO: Keys = [
  ['Enter', 'key.open'],
  ['Space', 'key.openBeside'],
  ['/', 'key.search'],
  ['C', 'key.copy'],
  ['U', 'key.copyText'],
  ['I', 'key.picture'],
  ['Y', 'key.link'],
  ['Shift+F10', 'key.menu'],
  ['Esc', 'key.escape'],
  ['?', 'key.help'],
];
