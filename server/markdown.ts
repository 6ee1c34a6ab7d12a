/** Names and paths come from programs: in Markdown they are to be nothing but text. */
import { oneLine } from '../model/plain-text';

/** Longer names tell no more. */
const MAX_LENGTH = 80;

/** @returns Markdown that shows the text, on one line */
export function escaped(text: string): string {
  const line = oneLine(text).trim();
  const short = line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line;
  return short.replace(/[\\`*_{}[\]()<>#+\-.!|~&$:@/^="']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** @returns a table; cells are Markdown */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, i) => (i === 0 ? ':--' : '--:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
