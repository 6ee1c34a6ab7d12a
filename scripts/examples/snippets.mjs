/** Snippets of VS Code, made of code. */

/**
 * What a user would change gets a tab stop: how long it sleeps, where a server is, and passwords.
 * @param {string} code
 * @returns {string} the body in VS Code's snippet syntax
 */
export function snippetBody(code) {
  const places =
    /\bsleep\((\d+)|(?:Atomics\.wait\([^\n]*, 0, 0, )(\d+)|process\.env\.\w+ \?\? ('[^'\n]*'|\d+)|('root!?\d+'|'123')/g;
  let body = '';
  let at = 0;
  let stop = 0;
  for (const match of code.matchAll(places)) {
    const value = match.slice(1).find((group) => group !== undefined);
    if (value === undefined) continue;
    const start = match.index + match[0].length - value.length;
    body += escapeText(code.slice(at, start));
    body += `\${${++stop}:${escapeText(value).replaceAll('}', '\\}')}}`;
    at = start + value.length;
  }
  return `${body}${escapeText(code.slice(at)).trimEnd()}\n$0`;
}

function escapeText(text) {
  return text.replaceAll('\\', '\\\\').replaceAll('$', '\\$');
}

/**
 * @param {{ id: string, code: string, title: { en: string, zh: string }, summary: { en: string, zh: string } }[]} items
 * @returns {string} a *.code-snippets file; VS Code does not translate these, so both languages are told
 */
export function snippetFile(items) {
  const entries = items.map(({ id, code, title, summary }) => [
    `${title.en} (${id})`,
    {
      prefix: `aw-${id}`,
      description: `${title.en}: ${summary.en} ${title.zh}：${summary.zh}`,
      body: snippetBody(code).split('\n'),
    },
  ]);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}
