/**
 * What the program's scripts say, as they ran. V8 gives each script's hash: a file that has it is the text, and so are its
 * stripped types. What a loader or transpiler made in memory, an in-process inspector session tells, with its map. That is
 * opened for one look and closed at once, since an enabled debugger slows a program down; and as a look costs 20 to 100 ms,
 * looks are kept rare.
 */
import type * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as module from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { SourceInfo } from '../protocol/container';
import type { MarkedScript } from './marked-scripts';
import type { Script } from './places';
import { registeredMap } from './registered-maps';

interface Parsed {
  readonly scriptId: string;
  readonly url: string;
  readonly sourceMapURL?: string;
}
interface Seen {
  readonly text: string;
  /** The file on disk says the same. */
  readonly onDisk: boolean;
  readonly mapUrl: string | undefined;
  /** The script with markers that it is the text of without them. */
  readonly marked?: MarkedScript;
}

const DATA_URL = /^data:application\/json[^,]*?(;base64)?,/;
const MAP_COMMENT = /^\/\/[#@] sourceMappingURL=(\S+)\s*$/gm;
const TYPESCRIPT = /\.[cm]?ts$/;
/** Looks take at most one part in so many of the program's time. */
const RARITY = 20;
const now = performance.now.bind(performance);

export class Sources {
  /** By the URL that V8's debugger gives. */
  private readonly seen = new Map<string, Seen>();
  private nextLook = 0;

  /** @param around runs a look, which takes the program's time, and records that it did */
  constructor(private readonly around: <T>(look: () => T) => T) {}

  /** A script that runs with markers: its text as it was needs no looking for. */
  private static marked({ marked, url }: Script): Seen | undefined {
    if (!marked) return undefined;
    const { text } = marked;
    return { text, onDisk: text === readFile(url), mapUrl: lastMapUrl(text), marked };
  }

  /** @returns the text of a script; undefined if it cannot be had now */
  text(script: Script): string | undefined {
    return this.find(script, false)?.text;
  }

  /**
   * What a reader needs to find original positions.
   * @param last the program is at its end: look, however short ago the last look was
   * @returns undefined if nothing can be known of the script, or not yet
   */
  describe(script: Script, last: boolean): SourceInfo | undefined {
    const { url } = script;
    const seen = this.find(script, last);
    if (!seen) return undefined;
    return {
      url,
      sha256: sha256(seen.text),
      ...(seen.onDisk || seen.mapUrl ? mapOf(seen.mapUrl) : registered(url)),
      ...(!seen.onDisk && { text: seen.text }),
    };
  }

  private find(script: Script, last: boolean): Seen | undefined {
    const url = debuggerUrl(script.url);
    // A look for another script may have found what runs, markers and all.
    if (!this.seen.has(url) || (script.marked && this.seen.get(url)!.marked !== script.marked)) {
      const byHash = Sources.marked(script) ?? fromDisk(script);
      if (byHash) this.seen.set(url, byHash);
      else this.look(last);
    }
    return this.seen.get(url);
  }

  private look(anyway: boolean): void {
    const start = now();
    if (start < this.nextLook && !anyway) return;
    this.around(() => inspect((session) => this.collect(session)));
    this.nextLook = now() + (now() - start) * RARITY;
  }

  private collect(session: Session): void {
    const parsed = new Map<string, Parsed>();
    session.on('Debugger.scriptParsed', ({ params }: { params: Parsed }) => {
      // The last of several scripts of one name is the one that runs now.
      const url = debuggerUrl(params.url);
      if (url && !url.startsWith('node:') && !this.seen.has(url)) parsed.set(url, params);
    });
    session.post('Debugger.enable');
    for (const [url, { scriptId, sourceMapURL }] of parsed) {
      session.post('Debugger.getScriptSource', { scriptId }, (error, result) => {
        if (error || !result) return;
        const text = result['scriptSource'] as string;
        this.seen.set(url, { text, onDisk: text === readFile(url), mapUrl: sourceMapURL || undefined });
      });
    }
  }
}

/** The text that a script's file gives, as it is or without its types, if V8's hash says that it is what ran. */
function fromDisk({ url, hash }: Script): Seen | undefined {
  const text = readFile(url);
  if (text === undefined || hash === undefined) return undefined;
  if (sha256(text) === hash) return { text, onDisk: true, mapUrl: lastMapUrl(text) };
  const stripped = TYPESCRIPT.test(url) ? stripTypes(text) : undefined;
  if (stripped === undefined) return undefined;
  // Node adds a comment for debuggers, with the path or the URL
  const named = [url, debuggerUrl(url), pathOf(url)].map((name) => `${stripped}\n\n//# sourceURL=${name}`);
  const ran = [stripped, ...named].find((candidate) => sha256(candidate) === hash);
  return ran === undefined ? undefined : { text: ran, onDisk: false, mapUrl: undefined };
}

function lastMapUrl(text: string): string | undefined {
  return [...text.matchAll(MAP_COMMENT)].pop()?.[1];
}

/** As Node has done it; its warning that this is experimental is for those who call it themselves. */
function stripTypes(text: string): string | undefined {
  const strip = (module as { stripTypeScriptTypes?: (code: string) => string }).stripTypeScriptTypes;
  if (!strip) return undefined;
  const { emitWarning } = process;
  try {
    process.emitWarning = () => {};
    return strip(text);
  } catch {
    return undefined;
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** What was made in memory and names no map may have one nonetheless. */
function registered(url: string): Pick<SourceInfo, 'map'> {
  try {
    const map = registeredMap(pathOf(url));
    return map === undefined ? {} : { map };
  } catch {
    return {}; // what answers is none of ours
  }
}

function mapOf(url: string | undefined): Pick<SourceInfo, 'map' | 'mapUrl'> {
  if (url === undefined) return {};
  const data = DATA_URL.exec(url);
  if (!data) return { mapUrl: url };
  const body = url.slice(data[0].length);
  return { map: data[1] ? Buffer.from(body, 'base64').toString('utf8') : decodeURIComponent(body) };
}

interface Session {
  connect(): void;
  disconnect(): void;
  on(event: string, listener: (message: never) => void): void;
  post(
    method: string,
    params?: object,
    callback?: (error: Error | null, result?: Record<string, unknown>) => void,
  ): void;
}

function inspect(look: (session: Session) => void): void {
  try {
    // Loaded only here: a Node built without the inspector has no such module, and then files on disk must do.
    const { Session } = require('node:inspector') as { Session: new () => Session };
    const session = new Session();
    session.connect();
    try {
      look(session);
    } finally {
      session.disconnect();
    }
  } catch {
    // As above.
  }
}

/** V8's own name of a CommonJS script is its path; its debugger gives a URL, or what a sourceURL comment says. */
function debuggerUrl(url: string): string {
  return url.startsWith('/') || /^[A-Za-z]:[\\/]/.test(url) ? pathToFileURL(url).href : url;
}

function pathOf(url: string): string {
  return url.startsWith('file:') ? fileURLToPath(url) : url;
}

function sha256(text: string): string {
  // Loaded only here: it takes 3 ms.
  const { createHash } = require('node:crypto') as typeof crypto;
  return createHash('sha256').update(text).digest('hex');
}

/** @returns the text of a script's file; undefined if it has none */
function readFile(url: string): string | undefined {
  try {
    return fs.readFileSync(pathOf(url), 'utf8');
  } catch {
    return undefined;
  }
}
