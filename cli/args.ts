/** The words after a command → its options. What is wrong with them is told in one line. */
import { parseArgs } from 'node:util';
import { EXTENSIONS, FORMATS } from '../export/formats';
import type { Format } from '../export/formats';
import { DEFAULT_MAX_SIZE } from '../protocol/options';
import type { Locations } from '../protocol/options';

/** The command line makes no sense; the message is for the user, one line. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export interface RunArgs {
  /** As given; undefined: a new file in `.awaitscope/`. */
  readonly file: string | undefined;
  readonly locations: Locations;
  /** Bytes a thread may write. */
  readonly maxSize: number;
  readonly output: boolean;
  readonly force: boolean;
  /** The program and its arguments. */
  readonly command: readonly [string, ...string[]];
}

const LOCATIONS: readonly string[] = ['auto', 'markers', 'stacks', 'off'] satisfies Locations[];

/** @throws UsageError */
export function parseRun(words: readonly string[]): RunArgs {
  const at = words.indexOf('--');
  const { values, positionals } = parsed({
    args: words.slice(0, at < 0 ? undefined : at),
    options: {
      output: { type: 'string', short: 'o' },
      locations: { type: 'string', default: 'auto' },
      'max-size': { type: 'string' },
      'no-output': { type: 'boolean', default: false },
      force: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (at < 0 && positionals.length > 0) {
    throw new UsageError(`put the command after --, as in: awaitscope run -- ${positionals.join(' ')}`);
  }
  if (positionals.length > 0) throw new UsageError(`'${positionals[0]}' before -- is no option of run`);
  const [program, ...rest] = at < 0 ? [] : words.slice(at + 1);
  if (program === undefined || program === '') {
    throw new UsageError('no command to run, as in: awaitscope run -- node app.js');
  }
  if (values.output === '') throw new UsageError('-o wants the name of a file');
  return {
    file: values.output,
    locations: parseLocations(values.locations),
    maxSize: values['max-size'] === undefined ? DEFAULT_MAX_SIZE : parseSize(values['max-size']),
    output: !values['no-output'],
    force: values.force,
    command: [program, ...rest],
  };
}

/**
 * For the commands that want nothing but a recording.
 * @returns its file
 * @throws UsageError
 */
export function parseFile(command: string, words: readonly string[]): string {
  const { positionals } = parsed({ args: [...words], options: {}, allowPositionals: true });
  return onlyFile(command, positionals);
}

export type CheckFormat = 'text' | 'json' | 'sarif';

export interface CheckArgs {
  readonly file: string;
  readonly format: CheckFormat;
  /** Ids of rules to leave out. */
  readonly off: ReadonlySet<string>;
  /** How long a slice may take, ns; undefined: the rules' own limit. */
  readonly blocked: number | undefined;
}

/**
 * @param rules ids that exist
 * @throws UsageError
 */
export function parseCheck(words: readonly string[], rules: readonly string[]): CheckArgs {
  const { values, positionals } = parsed({
    args: [...words],
    options: {
      format: { type: 'string', default: 'text' },
      off: { type: 'string', multiple: true },
      blocked: { type: 'string' },
    },
    allowPositionals: true,
  });
  const off = (values.off ?? []).flatMap((list) => list.split(',')).map((id) => id.trim());
  for (const id of off) {
    if (!rules.includes(id))
      throw new UsageError(`--off: no rule is called '${id}'; they are ${rules.join(', ')}`);
  }
  return {
    file: onlyFile('check', positionals),
    format: oneOf(values.format, ['text', 'json', 'sarif'], '--format'),
    off: new Set(off),
    blocked: values.blocked === undefined ? undefined : parseMilliseconds(values.blocked) * 1e6,
  };
}

/** An await in the source: the n-th suspension of any task on that line. */
export interface Target {
  readonly file: string;
  readonly line: number;
  /** From 1. */
  readonly n: number;
}

export interface WhyArgs {
  readonly file: string;
  /** One to explain, or two whose order is to be explained. */
  readonly targets: readonly Target[];
  readonly format: 'text' | 'json' | 'mermaid';
}

/** @throws UsageError */
export function parseWhy(words: readonly string[]): WhyArgs {
  const { values, positionals } = parsed({
    args: [...words],
    options: { format: { type: 'string', default: 'text' } },
    allowPositionals: true,
  });
  const [file, ...targets] = positionals;
  if (!file) throw new UsageError('no file, as in: awaitscope why FILE app.js:12');
  if (targets.length === 0) throw new UsageError(`no await, as in: awaitscope why ${file} app.js:12`);
  if (targets.length > 2)
    throw new UsageError(`why explains one await or the order of two, not ${targets.length}`);
  return {
    file,
    targets: targets.map(parseTarget),
    format: oneOf(values.format, ['text', 'json', 'mermaid'], '--format'),
  };
}

function parseTarget(word: string): Target {
  const [, file, line, n] = /^(.+?):(\d+)(?::\d+)?(?:#(\d+))?$/.exec(word) ?? [];
  if (file === undefined || Number(line) === 0 || n === '0') {
    throw new UsageError(`an await is named FILE:LINE or FILE:LINE#N, as in app.js:12#3, not '${word}'`);
  }
  return { file, line: Number(line), n: n === undefined ? 1 : Number(n) };
}

export interface DiffArgs {
  /** Recordings of either side, at least one. */
  readonly a: readonly string[];
  readonly b: readonly string[];
  readonly format: 'text' | 'json' | 'markdown';
}

/** @throws UsageError */
export function parseDiff(words: readonly string[]): DiffArgs {
  const { values, positionals } = parsed({
    args: [...words],
    options: {
      format: { type: 'string', default: 'text' },
      'more-a': { type: 'string', multiple: true, default: [] },
      'more-b': { type: 'string', multiple: true, default: [] },
    },
    allowPositionals: true,
  });
  const [a, b, more] = positionals;
  if (!a || !b) throw new UsageError('diff wants two recordings, as in: awaitscope diff A B');
  if (more !== undefined)
    throw new UsageError(`diff takes two recordings, not also '${more}'; see --more-a, --more-b`);
  return {
    a: [a, ...values['more-a']],
    b: [b, ...values['more-b']],
    format: oneOf(values.format, ['text', 'json', 'markdown'], '--format'),
  };
}

function onlyFile(command: string, [file, more]: readonly string[]): string {
  if (!file) throw new UsageError(`no file, as in: awaitscope ${command} FILE`);
  if (more !== undefined) throw new UsageError(`${command} takes one file, not also '${more}'`);
  return file;
}

export interface ExportArgs {
  readonly file: string;
  readonly to: Format;
  readonly out: string;
  readonly force: boolean;
}

/** Formats of the contract that are still to come. */
const LATER: readonly string[] = ['perfetto', 'otlp', 'speedscope'];

/** @throws UsageError */
export function parseExport(words: readonly string[]): ExportArgs {
  const { values, positionals } = parsed({
    args: [...words],
    options: {
      to: { type: 'string' },
      output: { type: 'string', short: 'o' },
      force: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [file, more] = positionals;
  if (!file) throw new UsageError('no file, as in: awaitscope export FILE --to html -o OUT');
  if (more !== undefined) throw new UsageError(`export takes one file, not also '${more}'`);
  const { to, output: out, force } = values;
  const known = FORMATS.join(', ');
  if (to === undefined) throw new UsageError(`--to says the format: ${known}`);
  if (LATER.includes(to))
    throw new UsageError(`--to ${to} is not available in this version; there are ${known}`);
  if (!isFormat(to)) throw new UsageError(`--to is one of ${known}, not '${to}'`);
  if (!out) throw new UsageError(`-o says where to write, as in: -o trace${EXTENSIONS[to]}`);
  return { file, to, out, force };
}

function isFormat(text: string): text is Format {
  return (FORMATS as readonly string[]).includes(text);
}

function parseMilliseconds(text: string): number {
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (!(ms > 0)) throw new UsageError(`--blocked wants milliseconds, as in 100, not '${text}'`);
  return ms;
}

function oneOf<T extends string>(text: string, allowed: readonly T[], option: string): T {
  if ((allowed as readonly string[]).includes(text)) return text as T;
  throw new UsageError(`${option} is ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}, not '${text}'`);
}

const UNITS: Record<string, number> = {
  '': 1,
  b: 1,
  k: 2 ** 10,
  kb: 2 ** 10,
  m: 2 ** 20,
  mb: 2 ** 20,
  g: 2 ** 30,
  gb: 2 ** 30,
};

/** @returns bytes of `10mb`, `512k`, `1.5gb`, `100000` */
export function parseSize(text: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text) ?? [];
  const bytes = Math.floor(Number(number) * (UNITS[unit.toLowerCase()] ?? NaN));
  if (number === '' || !Number.isSafeInteger(bytes) || bytes === 0) {
    throw new UsageError(`--max-size wants bytes, as in 500000 or 10mb, not '${text}'`);
  }
  return bytes;
}

function parseLocations(text: string): Locations {
  if (!LOCATIONS.includes(text))
    throw new UsageError(`--locations is auto, markers, stacks or off, not '${text}'`);
  return text as Locations;
}

/** `parseArgs`, with what it says cut down to a line. */
const parsed: typeof parseArgs = (config) => {
  try {
    return parseArgs(config);
  } catch (e) {
    const { code, message } = e as NodeJS.ErrnoException;
    if (!code?.startsWith('ERR_PARSE_ARGS_')) throw e;
    const text = message.split(/\.\s|\n/)[0]!;
    throw new UsageError(text.charAt(0).toLowerCase() + text.slice(1));
  }
};
