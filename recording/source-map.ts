/** A script's source map: where it is found, and what it says. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  AnyMap,
  GREATEST_LOWER_BOUND,
  LEAST_UPPER_BOUND,
  originalPositionFor,
  sourceContentFor,
} from '@jridgewell/trace-mapping';
import type { SourceMapInput, TraceMap } from '@jridgewell/trace-mapping';
import type { SourceInfo } from '../protocol/container';
import { pathOfScript, pathOfSource } from './paths';

/** Larger maps are of no use to anyone. */
const MAX_MAP_BYTES = 256 * 1024 * 1024;
const DATA_URL = /^data:application\/json[^,]*?(;base64)?,/;
const COMMENT = /\/[/*][#@] ?sourceMappingURL=([^\s'"*]+)/g;

export interface MappedPosition {
  /** Absolute path, or the name in the map if it is none. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** Text of the original as the map has it. */
  readonly text: string | undefined;
}

export class SourceMap {
  private readonly paths = new Map<string, string>();

  private constructor(
    private readonly map: TraceMap,
    private readonly folder: string,
  ) {}

  /**
   * The map of a script: the one in memory, else the one that the text or its info points to.
   * @param script its path
   * @param text that ran, if known
   * @returns undefined if there is none, or none that can be used
   */
  static of(script: string, info: SourceInfo | undefined, text: string | undefined): SourceMap | undefined {
    if (info?.map !== undefined) return SourceMap.parse(info.map, dirname(script));
    const url = info?.mapUrl ?? (text === undefined ? undefined : lastComment(text));
    if (url === undefined) return undefined;
    const data = DATA_URL.exec(url);
    if (data)
      return SourceMap.parse(dataOf(url.slice(data[0].length), data[1] !== undefined), dirname(script));
    const path = pathOfMap(url, dirname(script));
    const json = path === undefined ? undefined : readMap(path);
    return json === undefined ? undefined : SourceMap.parse(json, dirname(path!));
  }

  private static parse(json: string, folder: string): SourceMap | undefined {
    try {
      // some servers put a guard before it
      const value: unknown = JSON.parse(json.replace(/^\)\]\}[^\n]*\n/, ''));
      return typeof value === 'object' && value !== null
        ? new SourceMap(new AnyMap(value as SourceMapInput), folder)
        : undefined;
    } catch {
      return undefined;
    }
  }

  /** @returns undefined where the script's text comes from no original */
  original(line: number, column: number): MappedPosition | undefined {
    try {
      const at = { line, column: column - 1 };
      let found = originalPositionFor(this.map, { ...at, bias: GREATEST_LOWER_BOUND });
      if (found.source === null) found = originalPositionFor(this.map, { ...at, bias: LEAST_UPPER_BOUND });
      if (found.source === null) return undefined;
      return {
        path: this.path(found.source),
        line: found.line,
        column: found.column + 1,
        text: sourceContentFor(this.map, found.source) ?? undefined,
      };
    } catch {
      return undefined;
    }
  }

  /** The script's first original: what its top level is shown as. */
  get first(): string | undefined {
    const source = this.map.resolvedSources[0];
    return !source ? undefined : this.path(source);
  }

  private path(source: string): string {
    let path = this.paths.get(source);
    if (path === undefined) {
      path = pathOfSource(source, this.folder);
      this.paths.set(source, path);
    }
    return path;
  }
}

function lastComment(text: string): string | undefined {
  let url: string | undefined;
  for (const match of text.matchAll(COMMENT)) url = match[1];
  return url;
}

function dataOf(body: string, isBase64: boolean): string {
  if (isBase64) return Buffer.from(body, 'base64').toString('utf8');
  try {
    return decodeURIComponent(body);
  } catch {
    return '';
  }
}

function pathOfMap(url: string, folder: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]+:/i.test(url)) return pathOfScript(url);
  const path = resolve(folder, url);
  if (!url.includes('%') || statSync(path, { throwIfNoEntry: false })) return path;
  try {
    return resolve(folder, decodeURIComponent(url));
  } catch {
    return path;
  }
}

function readMap(path: string): string | undefined {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size <= MAX_MAP_BYTES ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
