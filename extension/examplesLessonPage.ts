/** A lesson as a page without scripts: what is expected, what this run printed, and what Python prints. Pure. */
import type { Comparison } from './examplesCompare';

export interface LessonWords {
  readonly heading: string;
  readonly summary: string;
  /** How the run went, in a line. */
  readonly verdict: string;
  readonly step: string;
  readonly expected: string;
  readonly thisRun: string;
  readonly python: string;
  readonly same: string;
  readonly departs: string;
  readonly locale: string;
}

export interface Lesson {
  /** Undefined while the program runs. */
  readonly comparison: Comparison | undefined;
  readonly order: readonly string[];
  readonly python: { readonly order: readonly string[]; readonly why: string } | undefined;
}

/** @param nonce lets the page's own style in */
export function lessonHtml({ comparison, order, python }: Lesson, words: LessonWords, nonce: string): string {
  const steps = comparison?.steps ?? [];
  const count = Math.max(order.length, steps.length, python?.order.length ?? 0);
  const rows = Array.from({ length: count }, (_, i) => {
    const step = steps[i];
    const expected = step ? step.expected : order[i];
    const cells = [cell(String(i + 1), 'number'), cell(expected)];
    if (comparison) cells.push(markedCell(step?.actual, step?.same, words));
    if (python) cells.push(cell(python.order[i]));
    return `<tr${comparison?.departs === i ? ' class="departs"' : ''}>${cells.join('')}</tr>`;
  });
  const heads = [words.step, words.expected];
  if (comparison) heads.push(words.thisRun);
  if (python) heads.push(words.python);
  return `<!doctype html>
<html lang="${escaped(words.locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<title>${escaped(words.heading)}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(words.heading)}</h1>
<p>${escaped(words.summary)}</p>
<p class="verdict" role="status">${escaped(words.verdict)}</p>
${count === 0 ? '' : `<table><thead><tr>${heads.map((head) => `<th scope="col">${escaped(head)}</th>`).join('')}</tr></thead>\n<tbody>${rows.join('\n')}</tbody></table>`}
${python ? `<h2>${escaped(words.python)}</h2><p>${escaped(python.why)}</p>` : ''}
</main>
</body>
</html>`;
}

function cell(text: string | undefined, name = 'line'): string {
  return text === undefined ? `<td class="${name} none">–</td>` : `<td class="${name}">${escaped(text)}</td>`;
}

function markedCell(text: string | undefined, same: boolean | undefined, words: LessonWords): string {
  if (same === undefined) return cell(undefined);
  const sign = `<span class="sign ${same ? 'same' : 'other'}" role="img" aria-label="${escaped(same ? words.same : words.departs)}">${same ? '✓' : '✕'}</span>`;
  return `<td class="line">${sign} ${text === undefined ? '–' : escaped(text)}</td>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

const STYLE = `
body { color: var(--vscode-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); line-height: 1.5; padding: 0 20px 20px; }
h1 { font-size: 1.4em; font-weight: 600; margin: 16px 0 4px; }
h2 { font-size: 1.1em; font-weight: 600; margin: 20px 0 4px; }
p { margin: 4px 0 8px; max-width: 44em; }
.verdict { font-weight: 600; }
table { border-collapse: collapse; margin-top: 12px; }
th { text-align: left; font-weight: 600; padding: 4px 16px 4px 0; border-bottom: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, currentColor)); }
td { padding: 2px 16px 2px 0; vertical-align: top; }
td.line { font-family: var(--vscode-editor-font-family); font-size: var(--vscode-editor-font-size); white-space: pre-wrap; overflow-wrap: anywhere; min-width: 4em; }
td.number, .none { color: var(--vscode-descriptionForeground); }
tr.departs td { background: var(--vscode-diffEditor-removedTextBackground, transparent); outline: 1px solid var(--vscode-contrastActiveBorder, transparent); }
.sign { display: inline-block; width: 1.2em; }
.same { color: var(--vscode-testing-iconPassed, currentColor); }
.other { color: var(--vscode-errorForeground); }
`;
