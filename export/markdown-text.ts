/** Names, paths and printed lines come from programs: in Markdown and in Mermaid they are to be text and nothing else. */
import { oneLine } from '../model/plain-text';

const MAX_LENGTH = 100;

/** One line of bounded length, without what controls a terminal or the direction of text. */
function line(text: string, longest: number): string {
  const plain = oneLine(text).trim();
  const letters = [...plain];
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : plain;
}

/** @returns Markdown that shows the text, also in a cell of a table */
export function inMarkdown(text: string, longest = MAX_LENGTH): string {
  return line(text, longest).replace(/[^\p{L}\p{N} ,…–·×]/gu, (c) => `&#${c.codePointAt(0)};`);
}

/**
 * @returns the text as code, which no part of Markdown looks into: neither HTML, nor links, nor mentions, nor `:100:` as an emoji.
 * Also for a cell of a table.
 */
export function inCode(text: string, longest = MAX_LENGTH): string {
  const plain = line(text, longest).replaceAll('|', '\\|');
  if (plain === '') return '';
  const runs = plain.match(/`+/g)?.map((run) => run.length) ?? [0];
  const fence = '`'.repeat(Math.max(...runs) + 1);
  const pad = plain.startsWith('`') || plain.endsWith('`') ? ' ' : '';
  return fence + pad + plain + pad + fence;
}

/** @returns text for a message or a name in a Mermaid diagram: its entities are `#` and a number */
export function inMermaid(text: string, longest = 60): string {
  const safe = line(text, longest).replace(/[^\p{L}\p{N} ,.…–·×]/gu, (c) => `#${c.codePointAt(0)};`);
  // The one word that a diagram takes for its own wherever it stands.
  return safe.replace(/\bend\b/gi, (word) => `#${word.codePointAt(0)};${word.slice(1)}`) || '#32;';
}

/** @returns the rows as a table; cells are Markdown */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)];
}
