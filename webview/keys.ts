/** Keys of the timeline. */
import type { Action } from './worker-protocol';

export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const PLAIN: Readonly<Record<string, Action | 'help'>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  End: 'last',
  Enter: 'open',
  ' ': 'openBeside',
  w: 'zoomIn',
  s: 'zoomOut',
  '+': 'zoomIn',
  '=': 'zoomIn',
  '-': 'zoomOut',
  a: 'panLeft',
  d: 'panRight',
  f: 'fitSelection',
  '0': 'fitAll',
  Home: 'fitAll',
  o: 'toggleAxis',
  ',': 'stepBack',
  '.': 'stepForward',
  n: 'stepToNextResume',
  x: 'toggleFold',
  g: 'nextGrouping',
  l: 'toggleLibrary',
  '[': 'namesNarrower',
  ']': 'namesWider',
  Escape: 'clear',
  '?': 'help',
};
const SHIFTED: Readonly<Record<string, Action | 'help'>> = {
  ArrowLeft: 'panLeft',
  ArrowRight: 'panRight',
  ArrowUp: 'zoomIn',
  ArrowDown: 'zoomOut',
  C: 'collapseAll',
  E: 'expandAll',
  '+': 'zoomIn',
  _: 'zoomOut',
  '?': 'help',
};

/** @returns what a key does; with Ctrl, Alt or Cmd it is VS Code's */
export function actionOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Key): Action | 'help' | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const keys = shiftKey ? SHIFTED : PLAIN;
  const name = shiftKey || key.length > 1 ? key : key.toLowerCase();
  return Object.hasOwn(keys, name) ? keys[name] : undefined;
}
