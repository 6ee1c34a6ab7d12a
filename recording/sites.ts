/**
 * Raw positions, as V8 reported them in the scripts that ran → sites in the sources that a person wrote:
 *
 *     raw position ── syntax of the script ──▶ the await, function or call that it means
 *                  ── source map, if any ────▶ about that place in the original
 *                  ── text of the original ──▶ the very token
 */
import type { SourceInfo } from '../protocol/container';
import type { RawLoc, StreamTables } from '../protocol/events';
import { LocRole } from '../protocol/events';
import type { Site } from '../protocol/ids';
import type { Flow } from '../syntax/dataflow';
import { offsetAt } from '../syntax/lines';
import { awaitedText } from './awaited-text';
import { calledAt } from './called';
import { isLibrary, pathOfScript } from './paths';
import type { Recorded } from './recorded-text';
import { OriginalText } from './original-text';
import { Script, readText, withoutMark } from './script';
import { tokenAt } from './token';
import type { Token } from './token';

/** A site with its function's name as V8 gives it, `(anonymous)` if it has none. */
export type LocatedSite = Site & {
  readonly name: string;
  readonly library: boolean;
  /** Of a call: the name of what it calls, where the text that ran and the original both say so. */
  readonly called?: string;
  /** Of an await: what is awaited, as it is written, where both texts say so: `pipeline()`, `this.ready`. */
  readonly awaited?: string;
  /** Of a function that a call is given with a title: the test's name, the route of a handler. */
  readonly title?: string;
};

interface StreamSources {
  readonly tables: StreamTables;
  readonly infos: Map<string, SourceInfo>;
  /** By location; cleared when a script is described anew. */
  answers: (LocatedSite | null | undefined)[];
}

export class SiteMapper {
  private readonly streams: (StreamSources | undefined)[] = [];
  private readonly scripts = new Map<string, Script>();
  private readonly originals = new Map<string, OriginalText | undefined>();
  /** The last description of a script in any stream: processes of one run share their files. */
  private readonly anyInfo = new Map<string, SourceInfo>();
  private readonly byPath = new Map<string, SourceInfo>();
  /** Of originals, where a map has them. */
  private readonly contents = new Map<string, string>();
  /** By original: the scripts whose maps lead to it. */
  private readonly mappers = new Map<string, Set<Script>>();
  private readonly offered = new Map<string, string>();
  private readonly asked = new Set<string>();
  private changes = 0;

  /** Rises when a description that came late changes answers that were given before. */
  get generation(): number {
    return this.changes;
  }

  /**
   * @param stream any number by which {@link locate} will be asked
   * @param tables of the stream's decoder; they may grow
   */
  addTables(stream: number, tables: StreamTables): void {
    this.streams[stream] = { tables, infos: new Map(), answers: [] };
  }

  /** Takes a script's description; of a stream that has no tables it is ignored. */
  addSource(stream: number, info: SourceInfo): void {
    const sources = this.streams[stream];
    if (!sources) return;
    sources.infos.set(info.url, info);
    this.anyInfo.set(info.url, info);
    const path = pathOfScript(info.url);
    if (path !== undefined) this.byPath.set(path, info);
    if (!this.asked.has(info.url)) return;
    for (const each of this.streams) if (each) each.answers = [];
    this.asked.clear();
    this.changes++;
  }

  /**
   * @param loc a location of the stream's tables
   * @returns the original site; null if there is none (no such location, Node's own code, eval)
   */
  locate(stream: number, loc: number): LocatedSite | null {
    const sources = this.streams[stream];
    const raw = sources?.tables.locs[loc];
    if (!sources || !raw) return null;
    return (sources.answers[loc] ??= this.find(sources, raw));
  }

  /** Tells what a script's file held when it ran; believed only if the recording's hash agrees. */
  offerText(path: string, text: string): void {
    const url = this.byPath.get(path)?.url;
    if (url === undefined || this.offered.get(url) === text) return;
    this.offered.set(url, text);
    for (const each of this.streams) if (each) each.answers = [];
    this.changes++;
  }

  /**
   * What the recording knows of a source file's text. Asked after the file's places, for only then its map has been read.
   * @param path as sites name it
   */
  textOf(path: string): Omit<Recorded, 'begunMs'> {
    return {
      info: this.byPath.get(path),
      original: this.contents.get(path),
      origins: [...(this.mappers.get(path) ?? [])].map((script) => script.origin),
    };
  }

