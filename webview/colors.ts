/**
 * Every colour of the timeline: the one table behind `contributes.colors` of package.json and behind the page where no VS Code
 * is around it. In the page a colour is the CSS variable `--vscode-` + id with dots as dashes. Colours never say anything alone:
 * each state also has a shape of its own (`draw-bars.ts`).
 */
export interface ThemeColor<Name extends string = string> {
  readonly name: Name;
  readonly id: `awaitscope.${Name}`;
  /** English; the description that the settings show. */
  readonly description: string;
  readonly dark: string;
  readonly light: string;
  readonly hcDark: string;
  readonly hcLight: string;
}

function color<Name extends string>(
  name: Name,
  description: string,
  dark: string,
  light: string,
  hcDark: string,
  hcLight: string,
): ThemeColor<Name> {
  return { name, id: `awaitscope.${name}`, description, dark, light, hcDark, hcLight };
}

export const COLORS = [
  color(
    'runningBackground',
    'Timeline: fill of a bar while a task runs.',
    '#2f74c0',
    '#2a6fc0',
    '#5fb0ff',
    '#0b4f9e',
  ),
  color(
    'runningForeground',
    'Timeline: text on the bar of a task that runs.',
    '#ffffff',
    '#ffffff',
    '#000000',
    '#ffffff',
  ),
  color(
    'waitingBackground',
    'Timeline: fill of a bar while a task waits for a promise to settle.',
    '#8b99ad2e',
    '#5a6b8224',
    '#00000000',
    '#00000000',
  ),
  color(
    'waitingBorder',
    'Timeline: outline of a bar while a task waits for a promise to settle.',
    '#7f8da1',
    '#76859a',
    '#c5cfdd',
    '#3b4654',
  ),
  color(
    'waitingForeground',
    'Timeline: text on the bar of a task that waits.',
    '#c3cbd6',
    '#3d4754',
    '#ffffff',
    '#1b222b',
  ),
  color(
    'readyBackground',
    'Timeline: stripes of a bar while a task could go on, but has not been resumed yet.',
    '#e2a03f',
    '#c27a0a',
    '#ffb83d',
    '#8a5200',
  ),
  color(
    'phaseForeground',
    "Timeline: rows of the event loop's lane, where jobs ran in a phase.",
    '#7fa8d6',
    '#4a7cb5',
    '#9fd0ff',
    '#0b4f9e',
  ),
  color(
    'leftBackground',
    'Timeline: dots of a bar while the promise that a task returned has still to settle.',
    '#3fb6a8',
    '#0f8477',
    '#5ce6d6',
    '#00665b',
  ),
  color(
    'unfinishedBorder',
    'Timeline: dashed outline of a bar that has no end: what the task waits for has not settled.',
    '#d277b4',
    '#a83c86',
    '#ff9ae0',
    '#8a1a68',
  ),
  color(
    'pausedBackground',
    'Timeline: hatching over the bars while a debugger holds the program.',
    '#8f8f8f',
    '#8a8a8a',
    '#ffffff',
    '#292929',
  ),
  color(
    'tracerBackground',
    'Timeline: hatching over the bars while the tracer itself works, reading sources.',
    '#9b938a',
    '#857c70',
    '#d8d2c8',
    '#4a443c',
  ),
  color(
    'rejectedForeground',
    'Timeline: mark of a task that ended with an error, and of an await that threw.',
    '#f2646b',
    '#c2242d',
    '#ff7b80',
    '#a3000a',
  ),
  color(
    'outputForeground',
    'Timeline: mark of a line that the program printed.',
    '#d7dce3',
    '#2f3843',
    '#ffffff',
    '#000000',
  ),
  color(
    'errorOutputForeground',
    'Timeline: mark of a line that the program printed as an error.',
    '#f2b06a',
    '#a65408',
    '#ffc58a',
    '#7a3b00',
  ),
  color(
    'arrowForeground',
    'Timeline: arrow from what settled a promise to the await that went on.',
    '#f0d36a',
    '#8a6400',
    '#ffe680',
    '#5c4200',
  ),
  color(
    'pathForeground',
    'Timeline: the critical path, below the bars.',
    '#e0569a',
    '#b3206c',
    '#ff8cc6',
    '#8a0f52',
  ),
  color(
    'errorForeground',
    'Timeline: sign of an error that a rule found.',
    '#f14c4c',
    '#b01011',
    '#ff7b80',
    '#a3000a',
  ),
  color(
    'warningForeground',
    'Timeline: sign of a warning of a rule.',
    '#e9b84a',
    '#9a6200',
    '#ffd37a',
    '#6b4a00',
  ),
  color('hintForeground', 'Timeline: sign of a hint of a rule.', '#4aa3ff', '#1a66c0', '#8cc8ff', '#0b4f9e'),
  color(
    'resourceBackground',
    'Timeline: label of the timer, file or socket that settled a promise.',
    '#3c3f4a',
    '#e4e8ee',
    '#000000',
    '#ffffff',
  ),
  color(
    'resourceForeground',
    'Timeline: text of the label of the timer, file or socket that settled a promise.',
    '#e3e6ec',
    '#27303b',
    '#ffffff',
    '#000000',
  ),
  color(
    'awaitedBackground',
    'Timeline: background of the task that the selected await waited for.',
    '#f0d36a1c',
    '#c9960022',
    '#ffe68038',
    '#5c420026',
  ),
  color(
    'cursorBackground',
    "Timeline: background of the tasks that the editor's cursor is on.",
    '#4aa3ff1a',
    '#1f7ae01a',
    '#5fb0ff33',
    '#0b4f9e22',
  ),
  color(
    'cursorForeground',
    "Timeline: bar beside the tasks that the editor's cursor is on.",
    '#4aa3ff',
    '#1f7ae0',
    '#5fb0ff',
    '#0b4f9e',
  ),
] as const;

export type ThemeKind = 'dark' | 'light' | 'hcDark' | 'hcLight';

/** @returns the CSS variable that VS Code gives a colour id */
export function cssVariable(id: string): string {
  return `--vscode-${id.replaceAll('.', '-')}`;
}
