/**
 * The search language. Words are found in names, places and printed lines; what has a key is found there alone; all of it must hold:
 *
 *     fetch user             both words, anywhere                 "two words"         a phrase
 *     name:load  file:app    in the name, in the file's path      printed:hello       in a printed line
 *     line:app.ts:12         functions and awaits on that line    on:readFile         awaits of that
 *     state:rejected         fulfilled, rejected, unfinished, running, waiting, ready, ended
 *     waiting>50ms           also ready, running, lasting; < <= >= =; ns, us, ms, s
 *     awaits>=3              -name:load                           whatever does not hold
 */
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

export type Term = { readonly not: boolean } & (
  | { readonly key: 'any' | 'name' | 'file' | 'printed' | 'on'; readonly text: string }
  | { readonly key: 'line'; readonly file: string; readonly line: number }
  | { readonly key: 'state'; readonly state: SearchedState }
  /** `value` in ns; of `awaits` a number. */
  | { readonly key: Measure; readonly comparison: Comparison; readonly value: number }
);

/** What is wrong with a query: the part of it that says nothing. */
export interface QueryError {
  readonly error: 'state' | 'line' | 'time' | 'number';
  readonly part: string;
}

const UNITS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9 };
const PART = /(-?)(?:(\w+):)?(?:"([^"]*)"?|(\S+))/g;
const MEASURE = /^(waiting|ready|running|lasting|awaits)(<=|>=|<|>|=)(.*)$/;
const TIME = /^(\d+(?:\.\d+)?)(ns|us|µs|ms|s)$/;
const TEXT_KEYS = new Set(['name', 'file', 'printed', 'on']);

/** @returns the terms, none for an empty query; or what is wrong */
export function parseQuery(query: string): readonly Term[] | QueryError {
  const terms: Term[] = [];
  for (const [part, minus, key, quoted, plain] of query.matchAll(PART)) {
    const text = quoted ?? plain ?? '';
    if (text === '') continue;
    const term = termOf(minus === '-', key, text, quoted !== undefined, part);
    if ('error' in term) return term;
    terms.push(term);
  }
  return terms;
}

function termOf(
  not: boolean,
  key: string | undefined,
  text: string,
  quoted: boolean,
  part: string,
): Term | QueryError {
  const lower = text.toLowerCase();
  if (key !== undefined && TEXT_KEYS.has(key)) return { not, key: key as 'name', text: lower };
  if (key === 'line') {
    const [, file, line] = /^(?:(.*):)?(\d+)$/.exec(lower) ?? [];
    return line === undefined ? { error: 'line', part } : { not, key, file: file ?? '', line: Number(line) };
  }
  if (key === 'state') {
    const state = STATES.find((s) => s === lower);
    return state ? { not, key, state } : { error: 'state', part };
  }
  const [, measure, comparison, value] = (!quoted && key === undefined && MEASURE.exec(lower)) || [];
  if (measure === undefined)
    return { not, key: 'any', text: key === undefined ? lower : `${key}:${lower}`.toLowerCase() };
  return measureOf(not, measure as Measure, comparison as Comparison, value ?? '', part);
}

function measureOf(
  not: boolean,
  key: Measure,
  comparison: Comparison,
  value: string,
  part: string,
): Term | QueryError {
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