  /**
   * @param loc a location of the stream's tables
   * @returns the syntax tree of the script that ran and the offset of the token meant there; undefined if its text is not known
   */
  code(stream: number, loc: number): { readonly flow: Flow; readonly offset: number } | undefined {
    const sources = this.streams[stream];
    const raw = sources?.tables.locs[loc];
    const script = raw && sources?.tables.scripts[raw.script];
    if (!sources || !raw || !script) return undefined;
    const { url } = script;
    const { flow, syntax } = this.script(url, sources.infos.get(url) ?? this.anyInfo.get(url));
    if (!flow || !syntax) return undefined;
    const { line, column } = tokenAt(syntax, raw, script.marked === true);
    return { flow, offset: offsetAt(syntax.lines, line, column) };
  }

  /** The scripts of the program's own that any location stands in, each as often as it ran. */
  *ownScripts(): Iterable<Script> {
    for (const sources of this.streams)
      for (const script of sources?.tables.scripts ?? [])
        if (sources && script && !script.library)
          yield this.script(script.url, sources.infos.get(script.url) ?? this.anyInfo.get(script.url));
  }

  /** @returns the text of an original source, as it was when it ran; undefined if that is not known */
  originalText(file: string): string | undefined {
    this.text(file, undefined);
    return this.originals.get(file)?.text;
  }

  private find(sources: StreamSources, raw: RawLoc): LocatedSite | null {
    const script = sources.tables.scripts[raw.script];
    if (!script || raw.line < 1 || raw.column < 1) return null;
    this.asked.add(script.url);
    const view = this.script(script.url, sources.infos.get(script.url) ?? this.anyInfo.get(script.url));
    if (view.path === undefined) return null;
    const token = tokenAt(view.syntax, raw, script.marked === true);
    const site = this.original(view, view.path, token);
    const called = this.called(view, token, site);
    const awaited = this.awaited(view, token, site);
    return {
      ...site,
      ...(called !== undefined && { called }),
      ...(awaited !== undefined && { awaited }),
      ...(token.title !== undefined && { title: token.title }),
      name: raw.name || '(anonymous)',
      library: script.library || isLibrary(site.file),
    };
  }

  /** A map may be off by some columns: what the script and the original do not agree on is not known. */
  private called(script: Script, { call, line, column }: Token, site: Site): string | undefined {
    const { text, syntax, map } = script;
    if (!call || text === undefined || !syntax) return undefined;
    const name = calledAt(text, offsetAt(syntax.lines, line, column), call.kind);
    return !map || this.originals.get(site.file)?.called(site, call.kind) === name ? name : undefined;
  }

  private awaited(script: Script, token: Token, site: Site): string | undefined {
    const { text, syntax, map } = script;
    if (!token.await || text === undefined || !syntax) return undefined;
    const written = awaitedText(text, syntax, token.await);
    if (written === undefined || !map) return written;
    return this.originals.get(site.file)?.awaits(site, written) ? written : undefined;
  }

  private script(url: string, info: SourceInfo | undefined): Script {
    const offered = this.offered.get(url);
    const key = JSON.stringify([url, info?.sha256, info?.mapUrl, info?.map?.length, offered?.length]);
    let script = this.scripts.get(key);
    if (!script) this.scripts.set(key, (script = new Script(url, info, offered)));
    return script;
  }

  private original(script: Script, path: string, token: Token): Site {
    const { line, column } = token;
    const map = script.map;
    if (!map) return { file: path, line, column };
    if (token.moduleStart) return { file: map.first ?? path, line: 1, column: 1 };
    const mapped = map.original(line, column);
    if (!mapped) return { file: path, line, column };
    const mappers = this.mappers.get(mapped.path);
    if (mappers) mappers.add(script);
    else this.mappers.set(mapped.path, new Set([script]));
    const text = this.text(mapped.path, mapped.text);
    let at = { line: mapped.line, column: mapped.column };
    if (text) {
      if (token.role === LocRole.function) at = text.afterModifiers(at);
      for (const word of token.words) {
        const found = text.nearest(word, at);
        if (found !== at) {
          at = found;
          break;
        }
      }
    }
    return { file: mapped.path, ...at };
  }

  private text(path: string, content: string | undefined): OriginalText | undefined {
    if (!this.originals.has(path)) {
      if (content !== undefined) this.contents.set(path, content);
      const text = content ?? readText(path);
      this.originals.set(path, text === undefined ? undefined : new OriginalText(withoutMark(text)));
    }
    return this.originals.get(path);
  }
}
