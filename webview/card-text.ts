/** A card as Markdown, to be put into an issue or a review. Names and printed lines are hostile: what is a sign of Markdown is escaped. */
import type { Card } from './worker-protocol';

const SIGNS = /[\\`*_{}[\]()<>#+\-!|~&@]/g;

export function cardMarkdown({ title, kind, parts, facts, why = [], siblings }: Card): string {
  const lines = [`**${escaped(title)}** ${escaped(kind)}`, ''];
  for (const { label, text } of [...parts, ...facts]) lines.push(`- ${escaped(label)}: ${escaped(text)}`);
  for (const { text } of why) lines.push(`- ${escaped(text)}`);
  if (siblings) lines.push(`- ${escaped(siblings.text)}`);
  return `${lines.join('\n')}\n`;
}

function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(SIGNS, '\\$&');
}
