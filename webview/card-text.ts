/**
 * A card as text, to be put into an issue or a review: as Markdown, or plain. Names and printed lines are hostile: what is a sign of Markdown
 * is escaped there, and in neither does anything begin a line of its own.
 */
import { oneLine } from '../model/plain-text';
import type { Card } from './card-content';

const SIGNS = /[\\`*_{}[\]()<>#+\-!|~&@]/g;

export function cardMarkdown(card: Card): string {
  const { title, kind } = card;
  const lines = [`**${escaped(title)}** ${escaped(kind)}`, ''];
  for (const { label, text } of linesOf(card))
    lines.push(label === '' ? `- ${escaped(text)}` : `- ${escaped(label)}: ${escaped(text)}`);
  return `${lines.join('\n')}\n`;
}

export function cardText(card: Card): string {
  const lines = [`${oneLine(card.title)} ${oneLine(card.kind)}`];
  for (const { label, text } of linesOf(card))
    lines.push(label === '' ? `  ${oneLine(text)}` : `  ${oneLine(label)}: ${oneLine(text)}`);
  return `${lines.join('\n')}\n`;
}

/** What both say: the numbers, the facts, the reasons, and the others of the same place. */
function linesOf({
  parts,
  facts,
  why = [],
  siblings,
}: Card): { readonly label: string; readonly text: string }[] {
  return [...parts, ...facts, ...why, ...(siblings ? [{ label: '', text: siblings.text }] : [])];
}

function escaped(text: string): string {
  return oneLine(text).replace(SIGNS, '\\$&');
}
