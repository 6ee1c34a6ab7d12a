/** Steps over what stands between tokens: blanks, line ends and comments. */

const BLANK = /[\s\uFEFF]/;

/** @returns the offset of the first token at or after `offset`, or the text's length */
export function skipTrivia(text: string, offset: number): number {
  let at = offset;
  while (at < text.length) {
    if (BLANK.test(text[at]!)) at++;
    else if (text.startsWith('//', at)) at = lineEnd(text, at);
    else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      at = end < 0 ? text.length : end + 2;
    } else return at;
  }
  return at;
}

/** @returns the offset of the first token after `offset` that is none of `skipped`, each one character long */
export function nextToken(text: string, offset: number, skipped: string): number {
  let at = skipTrivia(text, offset);
  while (at < text.length && skipped.includes(text[at]!)) at = skipTrivia(text, at + 1);
  return at;
}

function lineEnd(text: string, offset: number): number {
  for (let at = offset; at < text.length; at++) if (/[\n\r\u2028\u2029]/.test(text[at]!)) return at;
  return text.length;
}
