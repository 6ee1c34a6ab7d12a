/** Keys of the timeline. */
import type { Action } from './worker-protocol';

export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** What a key does: an action of the core, or something of the page's own. */
export type KeyAction = Action | 'help' | 'search' | 'copy' | 'copyText' | 'link' | 'picture' | 'menu';

const PLAIN: Readonly<Record<string, KeyAction>> = {
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
  j: 'cause',
  q: 'creator',
  z: 'awaited',
  x: 'toggleFold',
  g: 'nextGrouping',
  l: 'toggleLibrary',
  t: 'toggleSteps',
  h: 'toggleSlim',
  b: 'toggleLoop',
  k: 'pin',
  c: 'copy',
  u: 'copyText',
  i: 'picture',
  y: 'link',
  p: 'criticalPath',
  r: 'measureSelection',
  m: 'bookmark',
  v: 'longestWait',
  e: 'nextFinding',
  Backspace: 'back',
  '[': 'namesNarrower',
  ']': 'namesWider',
  Escape: 'clear',
  '?': 'help',
  '/': 'search',
  F3: 'nextMatch',
};
const SHIFTED: Readonly<Record<string, KeyAction>> = {
  ArrowLeft: 'panLeft',
  ArrowRight: 'panRight',
  ArrowUp: 'zoomIn',
  ArrowDown: 'zoomOut',
  Home: 'first',
  C: 'collapseAll',
  J: 'effect',
  K: 'movePinned',
  H: 'hideLane',
  L: 'showHidden',
  O: 'toggleMatches',
  E: 'expandAll',
  '+': 'zoomIn',
  _: 'zoomOut',
  F3: 'previousMatch',
  M: 'nextBookmark',
  Backspace: 'forward',
  '?': 'help',
  F10: 'menu',
};
/** As people, and the help, call them. */
const NAMES: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Backspace: '⌫',
  Escape: 'Esc',
};

/** All that keys do. */
export const KEY_ACTIONS: ReadonlySet<KeyAction> = new Set([
  ...Object.values(PLAIN),
  ...Object.values(SHIFTED),
]);

/** @returns what a key does; with Ctrl, Alt or Cmd it is VS Code's */
export function actionOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Key): KeyAction | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const keys = shiftKey ? SHIFTED : PLAIN;
  const name = shiftKey || key.length > 1 ? key : key.toLowerCase();
  return Object.hasOwn(keys, name) ? keys[name] : undefined;
}

/** @returns what the first key of an action is called; empty if it has none */
export function keyName(action: KeyAction): string {
  for (const [keys, shift] of [
    [PLAIN, ''],
    [SHIFTED, 'Shift+'],
  ] as const) {
    const key = Object.keys(keys).find((name) => keys[name] === action);
    if (key !== undefined) return shift + (NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key));
  }
  return '';
}
