/**
 * The search language. Words are found in names, places, printed lines and what is awaited; what has a key is found there alone; all
 * of it must hold:
 *
 *     fetch user             both words, anywhere                 "two words"         a phrase
 *     name:load  file:app    in the name, in the file's path      printed:hello       in a printed line
 *     app.ts:12  line:12     functions and awaits on that line    on:readFile         awaits of that
 *     app.ts:12:5            and at that column
 *     state:rejected         fulfilled, rejected, unfinished, running, waiting, ready, ended
 *     waiting > 50ms         also ready, running, lasting; < <= >= =; ns, us, ms, s
 *     awaits>=3              -name:load                           whatever does not hold
 */
import { partsOf } from './query-parts';
import type { QueryPart } from './query-parts';

export const STATES = [
  'fulfilled',
  'rejected',
  'unfinished',
  'running',
  'waiting',
  'ready',
  'ended',
] as const;
export type SearchedState = (typeof STATES)[number];
export type Measure = 'waiting' | 'ready' | 'running' | 'lasting' | 'awaits';
export type Comparison = '<' | '<=' | '>' | '>=' | '=';
export interface LineTerm {
  readonly key: 'line';
  /** End of the file's path, in lower case with slashes; empty for any. */
  readonly file: string;
  readonly line: number;
  /** 0 for any. */
  readonly column: number;
}

export type Term = { readonly not: boolean } & (
  | { readonly key: 'any' | 'name' | 'file' | 'printed' | 'on'; readonly text: string }
  | LineTerm
  | { readonly key: 'state'; readonly state: SearchedState }
  /** `value` in ns; of `awaits` a number. */
  | { readonly key: Measure; readonly comparison: Comparison; readonly value: number }
);

/**
 * What is wrong with a query: the part of it that says nothing. `key`: nothing is searched by that key; `compare`: that cannot be compared;
 * `value`: nothing follows the key; `nothing`: a lone sign; the others name what was expected.
 */
export interface QueryError {
  readonly error: 'state' | 'line' | 'time' | 'number' | 'key' | 'compare' | 'value' | 'nothing';
  readonly part: string;
}

const UNITS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9 };
const TIME = /^(\d+(?:\.\d+)?)(ns|us|µs|ms|s)$/;
const TEXT_KEYS = new Set(['name', 'file', 'printed', 'on']);
const LINE = /^(?:(.*?[^\d:].*?):)?(\d+)(?::(\d+))?$/;
/** As the timeline and the commands print a place: a file with an extension, and a line. */
const BARE_LINE = /\.\w+:\d+(?::\d+)?$/;
/** `foo>5`; a `=` is likelier a text. */
const COMPARED = /^[a-z]\w*(?:<|>)=?\S/i;
/** `key:`, with nothing behind it. */
const NO_VALUE = /^(?:name|file|printed|on|line|state|waiting|ready|running|lasting|awaits):$/i;

/** @returns the terms, none for an empty query; or what is wrong */
export function parseQuery(query: string): readonly Term[] | QueryError {
  const terms: Term[] = [];
  for (const part of partsOf(query)) {
    const term = part.comparison ? measureOf(part, part.comparison) : termOf(part);
    if ('error' in term) return term;
    terms.push(term);
  }
  return terms;
}

function termOf({ part, not, key, text, quoted }: QueryPart): Term | QueryError {
  const lower = text.toLowerCase();
  if (text === '' || (!quoted && text === '-')) return { error: 'nothing', part };
  if (TEXT_KEYS.has(key)) return { not, key: key as 'name', text: lower };
  if (key === 'line') return lineOf(not, lower) ?? { error: 'line', part };
  if (key === 'state') {
    const state = STATES.find((s) => s === lower);
    return state ? { not, key, state } : { error: 'state', part };
  }
  if (quoted && key === '') return { not, key: 'any', text: lower };
  // a URL and the drive of a path have colons, too
  if (key !== '' && !/^[\\/]/.test(text)) return { error: 'key', part };
  if (NO_VALUE.test(text)) return { error: 'value', part };
  if (COMPARED.test(text)) return { error: 'compare', part };
  const word = key === '' ? lower : `${key}:${lower}`;
  return (BARE_LINE.test(word) && lineOf(not, word)) || { not, key: 'any', text: word };
}

function lineOf(not: boolean, text: string): Term | undefined {
  const [, file = '', line, column] = LINE.exec(text) ?? [];
  if (line === undefined) return undefined;
  return {
    not,
    key: 'line',
    file: file.replaceAll('\\', '/'),
    line: Number(line),
    column: Number(column ?? 0),
  };
}

function measureOf(
  { part, not }: QueryPart,
  { measure, sign, value }: NonNullable<QueryPart['comparison']>,
): Term | QueryError {
  const key = measure as Measure;
  const comparison = sign as Comparison;
  if (key === 'awaits') {
    return /^\d+$/.test(value) ? { not, key, comparison, value: Number(value) } : { error: 'number', part };
  }
  const [, number, unit] = TIME.exec(value) ?? [];
  if (number === undefined) return { error: 'time', part };
  return { not, key, comparison, value: Number(number) * UNITS[unit!]! };
}

export function compares(value: number, comparison: Comparison, to: number): boolean {
  switch (comparison) {
    case '<':
      return value < to;
    case '<=':
      return value <= to;
    case '>':
      return value > to;
    case '>=':
      return value >= to;
    case '=':
      return value === to;
  }
}
