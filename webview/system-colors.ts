/**
 * The colours of the timeline where the system forces its own on all pages: there are few, so that shapes say what colours say elsewhere. Links
 * have a colour of their own, which is that of what went wrong.
 */
import type { ColorName } from './theme';

interface SystemColor {
  readonly keyword: 'Canvas' | 'CanvasText' | 'Highlight' | 'LinkText' | 'GrayText';
  /** How much of it lies over what is behind; all of it where nothing is said. */
  readonly share?: number;
}

const INK: SystemColor = { keyword: 'CanvasText' };
const PAPER: SystemColor = { keyword: 'Canvas' };
const MARKED: SystemColor = { keyword: 'Highlight' };
const WRONG: SystemColor = { keyword: 'LinkText' };

const COLORS: Readonly<Record<ColorName, SystemColor>> = {
  background: PAPER,
  foreground: INK,
  dim: INK,
  grid: { keyword: 'GrayText', share: 0.6 },
  border: INK,
  names: PAPER,
  hover: { keyword: 'Highlight', share: 0.15 },
  selected: { keyword: 'Highlight', share: 0.35 },
  found: { keyword: 'Highlight', share: 0.25 },
  focus: MARKED,
  foundMark: MARKED,
  runningBackground: INK,
  runningForeground: PAPER,
  waitingBackground: { keyword: 'Canvas', share: 0 },
  waitingBorder: INK,
  waitingForeground: INK,
  readyBackground: INK,
  phaseForeground: INK,
  leftBackground: INK,
  unfinishedBorder: INK,
  pausedBackground: { keyword: 'GrayText' },
  tracerBackground: { keyword: 'GrayText' },
  rejectedForeground: WRONG,
  outputForeground: INK,
  errorOutputForeground: WRONG,
  arrowForeground: MARKED,
  pathForeground: MARKED,
  errorForeground: WRONG,
  warningForeground: WRONG,
  hintForeground: WRONG,
  resourceBackground: PAPER,
  resourceForeground: INK,
  awaitedBackground: { keyword: 'Highlight', share: 0.15 },
  cursorBackground: { keyword: 'Highlight', share: 0.15 },
  cursorForeground: MARKED,
};

/** @returns the system's colours as numbers: a canvas elsewhere than on the page knows no keywords */
export function systemColors(): Record<ColorName, string> {
  const probe = document.createElement('span');
  document.body.append(probe);
  const colors = Object.fromEntries(
    Object.entries(COLORS).map(([name, { keyword, share = 1 }]) => {
      probe.style.color = keyword;
      const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g) ?? [0, 0, 0];
      return [name, `rgb(${red} ${green} ${blue} / ${share})`];
    }),
  );
  probe.remove();
  return colors as Record<ColorName, string>;
}
