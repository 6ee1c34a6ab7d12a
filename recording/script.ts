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

export class Script {
  /** Undefined if it comes from no file. */
  readonly path: string | undefined;
  private found:
    | {
        readonly text: string | undefined;
        readonly syntax: SourceSyntax | undefined;
        readonly map: SourceMap | undefined;
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

  /** The text that ran; undefined if that is not known. */
  get text(): string | undefined {
    return this.known().text;
  }

  private parsed: { readonly flow: Flow | undefined } | undefined;

  /** Its syntax tree; undefined if the text that ran is not known or does not parse. */
  get flow(): Flow | undefined {
    const { text } = this.known();
    return (this.parsed ??= { flow: text === undefined ? undefined : Flow.of(text) }).flow;
  }

  private known(): NonNullable<Script['found']> {
    return (this.found ??= this.find());
  }

  private find(): NonNullable<Script['found']> {
    if (this.path === undefined) return { text: undefined, syntax: undefined, map: undefined };
    const text = textThatRan(this.path, this.info, this.offered);
    return {
      text,
      syntax: text === undefined ? undefined : analyse(text),
      map: SourceMap.of(this.path, this.info, text),
    };
  }
}

/** The text that V8 had, without a byte order mark, which is never given to it. */
function textThatRan(
  path: string,
  info: SourceInfo | undefined,
  offered: string | undefined,
): string | undefined {
  if (info?.text !== undefined) return withoutMark(info.text);
  const onDisk = readText(path);
  if (onDisk === undefined) return undefined;
  // Killed before it could describe its sources: JavaScript is what ran, as a rule; TypeScript never is.
  if (!info) return TYPESCRIPT.test(path) ? undefined : withoutMark(onDisk);
  for (const text of [onDisk, withoutMark(onDisk), ...(offered === undefined ? [] : [offered])])
    if (sha256(text) === info.sha256) return withoutMark(text);
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
