/**
 * What a reader needs to find original positions: the text that ran and its map, for scripts that locations were recorded
 * in. An in-process inspector session reports every script with its text and map, whatever loader or transpiler brought it;
 * it is opened for one look and closed at once, since an enabled debugger would slow the program down.
 */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SourceInfo } from '../protocol/container';
import type { Script } from './places';

interface Parsed {
  readonly scriptId: string;
  readonly url: string;
  readonly sourceMapURL?: string;
}

const DATA_URL = /^data:application\/json[^,]*?(;base64)?,/;

/** @returns what is known of the scripts; those of which nothing can be known are left out */
export function describeSources(scripts: readonly Script[]): SourceInfo[] {
  const found = new Map<string, SourceInfo>();
  look(new Set(scripts.map((s) => s.url)), (script, text) => found.set(script.url, describe(script, text)));
  for (const { url } of scripts) {
    if (found.has(url)) continue;
    const text = onDisk(url);
    if (text !== undefined) found.set(url, { url, sha256: hash(text) });
  }
  return [...found.values()];
}

/** @returns a script's text as it ran; undefined if V8 cannot be asked */
export function textThatRan(url: string): string | undefined {
  let text: string | undefined;
  look(new Set([url]), (_, found) => (text = found));
  return text;
}

interface Session {
  connect(): void;
  disconnect(): void;
  on(event: string, listener: (message: never) => void): void;
  post(method: string, params?: object, callback?: (error: Error | null, result?: Record<string, unknown>) => void): void;
}

function look(urls: ReadonlySet<string>, onScript: (script: Parsed, text: string) => void): void {
  if (urls.size === 0) return;
  try {
    // Loaded only here: a Node built without the inspector has no such module.
    const { Session } = require('node:inspector') as { Session: new () => Session };
    const session = new Session();
    session.connect();
    try {
      // The last of several scripts of one name is the one that runs now.
      const parsed = new Map<string, Parsed>();
      session.on('Debugger.scriptParsed', ({ params }: { params: Parsed }) => {
        if (urls.has(params.url)) parsed.set(params.url, params);
      });
      session.post('Debugger.enable');
      for (const script of parsed.values()) {
        session.post('Debugger.getScriptSource', { scriptId: script.scriptId }, (error, result) => {
          if (!error && result) onScript(script, result['scriptSource'] as string);
        });
      }
    } finally {
      session.disconnect();
    }
  } catch {
    // The files on disk are used instead.
  }
}

function describe(script: Parsed, text: string): SourceInfo {
  const info: { -readonly [K in keyof SourceInfo]: SourceInfo[K] } = { url: script.url, sha256: hash(text) };
  if (script.sourceMapURL) {
    const data = DATA_URL.exec(script.sourceMapURL);
    if (data) {
      const body = script.sourceMapURL.slice(data[0].length);
      info.map = data[1] ? Buffer.from(body, 'base64').toString('utf8') : decodeURIComponent(body);
    } else {
      info.mapUrl = script.sourceMapURL;
    }
  }
  if (text !== onDisk(script.url)) info.text = text;
  return info;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** @returns the text of a script's file; undefined if it has none */
export function onDisk(url: string): string | undefined {
  try {
    return fs.readFileSync(url.startsWith('file:') ? fileURLToPath(url) : url, 'utf8');
  } catch {
    return undefined;
  }
}
