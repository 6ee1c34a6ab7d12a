/** The original sites for a page, which gets the recording's bytes itself: from the same chunks, a message for each new location. */
import { isAbsolute, relative } from 'node:path';
import { BlockType, FormatError } from '../protocol/container';
import type { Block, RunInfo } from '../protocol/container';
import { StreamDecoder } from '../protocol/decoder';
import { BlockReader } from '../protocol/reader';
import type { MappedLoc, ToWebview } from '../protocol/webview';
import { readRun, readSource, readStream } from './json-blocks';
import { recordedText } from './recorded-text';
import { SiteMapper } from './sites';
import type { LocatedSite } from './sites';

export type SitesMessage = Extract<ToWebview, { type: 'sites' }>;

/** Locations in one message. */
const BATCH = 2000;

interface LiveStream {
  readonly source: number;
  readonly stream: number;
  /** Its number in the mapper. */
  readonly row: number;
  readonly decoder: StreamDecoder;
  /** What was sent; entry 0 is unused. */
  readonly sent: (LocatedSite | null | undefined)[];
}

export class LiveSites {
  private readonly sites = new SiteMapper();
  private readonly readers = new Map<number, BlockReader | null>();
  private readonly streams = new Map<string, LiveStream>();
  private generation = 0;
  private run: RunInfo | undefined;

  /**
   * Takes the next bytes of a source, as a {@link Follower} delivers them.
   * @returns the messages that they give rise to; to be sent after the bytes
   */
  chunk(source: number, bytes: Uint8Array): SitesMessage[] {
    for (const block of this.blocks(source, bytes)) this.block(source, block);
    return this.allNews();
  }

  /**
   * Says that no more bytes will come: a block that was cut short is read as far as it goes, as the page does.
   * @returns the messages that it gives rise to
   */
  end(): SitesMessage[] {
    for (const [source, reader] of this.readers) {
      const block = reader?.finish();
      if (block?.type === BlockType.events)
        this.streams.get(`${source}:${block.stream}`)?.decoder.decode(block.payload, false);
    }
    return this.allNews();
  }

  private allNews(): SitesMessage[] {
    const changed = this.sites.generation !== this.generation;
    this.generation = this.sites.generation;
    return [...this.streams.values()].flatMap((stream) =>
      this.news(stream, changed ? 1 : stream.sent.length),
    );
  }

  /** @returns the messages for all locations, as they are known now */
  all(): SitesMessage[] {
    for (const stream of this.streams.values()) stream.sent.length = 1;
    return [...this.streams.values()].flatMap((stream) => this.news(stream, 1));
  }

  /** Source files that the program's own places stand in. */
  ownFiles(): Set<string> {
    const files = new Set<string>();
    for (const { sent } of this.streams.values()) {
      for (const site of sent) if (site && !site.library) files.add(site.file);
    }
    return files;
  }

  /** See `recordedText`. */
  recordedText(path: string): string | undefined {
    return recordedText(path, { ...this.sites.textOf(path), begunMs: this.run?.epochMs });
  }

  private blocks(source: number, bytes: Uint8Array): Block[] {
    let reader = this.readers.get(source);
    if (reader === undefined) this.readers.set(source, (reader = new BlockReader()));
    try {
      return reader?.push(bytes) ?? [];
    } catch (e) {
      if (!(e instanceof FormatError)) throw e;
      // whoever delivers the bytes says so
      this.readers.set(source, null);
      return [];
    }
  }

  private block(source: number, { type, stream, payload }: Block): void {
    const key = `${source}:${stream}`;
    const known = this.streams.get(key);
    switch (type) {
      case BlockType.run:
        this.run ??= readRun(payload);
        return;
      case BlockType.stream: {
        const info = known ? undefined : readStream(payload);
        if (!info) return;
        const row = this.streams.size;
        const decoder = new StreamDecoder();
        this.sites.addTables(row, decoder);
        this.streams.set(key, { source, stream, row, decoder, sent: [undefined] });
        return;
      }
      case BlockType.events:
        known?.decoder.decode(payload);
        return;
      case BlockType.source: {
        const info = known && readSource(payload);
        if (info) this.sites.addSource(known.row, info);
      }
    }
  }

  /** The messages for locations from `first` on that have not been sent, or otherwise. */
  private news(stream: LiveStream, first: number): SitesMessage[] {
    const messages: SitesMessage[] = [];
    const { row, sent, decoder } = stream;
    let from = first;
    for (let loc = first; loc <= decoder.locs.length; loc++) {
      const site = loc < decoder.locs.length ? this.sites.locate(row, loc) : undefined;
      const isNew = site !== undefined && !same(site, sent[loc]);
      if (isNew) sent[loc] = site;
      if ((!isNew || loc - from === BATCH) && loc > from) messages.push(this.message(stream, from, loc));
      if (!isNew) from = loc + 1;
      else if (loc - from === BATCH) from = loc;
    }
    return messages;
  }

  private message({ source, stream, sent }: LiveStream, first: number, end: number): SitesMessage {
    const files: string[] = [];
    const numbers = new Map<string, number>();
    const locs = sent.slice(first, end).map((site): MappedLoc => {
      if (!site) return { file: -1, line: 0, column: 0, name: '' };
      let file = numbers.get(site.file);
      if (file === undefined) {
        numbers.set(site.file, (file = files.length));
        files.push(site.file);
      }
      const { line, column, name, library, called, awaited, title } = site;
      return {
        file,
        line,
        column,
        name,
        ...(library && { library }),
        ...(called !== undefined && { called }),
        ...(awaited !== undefined && { awaited }),
        ...(title !== undefined && { title }),
      };
    });
    return {
      type: 'sites',
      source,
      stream,
      first,
      files,
      labels: files.map((file) => this.label(file)),
      locs,
    };
  }

  /** Relative to where the program was started, if it lies below. */
  private label(file: string): string {
    if (!this.run?.cwd) return file;
    const path = relative(this.run.cwd, file);
    return path.startsWith('..') || isAbsolute(path) || path === '' ? file : path;
  }
}

function same(a: LocatedSite | null, b: LocatedSite | null | undefined): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  return (
    a.file === b.file &&
    a.line === b.line &&
    a.column === b.column &&
    a.name === b.name &&
    a.library === b.library &&
    a.called === b.called &&
    a.awaited === b.awaited &&
    a.title === b.title
  );
}
