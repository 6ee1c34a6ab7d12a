/**
 * Comments that silence findings: `awaitscope-ignore RULE, RULE: why` on the line of the finding, or on one of its own above.
 * Without rules it silences all.
 */
const COMMENT = /(?:\/\/|\/\*|\*|#|<!--)\s*awaitscope-ignore\b[ \t]*([\w, -]*)/;

/** @returns true if a comment in the source silences a rule on a line (from 1) */
export function isSilenced(lines: readonly string[], line: number, rule: string): boolean {
  if (names(lines[line - 1], rule)) return true;
  for (let above = line - 1; above >= 1; above--) {
    const text = lines[above - 1]!.trim();
    if (!/^(\/\/|\/\*|\*)/.test(text)) return false;
    if (names(text, rule)) return true;
  }
  return false;
}

function names(line: string | undefined, rule: string): boolean {
  const found = line === undefined ? null : COMMENT.exec(line);
  if (!found) return false;
  const rules = found[1]!.split(/[\s,]+/).filter((word) => /^[a-z]+(-[a-z]+)*$/.test(word));
  return rules.length === 0 || rules.includes(rule);
}
