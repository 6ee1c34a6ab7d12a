/** One script that ran, as a reader knows it: its path, its text, what stands where in it, its map. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { SourceInfo } from '../protocol/container';
import { analyse } from '../syntax/analyse';
import { Flow } from '../syntax/dataflow';
import type { SourceSyntax } from '../syntax/analyse';
import { pathOfScript } from './paths';
import { SourceMap } from './source-map';

/** Larger texts are not looked into. */
const MAX_TEXT_BYTES = 64 * 1024 * 1024;
const TYPESCRIPT = /\.[cm]?tsx?$/;

/** Where a script's map comes from, and with that, what it is a map of. */
export type MapOrigin =
  /** made when the program ran */
  | { readonly kind: 'recording' }
  /** beside the very script that ran, written at `ms` since 1970 */
  | { readonly kind: 'file'; readonly ms: number }
  /** beside a script that was built anew since */
  | { readonly kind: 'anotherBuild' };

export class Script {
  /** Undefined if it comes from no file. */
  readonly path: string | undefined;
  private ran: { readonly text: string | undefined } | undefined;
  private found:
    | {
        readonly syntax: SourceSyntax | undefined;
        readonly map: SourceMap | undefined;
        readonly origin: MapOrigin;
      }
    | undefined;

  /** @param info undefined while the recording has not described the script */
  constructor(
    url: string,
    private readonly info: SourceInfo | undefined,
    /** A text that the file is said to have had. */
    private readonly offered?: string,
  ) {
    this.path = pathOfScript(url);
  }

  /** What stands where in the text that ran; undefined if that is not known or does not parse. */
  get syntax(): SourceSyntax | undefined {
    return this.known().syntax;
  }

  get map(): SourceMap | undefined {
    return this.known().map;
  }

  /** Where the map was found, if there is one. */
  get origin(): MapOrigin {
    return this.known().origin;
  }

  /** The text that ran; undefined if that is not known. */
  get text(): string | undefined {
    const { path } = this;
    return (this.ran ??= {
      text: path === undefined ? undefined : textThatRan(path, this.info, this.offered),
    }).text;
  }

  private parsed: { readonly flow: Flow | undefined } | undefined;

  /** Its syntax tree; undefined if the text that ran is not known or does not parse. */
  get flow(): Flow | undefined {
    const { text } = this;
    return (this.parsed ??= { flow: text === undefined ? undefined : Flow.of(text) }).flow;
  }

  private known(): NonNullable<Script['found']> {
    return (this.found ??= this.find());
  }

  private find(): NonNullable<Script['found']> {
    if (this.path === undefined) return { syntax: undefined, map: undefined, origin: { kind: 'recording' } };
    const { text } = this;
    return {
      syntax: text === undefined ? undefined : analyse(text),
      map: SourceMap.of(this.path, this.info, text),
      origin: originOf(this.path, this.info, text),
    };
  }
}

function originOf(path: string, info: SourceInfo | undefined, text: string | undefined): MapOrigin {
  if (info?.map !== undefined || info?.mapUrl?.startsWith('data:') || info?.text !== undefined)
    return { kind: 'recording' };
  const stat = text === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
  return stat ? { kind: 'file', ms: stat.mtimeMs } : { kind: 'anotherBuild' };
}

/** The text that V8 had, without a byte order mark, which is never given to it. */
function textThatRan(
  path: string,
  info: SourceInfo | undefined,
  offered: string | undefined,
): string | undefined {
  if (info?.text !== undefined) return withoutMark(info.text);
  const onDisk = readText(path);
  // Killed before it could describe its sources: JavaScript is what ran, as a rule; TypeScript never is.
  if (!info) return onDisk === undefined || TYPESCRIPT.test(path) ? undefined : withoutMark(onDisk);
  const candidates = onDisk === undefined ? [offered] : [onDisk, withoutMark(onDisk), offered];
  for (const text of candidates)
    if (text !== undefined && sha256(text) === info.sha256) return withoutMark(text);
  return undefined;
}

/** @returns undefined if there is no such file, or it is too large to be a source */
export function readText(path: string): string | undefined {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size <= MAX_TEXT_BYTES ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
