/**
 * What the model has to say, as codes and parameters: the model writes no sentences of its own. Whoever shows them has a table
 * of sentences by code (`texts.ts` has the English ones) and says how tasks, places and times are written.
 */

/** A location of a stream. */
export interface At {
  readonly stream: number;
  readonly loc: number;
}

/** A parameter of a sentence. */
export type Arg =
  | { readonly ns: number }
  | { readonly n: number }
  /** Row of a task: its function's name. */
  | { readonly task: number }
  | { readonly at: At }
  /** Any text: a resource's type, a count in words. Of the recording, so not to be trusted. */
  | { readonly text: string };

export interface Message {
  /** Key of a table of sentences. */
  readonly code: string;
  readonly args: Readonly<Record<string, Arg>>;
}

/** How parameters are written. */
export interface Words {
  ns(ns: number): string;
  n(n: number): string;
  task(task: number): string;
  at(at: At): string;
  text(text: string): string;
}

/**
 * Fills in a sentence: `{name}` stands for the parameter of that name; `{n|one|many}` chooses by a count; `{name?text}` is
 * there only if the parameter is.
 * @param texts sentences by code
 */
export function sentence(message: Message, texts: Readonly<Record<string, string>>, words: Words): string {
  const text = texts[message.code] ?? message.code;
  return fill(text, message.args, words);
}

const OPTIONAL = /\{(\w+)\?((?:[^{}]|\{[^{}]*\})*)\}/g;
const PLAIN = /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g;

function fill(text: string, args: Message['args'], words: Words): string {
  return text
    .replace(OPTIONAL, (_, name: string, inner: string) => (args[name] === undefined ? '' : inner))
    .replace(PLAIN, (_, name: string, one?: string, many?: string) => {
      const arg = args[name];
      if (arg === undefined) return '?';
      if (one !== undefined && 'n' in arg) return arg.n === 1 ? one : (many ?? '');
      return written(arg, words);
    });
}

function written(arg: Arg, words: Words): string {
  if ('ns' in arg) return words.ns(arg.ns);
  if ('n' in arg) return words.n(arg.n);
  if ('task' in arg) return words.task(arg.task);
  return 'at' in arg ? words.at(arg.at) : words.text(arg.text);
}
