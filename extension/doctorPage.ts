/** The Doctor's findings as a page without scripts, and as Markdown to be pasted into a report. Pure. */
import type { Severity } from './doctorChecks';
import type { Advice } from './doctorText';

export interface Finding extends Advice {
  readonly severity: Severity;
}

export interface PageWords {
  readonly heading: string;
  /** What it comes to, in a line. */
  readonly summary: string;
  /** For those who do not see the signs. */
  readonly severities: Readonly<Record<Severity, string>>;
  readonly actions: readonly { readonly title: string; readonly command: string }[];
  readonly locale: string;
}

const SIGNS: Readonly<Record<Severity, string>> = { good: '✓', note: 'i', warning: '!', error: '✕' };
/** Troubles first. */
const ORDER: readonly Severity[] = ['error', 'warning', 'note', 'good'];

export function sorted(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

/** @param nonce lets the page's own style in */
export function doctorHtml(findings: readonly Finding[], words: PageWords, nonce: string): string {
  const items = sorted(findings).map(
    ({ severity, title, text, action }) =>
      `<li class="${severity}"><span class="sign" role="img" aria-label="${escaped(words.severities[severity])}">${SIGNS[severity]}</span>` +
      `<div><h2>${escaped(title)}</h2>${text && `<p>${escaped(text)}</p>`}${action ? `<p>${link(action)}</p>` : ''}</div></li>`,
  );
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
<p class="summary">${escaped(words.summary)}</p>
<ul>${items.join('\n')}</ul>
<p class="actions">${words.actions.map(link).join(' · ')}</p>
</main>
</body>
</html>`;
}

/** For a report: plain text in a list. */
export function doctorText(findings: readonly Finding[], about: readonly string[]): string {
  const lines = sorted(findings).map(
    ({ severity, title, text }) => `- ${severity}: ${title}${text && ` — ${text}`}`,
  );
  return [...about, '', ...lines, ''].join('\n');
}

function link({ title, command }: { readonly title: string; readonly command: string }): string {
  return `<a href="command:${escaped(command)}">${escaped(title)}</a>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

const STYLE = `
body { color: var(--vscode-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); padding: 0 24px 24px; }
main { max-width: 760px; }
h1 { font-size: 1.6em; font-weight: 600; margin: 24px 0 4px; }
.summary { color: var(--vscode-descriptionForeground); margin: 0 0 20px; }
ul { list-style: none; margin: 0; padding: 0; }
li { display: flex; gap: 12px; padding: 10px 0; border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, #8884)); }
h2 { font-size: 1em; font-weight: 600; margin: 0; overflow-wrap: anywhere; }
.good h2 { font-weight: 400; }
li p { margin: 4px 0 0; color: var(--vscode-descriptionForeground); overflow-wrap: anywhere; }
.sign { flex: none; width: 18px; height: 18px; line-height: 18px; text-align: center; border-radius: 50%; border: 1px solid currentColor; font-size: 12px; font-weight: 700; }
.good .sign { color: var(--vscode-testing-iconPassed, #2e8b57); }
.note .sign { color: var(--vscode-editorInfo-foreground, #3794ff); }
.warning .sign { color: var(--vscode-editorWarning-foreground, #bf8803); }
.error .sign { color: var(--vscode-editorError-foreground, #e51400); }
.actions { margin-top: 20px; }
a { color: var(--vscode-textLink-foreground); }
`;
