/** Which facts the mouse is on, if any. */
import type { Hover, Position } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { DocumentFacts, Placed } from './document-facts';
import { lineOf } from './documents';
import type { FunctionFacts } from './facts';
import { awaitHover, functionHover, staleHover } from './hovers';
import type { HoverSource } from './hovers';
import type { InUse } from './in-use';
import type { Place } from './lines';

interface Word {
  readonly text: string;
  /** From 1; the end is behind the last character. */
  readonly from: number;
  readonly to: number;
}

export function hoverAt(
  document: TextDocument,
  position: Position,
  facts: DocumentFacts,
  use: InUse,
  links: boolean,
): Hover | null {
  const text = lineOf(document, position.line + 1);
  const word = wordAt(text, position.character + 1);
  if (!word) return null;
  const found = facts.on(position.line + 1).find((placed) => isMeant(placed, word, text));
  const value = found
    ? sayOf(found, use, links)
    : word.text === 'await' && facts.on(position.line + 1).length === 0 && (facts.stale > 0 || !facts.carried)
      ? staleHover(!facts.carried)
      : undefined;
  if (value === undefined) return null;
  const { line } = position;
  const range = { start: { line, character: word.from - 1 }, end: { line, character: word.to - 1 } };
  return { contents: { kind: 'markdown', value }, range };
}

function sayOf({ facts }: Placed, use: InUse, links: boolean): string {
  const { model } = use;
  const source: HoverSource = {
    recording: use.recording,
    tables: model.tables,
    links,
    site: (stream, loc) => model.site(stream, loc),
    taskName: (task) => model.taskName(task),
  };
  return facts.kind === 'await'
    ? awaitHover(facts, use.facts.settlers(facts), source)
    : functionHover(facts, source);
}

/** An await by its keyword, of `for await` either of the two; a function by its first token or its name. */
function isMeant({ facts, at }: Placed, word: Word, line: string): boolean {
  if (word.from <= at.column && at.column < word.to) return true;
  if (word.from < at.column) return facts.kind === 'function' && isBefore(facts, at, word, line);
  if (facts.kind === 'await') return /^for\s+await$/.test(line.slice(at.column - 1, word.to - 1));
  const between = line.slice(at.column - 1, word.from - 1);
  return word.text === facts.name.split('.').at(-1) && /^[\w\s*#[]*$/.test(between);
}

/** The `async` before a method, whose place is its name; the variable or property that an arrow function is assigned to. */
function isBefore({ name }: FunctionFacts, at: Place, word: Word, line: string): boolean {
  const between = line.slice(word.to - 1, at.column - 1);
  if (word.text === 'async') return /^[\s*]*$/.test(between);
  return word.text === name.split('.').at(-1) && /^\s*[:=]\s*$/.test(between);
}

function wordAt(line: string, column: number): Word | undefined {
  for (const match of line.matchAll(/[\p{ID_Continue}$]+|[{}]/gu)) {
    const from = match.index + 1;
    const to = from + match[0].length;
    if (from <= column && column <= to) return { text: match[0], from, to };
  }
  return undefined;
}
