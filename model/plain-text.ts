/**
 * Texts of a program as they may be shown. They can hold anything: what colours a terminal, moves its cursor or turns the reading direction would be
 * obeyed, or show as boxes.
 */

/** Of most names and lines nothing has to be taken out. */
const SUSPECT = /[^\x21-\x7e ]| {2}/;
const SPACE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu;

/** @returns the text on one line, with a space for what is not to be seen */
export function oneLine(text: string): string {
  return SUSPECT.test(text) ? text.replace(SPACE, ' ') : text;
}

/** What a terminal obeys: of a sequence `ESC [ … m` and its like, of one that sets a title or a link, and of the short ones. The end may be cut off. */
const ESCAPE = '\u001b';
const ESCAPES = new RegExp(
  [
    String.raw`${ESCAPE}\[[0-?]*[ -/]*(?:[@-~]|$)`,
    String.raw`${ESCAPE}[\]PX^_][^\u0007${ESCAPE}]*(?:\u0007|${ESCAPE}\\|$)`,
    String.raw`${ESCAPE}[ -/]*[0-~]?`,
  ].join('|'),
  'g',
);
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}]/gu;

/** @returns a printed text as a terminal shows it, without its colours; lines stay lines */
export function printed(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text.replace(ESCAPES, '').replace(/\r\n?/g, '\n').replace(UNSEEN, '');
}

/** So much of a text is looked at, and so many of its characters must be none of a text. */
const SAMPLE = 400;
const SHARE = 0.05;
const LEAST = 4;
const BINARY = /(?!\s)[\p{Cc}\ufffd]/gu;

/** @returns whether bytes were written that are no text, as processes do that speak to each other by their streams */
export function isBinary(text: string): boolean {
  if (!SUSPECT.test(text)) return false;
  const sample = text.slice(0, SAMPLE).replace(ESCAPES, '');
  const count = sample.match(BINARY)?.length ?? 0;
  return count >= LEAST && count >= SHARE * sample.length;
}
