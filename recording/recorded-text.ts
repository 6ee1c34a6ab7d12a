/** The text of a source file as it was when the program ran, where that is certain. */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import type { SourceInfo } from '../protocol/container';
import { readText, withoutMark } from './script';
import type { MapOrigin } from './script';

export interface Recorded {
  /** How the script of this name is described, if a script ran under the file's own name. */
  readonly info: SourceInfo | undefined;
  /** The text that a source map has of the file. */
  readonly original: string | undefined;
  /** Where the maps come from that lead to the file. */
  readonly origins: readonly MapOrigin[];
  /** When the program was started, ms since 1970. */
  readonly begunMs: number | undefined;
}

/**
 * @param path of a source file, as sites name it
 * @param offered what it may have been, where there is no such file any more
 * @returns its text without a byte order mark; undefined if the file is another by now and nobody kept the text
 */
export function recordedText(
  path: string,
  { info, original, origins, begunMs }: Recorded,
  offered?: string,
): string | undefined {
  if (!areSure(origins)) return undefined;
  if (original !== undefined) return withoutMark(original);
  const text = readText(path) ?? offered;
  if (text === undefined) return undefined;
  if (info) {
    if (sha256(text) === info.sha256 || sha256(withoutMark(text)) === info.sha256) return withoutMark(text);
    // Node leaves blanks where the types were
    if (info.text !== undefined && isBlanked(withoutMark(text), withoutMark(info.text)))
      return withoutMark(text);
    // Made in memory, and nothing maps it: its places are not the file's.
    if (info.map === undefined && info.mapUrl === undefined) return undefined;
  }
  if (begunMs === undefined) return undefined;
  // A map without the text tells of what the compiler read, and that was before it wrote.
  const built = origins.map((origin) => (origin.kind === 'file' ? origin.ms : begunMs));
  return unchangedSince(path, Math.min(begunMs, ...built)) ? withoutMark(text) : undefined;
}

/** Whether the places that maps give in a file are those of the text that ran, and not of another build. */
export function areSure(origins: readonly MapOrigin[]): boolean {
  return origins.every(({ kind }) => kind !== 'anotherBuild');
}

/** Whether `ran` is `text` with blanks for some of it, and perhaps a comment added. */
function isBlanked(text: string, ran: string): boolean {
  if (ran.length < text.length) return false;
  for (let i = 0; i < text.length; i++) {
    const c = ran.charCodeAt(i);
    if (c !== text.charCodeAt(i) && c !== SPACE && c !== SEMICOLON) return false;
  }
  return /^\s*(\/\/# sourceURL=[^\n]*\s*)?$/.test(ran.slice(text.length));
}

const SPACE = 32;
/** Stands where types might otherwise let two statements run together. */
const SEMICOLON = 59;

function unchangedSince(path: string, ms: number): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && stat.mtimeMs < ms && stat.ctimeMs < ms;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
