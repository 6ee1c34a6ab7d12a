/**
 * The source map of a script with markers in it, for debuggers and for stacks with `--enable-source-maps`: from what runs to the text as it
 * was, or, where that has a map of its own, on to its originals. Made only where somebody may ask for it.
 */
import * as fs from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type * as codec from '@jridgewell/sourcemap-codec';
import { loadParser } from './load-parser';
import type * as nodeInspector from 'node:inspector';
import type { OffsetMap } from '../syntax/edits';
import { lineStarts } from '../syntax/lines';

const MAP_COMMENT = /^[ \t]*\/\/[#@] ?sourceMappingURL=(\S+)[ \t]*$/gm;
const DATA_URL = /^data:application\/json[^,]*?(;base64)?,/;
const INSPECT = /^--inspect/;
const TOKEN = /[\w$]+|[^\s\w$]/g;

interface MapJson {
  sources: (string | null)[];
  sourcesContent?: (string | null)[];
  sourceRoot?: string;
  names?: string[];
  mappings: string;
}
type Segment = codec.SourceMapSegment;

/** A debugger is there or expected, or stacks are to be mapped. */
export function isMapWanted(): boolean {
  const { sourceMapsEnabled } = process as { sourceMapsEnabled?: boolean };
  if (sourceMapsEnabled || process.execArgv.some((word) => INSPECT.test(word))) return true;
  const { inspector } = process.features as { inspector?: boolean };
  if (!inspector) return false;
  // Loaded already wherever it could be open: asking for it costs nothing then.
  return (require('node:inspector') as typeof nodeInspector).url() !== undefined;
}

/** @returns the comment that gives the map, in the place of the text's own; both parts of what is to run */
export function withMap(url: string, text: string, ran: string, map: OffsetMap): string {
  const own = [...text.matchAll(MAP_COMMENT)].pop();
  const given = own ? readMap(own[1]!, url) : undefined;
  const composed = given ? compose(given, text, map) : plain(url, text, map);
  const body = Buffer.from(JSON.stringify({ version: 3, names: [], ...composed })).toString('base64');
  const comment = `//# sourceMappingURL=data:application/json;base64,${body}`;
  if (!own) return `${ran}\n${comment}`;
  const from = map.moved(own.index);
  return ran.slice(0, from) + comment + ran.slice(from + own[0].length);
}

/** A debugger takes the nearest place before the one it looks for, and adds nothing: so each word and sign has one. */
function plain(url: string, text: string, map: OffsetMap): MapJson {
  const starts = lineStarts(text);
  const lines = Array.from(starts, (start, line) => {
    const movedStart = start === 0 ? 0 : map.moved(start - 1) + 1;
    const segments: Segment[] = [[0, 0, line, 0]];
    for (const { index } of text.slice(start, starts[line + 1]).matchAll(TOKEN))
      segments.push([map.moved(start + index) - movedStart, 0, line, index]);
    return segments;
  });
  return { sources: [asUrl(url)], mappings: loadParser().encode(lines) };
}

function compose(given: MapJson, text: string, map: OffsetMap): MapJson {
  const { decode, encode } = loadParser();
  const starts = lineStarts(text);
  const lines = decode(given.mappings).map((segments, line) => {
    const start = starts[line] ?? text.length;
    const movedStart = start === 0 ? 0 : map.moved(start - 1) + 1;
    return segments.map((segment) => {
      const moved: Segment = [...segment];
      moved[0] = map.moved(start + segment[0]) - movedStart;
      return moved;
    });
  });
  return { ...given, mappings: encode(lines) };
}

function readMap(mapUrl: string, url: string): MapJson | undefined {
  try {
    const data = DATA_URL.exec(mapUrl);
    const body = data ? mapUrl.slice(data[0].length) : undefined;
    const path = url.startsWith('file:') ? fileURLToPath(url) : url;
    const json =
      body === undefined
        ? fs.readFileSync(resolve(dirname(path), decodeURIComponent(mapUrl)), 'utf8')
        : data![1]
          ? Buffer.from(body, 'base64').toString('utf8')
          : decodeURIComponent(body);
    const map = JSON.parse(json) as MapJson;
    if (typeof map.mappings !== 'string' || !Array.isArray(map.sources)) return undefined;
    // The map's own names are relative to where it lay; ours lies in the script.
    const folder = body === undefined ? dirname(resolve(dirname(path), mapUrl)) : dirname(path);
    const sources = map.sources.map((source) =>
      source === null || /^[a-z][a-z0-9+.-]+:/i.test(source)
        ? source
        : pathToFileURL(resolve(folder, map.sourceRoot ?? '', source)).href,
    );
    const { sourceRoot: _root, ...rest } = map;
    return { ...rest, sources };
  } catch {
    return undefined;
  }
}

function asUrl(url: string): string {
  return url.startsWith('file:') ? url : pathToFileURL(url).href;
}
