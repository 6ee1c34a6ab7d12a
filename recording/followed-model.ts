/** The model of a recording while it is followed, with the original sites. */
import { Model } from '../model/model';
import type { Tables } from '../model/tables';
import { BlockType } from '../protocol/container';
import type { Block } from '../protocol/container';
import { StreamDecoder } from '../protocol/decoder';
import { TaskVariant } from '../protocol/events';
import type { Site } from '../protocol/ids';
import { BlockReader } from '../protocol/reader';
import { readRun, readSource, readStream, readStreamEnd } from './json-blocks';
import { areSure, recordedText } from './recorded-text';
import { SiteMapper } from './sites';
import { follow } from './follow-to-end';

interface KnownStream {
  readonly row: number;
  readonly decoder: StreamDecoder;
}

export class FollowedModel {
  private readonly model = new Model();
  private readonly sites = new SiteMapper();
  private readonly readers = new Map<number, BlockReader>();
  private readonly streams = new Map<string, KnownStream>();
  private readonly following: { dispose(): void };
  private begunMs: number | undefined;
  /** Nothing more will come. */
  ended = false;
  /** Why the recording cannot be read, or not to its end. */
  error: string | undefined;

  /**
   * @param isRunning see `Following`
   * @param changed called after each chunk, and at the end
   */
  constructor(
    readonly recording: string,
    isRunning: () => boolean | undefined,
    changed: () => void,
  ) {
    this.following = follow(recording, {
      isRunning,
      onChunk: (source, bytes) => {
        for (const block of this.reader(source).push(bytes)) this.block(source, block);
        changed();
      },
      onEnd: () => {
        this.ended = true;
        changed();
      },
      onError: ({ message }) => {
        this.ended = true;
        this.error = message;
        changed();
      },
    });
  }

  get tables(): Tables {
    return this.model;
  }

  /** See `SiteMapper.offerText`. */
  offerText(path: string, text: string): void {
    this.sites.offerText(path, text);
  }

  /**
   * The text of a source file as it was recorded; undefined where that is not certain.
   * @param offered see `recordedText`
   */
  recordedText(path: string, offered?: string): string | undefined {
    return recordedText(path, { ...this.sites.textOf(path), begunMs: this.begunMs }, offered);
  }

  /** Whether places in a source file are those of the text that ran: not if they could only be mapped by another build's map. */
  areSure(path: string): boolean {
    return areSure(this.sites.textOf(path).origins);
  }

  /** @param loc a location of the stream; 0 for none */
  site(stream: number, loc: number): Site | undefined {
    return (loc > 0 && this.sites.locate(stream, loc)) || undefined;
  }

  /** The name of the task's function. */
  taskName(task: number): string {
    const { tasks } = this.model;
    if (tasks.variant(task) === TaskVariant.module) return '(module)';
    const stream = this.model.streams[tasks.stream(task)]!;
    return stream.tables.locs[tasks.loc(task)]?.name || '(anonymous)';
  }

  dispose(): void {
    this.following.dispose();
  }

  private reader(source: number): BlockReader {
    let reader = this.readers.get(source);
    if (!reader) this.readers.set(source, (reader = new BlockReader()));
    return reader;
  }

  private block(source: number, { type, stream, payload }: Block): void {
    const key = `${source}:${stream}`;
    const known = this.streams.get(key);
    if (type === BlockType.run) {
      const run = readRun(payload);
      if (run) this.model.setStart(run.monotonic);
      this.begunMs ??= run?.epochMs;
    } else if (type === BlockType.stream && !known) {
      const info = readStream(payload);
      if (!info) return;
      const decoder = new StreamDecoder();
      const row = this.model.addStream(info, decoder);
      this.sites.addTables(row, decoder);
      this.streams.set(key, { row, decoder });
    } else if (known) {
      this.blockOf(known, type, payload);
    }
  }

  private blockOf({ row, decoder }: KnownStream, type: number, payload: Uint8Array): void {
    if (type === BlockType.events) {
      this.model.append(row, decoder.decode(payload));
    } else if (type === BlockType.source) {
      const source = readSource(payload);
      if (source) this.sites.addSource(row, source);
    } else if (type === BlockType.streamEnd) {
      const end = readStreamEnd(payload);
      if (end) this.model.endStream(row, end);
    }
  }
}
