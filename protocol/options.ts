/** What the runtime is told, as one environment variable that holds JSON. */
import type { ThreadName } from './container';

export const OPTIONS_VARIABLE = 'AWAITSCOPE';
/** The same in terminals that are recorded: what is recorded already, by a run or a debugger in such a terminal, stays so. */
export const TERMINAL_VARIABLE = 'AWAITSCOPE_TERMINAL';

export type Locations = 'auto' | 'markers' | 'stacks' | 'off';

export interface TracerOptions {
  /** Absolute path of the recording; parts are written beside it. */
  readonly file: string;
  /** The runtime's own file, so that children can be given it again. */
  readonly runtime: string;
  readonly locations: Locations;
  /** Bytes that one thread may write before it stops recording. */
  readonly maxSize: number;
  /** Folder in which plans of markers are kept from run to run; none if missing. */
  readonly cache?: string;
  /** Record printed lines. */
  readonly output: boolean;
  /**
   * In a terminal: a file that is there while recording goes on, with the path of the command that is not to be recorded.
   * {@link file} is then what the names of recordings begin with.
   */
  readonly lease?: string;
  /** A debugger is about to attach: it comes first, and its pauses are recorded. */
  readonly debugged?: boolean;
  /** The thread that started this one or its process; missing for the first. */
  readonly startedBy?: ThreadName;
}

export const DEFAULT_MAX_SIZE = 512 * 1024 * 1024;

export function encodeOptions(options: TracerOptions): string {
  return JSON.stringify(options);
}

/** @returns the options, or undefined if the text is none of ours */
export function decodeOptions(text: string | undefined): TracerOptions | undefined {
  if (!text) return undefined;
  try {
    const o = JSON.parse(text) as Partial<TracerOptions>;
    if (typeof o.file !== 'string' || typeof o.runtime !== 'string') return undefined;
    return {
      file: o.file,
      runtime: o.runtime,
      locations: o.locations ?? 'auto',
      maxSize: typeof o.maxSize === 'number' ? o.maxSize : DEFAULT_MAX_SIZE,
      output: o.output ?? true,
      ...(typeof o.cache === 'string' && { cache: o.cache }),
      ...(typeof o.lease === 'string' && { lease: o.lease }),
      ...(o.debugged === true && { debugged: true }),
      ...threadIn(o.startedBy),
    };
  } catch {
    return undefined;
  }
}

function threadIn(value: Partial<ThreadName> | undefined): { startedBy?: ThreadName } {
  if (typeof value?.pid !== 'number' || typeof value.tid !== 'number') return {};
  return { startedBy: { pid: value.pid, tid: value.tid } };
}

/** The part that a thread writes while `file` is being recorded. */
export function partName(file: string, pid: number, tid: number): string {
  return `${file}.${pid}-${tid}.part`;
}

/** Matches what {@link partName} adds to the recording's name. */
export const PART_SUFFIX = /^\.(\d+)-(\d+)\.part$/;

/**
 * `NODE_OPTIONS` with our preload in front. Joined, never replaced. Node's own parser takes double quotes
 * with backslash escapes, so that a path with spaces survives.
 */
export function withPreload(nodeOptions: string | undefined, runtime: string): string {
  const ours = preloadOption(runtime);
  return nodeOptions?.trim() ? `${ours} ${nodeOptions}` : ours;
}

/** The reverse of {@link withPreload}, with {@link permissionOptions} or not: what stood there without us; undefined if nothing did. */
export function withoutPreload(nodeOptions: string | undefined, runtime: string): string | undefined {
  if (nodeOptions === undefined) return undefined;
  const ours = preloadOption(runtime);
  // Others may have joined theirs in front.
  const at = ` ${nodeOptions} `.indexOf(` ${ours} `);
  if (at < 0) return nodeOptions;
  const before = nodeOptions.slice(0, at);
  const behind = withoutPermission(nodeOptions.slice(at + ours.length), runtime);
  return before === '' && behind.trim() === '' ? undefined : before + behind.slice(1);
}

function withoutPermission(options: string, runtime: string): string {
  const granted = ` ${readOption(runtime)} --allow-fs-write="`;
  if (!options.startsWith(granted)) return options;
  const path = /^(?:[^"\\]|\\.)*"/.exec(options.slice(granted.length))?.[0] ?? '';
  return options.slice(granted.length + path.length);
}

/** The permission model's own options: what a program that runs under it must let the tracer do. */
const PERMISSION = ['--permission', '--experimental-permission'];

/** @returns whether Node is told to run the program under its permission model, as far as the command shows it */
export function asksForPermission(command: readonly string[], nodeOptions = ''): boolean {
  const script = command.findIndex((word, i) => i > 0 && !word.startsWith('-'));
  const options = script < 0 ? command : command.slice(0, script);
  return [...options, ...nodeOptions.split(' ')].some((word) => PERMISSION.includes(word));
}

/** What {@link withPreload} needs beside it under the permission model: to read the runtime and to write the recording's parts. */
export function permissionOptions({ runtime, file }: Pick<TracerOptions, 'runtime' | 'file'>): string {
  return `${readOption(runtime)} --allow-fs-write=${quoted(`${file}.*`)}`;
}

function preloadOption(runtime: string): string {
  return `--require ${quoted(runtime)}`;
}

/** The runtime's folder holds nothing but the runtime. */
function readOption(runtime: string): string {
  return `--allow-fs-read=${quoted(`${folderOf(runtime)}*`)}`;
}

/** With its last separator. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** Where the part of the runtime lies that is loaded only when a script is to be parsed. */
export function parserOf(runtime: string): string {
  return `${folderOf(runtime)}parser.js`;
}

function quoted(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&')}"`;
}
