/** The colours and the font in use, as plain values that can be sent to a worker. Reading them is the page's part. */
import { COLORS, cssVariable } from './colors';
import type { ThemeKind } from './colors';
import { systemColors } from './system-colors';

/** Colours of the editor around the timeline, and what stands for them where no host gives them. */
const EDITOR = {
  background: ['editor-background', '#1f1f1f', '#ffffff', '#000000', '#ffffff'],
  foreground: ['editor-foreground', '#cccccc', '#3b3b3b', '#ffffff', '#292929'],
  dim: ['descriptionForeground', '#9d9d9d', '#6b6b6b', '#d9d9d9', '#4f4f4f'],
  grid: ['editorIndentGuide-background1', '#404040', '#d3d3d3', '#5a5a5a', '#b5b5b5'],
  border: ['panel-border', '#2b2b2b', '#e5e5e5', '#6fc3df', '#0f4a85'],
  names: ['sideBar-background', '#181818', '#f8f8f8', '#000000', '#ffffff'],
  hover: ['list-hoverBackground', '#2a2d2e', '#f2f2f2', '#ffffff1a', '#0f4a851a'],
  selected: ['list-inactiveSelectionBackground', '#37373d', '#e4e6f1', '#ffffff26', '#0f4a8526'],
  found: ['editor-findMatchHighlightBackground', '#ea5c0055', '#ea5c0055', '#f3851833', '#0f4a8533'],
  foundMark: ['editorOverviewRuler-findMatchForeground', '#d18616', '#d18616', '#f38518', '#ab5a00'],
  focus: ['focusBorder', '#0078d4', '#005fb8', '#f38518', '#006bbd'],
} as const;

const FORCED = '(forced-colors: active)';

export type ColorName = (typeof COLORS)[number]['name'] | keyof typeof EDITOR;

export interface Theme {
  readonly kind: ThemeKind;
  readonly family: string;
  /** Pixels. */
  readonly size: number;
  readonly colors: Readonly<Record<ColorName, string>>;
  readonly reducedMotion: boolean;
}

/** @returns the colours in use; the variables are those that VS Code sets on the page */
export function readTheme(): Theme {
  const kind = kindOf(document.body);
  const style = getComputedStyle(document.documentElement);
  const value = (name: string, fallback: string): string => style.getPropertyValue(name).trim() || fallback;
  const colors = {} as Record<ColorName, string>;
  for (const color of COLORS) colors[color.name] = value(cssVariable(color.id), color[kind]);
  for (const name of Object.keys(EDITOR) as (keyof typeof EDITOR)[]) {
    const [variable, dark, light, hcDark, hcLight] = EDITOR[name];
    colors[name] = value(`--vscode-${variable}`, { dark, light, hcDark, hcLight }[kind]);
  }
  if (matchMedia(FORCED).matches) Object.assign(colors, systemColors());
  return {
    kind,
    family: value('--vscode-font-family', 'system-ui, sans-serif'),
    size: Number.parseFloat(value('--vscode-font-size', '13')) || 13,
    colors,
    reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
  };
}

/** Gives the colours to the style sheet, which knows them as `--timeline-` and their name. */
export function applyTheme(root: HTMLElement, { colors, kind }: Theme): void {
  root.dataset.theme = kind;
  for (const [name, color] of Object.entries(colors)) root.style.setProperty(`--timeline-${name}`, color);
}

/** Calls back when the theme may have changed. */
export function watchTheme(changed: () => void): void {
  const observer = new MutationObserver(changed);
  const attributes = { attributes: true, attributeFilter: ['class', 'style', 'data-vscode-theme-kind'] };
  observer.observe(document.body, attributes);
  observer.observe(document.documentElement, attributes);
  for (const query of [
    '(prefers-color-scheme: dark)',
    '(prefers-reduced-motion: reduce)',
    '(prefers-contrast: more)',
    FORCED,
  ])
    matchMedia(query).addEventListener('change', changed);
}

function kindOf({ classList }: HTMLElement): ThemeKind {
  if (classList.contains('vscode-high-contrast-light')) return 'hcLight';
  if (classList.contains('vscode-high-contrast')) return 'hcDark';
  if (classList.contains('vscode-light')) return 'light';
  if (classList.contains('vscode-dark')) return 'dark';
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  if (matchMedia('(forced-colors: active), (prefers-contrast: more)').matches)
    return dark ? 'hcDark' : 'hcLight';
  return dark ? 'dark' : 'light';
}
