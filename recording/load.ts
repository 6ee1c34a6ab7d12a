/** Reads a recording as a whole: FILE and the parts that have not been merged yet. */
import { setImmediate as breathe } from 'node:timers/promises';
import { Model } from '../model/model';
import { BlockType } from '../protocol/container';
import type { Block, ProcessInfo, RunEnd, RunInfo, UnmarkedInfo } from '../protocol/container';
import { StreamDecoder } from '../protocol/decoder';
import type { EventBatch } from '../protocol/events';
import { UserError } from './errors';
import {
  readProcess,
  readRun,
  readRunEnd,
  readSource,
  readStream,
  readStreamEnd,
  readUnmarked,
} from './json-blocks';
import { partsOf, streamKey } from './parts';
import { currentIdentity, readBlocks } from './read-blocks';
import type { FileEnd } from './read-blocks';
import { SiteMapper } from './sites';

export interface Recording {
  /** All streams, with all their events. */
  readonly model: Model;
  /** Original places; streams are numbered as in the model. */
  readonly sites: SiteMapper;
  /** Missing if the file does not say how the program was started. */
  readonly run: RunInfo | undefined;
  /** Missing while the program runs, and if it was never seen to end. */
  readonly runEnd: RunEnd | undefined;
  /** Processes that the recorded ones started, in no order between threads. */
  readonly processes: readonly ProcessInfo[];
  /** Scripts of the program's own that ran without markers though there were markers, in no order between threads. */
  readonly unmarked: readonly UnmarkedInfo[];
  /** What is wrong with the recording, a line each. */
  readonly warnings: string[];
  /**
   * Reads the events once more: each stream's in their order, streams as they stand in the file.
   * @param onBatch is given the stream's number in the model
   * @throws UserError if the file has been replaced meanwhile
   */
  batches(onBatch: (stream: number, batch: EventBatch) => void): void;
}

/**
 * @param file absolute or relative path; it is named in messages as it is given
 * @throws UserError if there is no such file, or it is no recording
 */
export async function loadRecording(file: string): Promise<Recording> {
  for (let attempt = 1; ; attempt++) {
    const loader = new Loader();
    await loader.read(file, true);
    for (const part of partsOf(file)) await loader.read(part.path, false);
    // Merged meanwhile: parts may have gone before they were read.
    if (loader.runEnd !== undefined || attempt === ATTEMPTS || !loader.isReplaced()) {
      if (loader.isBare)
        loader.warnings.push('the recording holds nothing yet: it has just begun, or is cut short');
      return loader;
    }
  }
}

const ATTEMPTS = 5;

/** A stream while it is read: its number in the model, and the tables so far. */
interface Reading {
  readonly row: number;
  readonly decoder: StreamDecoder;
}

interface ReadFile {
  readonly path: string;
  readonly end: FileEnd;
  /** Rows by the numbers of the streams in this file. */
  readonly rows: ReadonlyMap<number, number>;
}

const BLOCKS_AT_ONCE = 32;

class Loader implements Recording {
  readonly model = new Model();
  readonly sites = new SiteMapper();
  readonly warnings: string[] = [];
  readonly processes: ProcessInfo[] = [];
  readonly unmarked: UnmarkedInfo[] = [];
  run: RunInfo | undefined;
  runEnd: RunEnd | undefined;
  private readonly files: ReadFile[] = [];
  private readonly keys = new Set<string>();

  async read(path: string, isMain: boolean): Promise<void> {
    const streams = new Map<number, Reading>();
    const blocks = readBlocks(path);
    let count = 0;
    let step: IteratorResult<Block, FileEnd>;
    try {
      while (!(step = blocks.next()).done) {
        this.block(step.value, streams);
        if (++count % BLOCKS_AT_ONCE === 0) await breathe();
      }
    } catch (e) {
      if (isMain || !(e instanceof UserError)) throw e;
      this.warnings.push(`${e.message}; left out`);
      return;
    }
    const rows = new Map([...streams].map(([number, { row }]) => [number, row]));
    this.files.push({ path, end: step.value, rows });
    this.judge(path, isMain, step.value, streams);
  }

  /** Whether there is nothing but a beginning, and nothing that says why. */
  get isBare(): boolean {
    return this.model.streams.length === 0 && this.runEnd === undefined && this.warnings.length === 0;
  }

  /** Whether FILE is another one by now. */
  isReplaced(): boolean {
    const { path, end } = this.files[0]!;
    return currentIdentity(path) !== end.identity;
  }

  /** Says what is wrong with a file, in one line. */
  private judge(path: string, isMain: boolean, end: FileEnd, streams: ReadonlyMap<number, Reading>): void {
    const what = isMain ? 'the recording' : `part ${path}`;
    const damage =
      end.damage ?? [...streams.values()].find(({ decoder }) => decoder.damage !== undefined)?.decoder.damage;
    // Merging adds the streams and the end in one stroke.
    const endless = isMain && streams.size > 0 && this.runEnd === undefined;
    if (damage !== undefined) this.warnings.push(`${what} is damaged: ${damage}; read up to there`);
    else if (end.cut || endless) this.warnings.push(`${what} is cut short: read to the last whole event`);
  }

  private block(block: Block, streams: Map<number, Reading>): void {
    const { type, stream, payload, whole } = block;
    const known = streams.get(stream);
    if (type === BlockType.events) {
      if (known) this.model.append(known.row, known.decoder.decode(payload, whole));
      return;
    }
    if (!whole) return;
    switch (type) {
      case BlockType.run:
        this.run ??= readRun(payload);
        if (this.run) this.model.setStart(this.run.monotonic);
        return;
      case BlockType.runEnd:
        this.runEnd ??= readRunEnd(payload);
        return;
      case BlockType.stream:
        if (!known) this.addStream(stream, payload, streams);
        return;
      case BlockType.source: {
        const source = known && readSource(payload);
        if (source) this.sites.addSource(known.row, source);
        return;
      }
      case BlockType.process: {
        const started = known && readProcess(payload);
        if (started) this.processes.push(started);
        return;
      }
      case BlockType.unmarked: {
        const script = known && readUnmarked(payload);
        if (script) this.unmarked.push(script);
        return;
      }
      case BlockType.streamEnd: {
        const end = known && readStreamEnd(payload);
        if (!end) return;
        this.model.endStream(known.row, end);
        const { pid, tid } = this.model.streams[known.row]!.info;
        if (end.why !== undefined) {
          this.warnings.push(`process ${pid}, thread ${tid} was not recorded to its end: ${end.why}`);
        }
      }
    }
  }

  private addStream(number: number, payload: Uint8Array, streams: Map<number, Reading>): void {
    const info = readStream(payload);
    // a part that has been merged already, but not removed
    if (!info || this.keys.has(streamKey(info))) return;
    this.keys.add(streamKey(info));
    const decoder = new StreamDecoder();
    const row = this.model.addStream(info, decoder);
    this.sites.addTables(row, decoder);
    streams.set(number, { row, decoder });
  }

  batches(onBatch: (stream: number, batch: EventBatch) => void): void {
    for (const { path, end, rows } of this.files) replay(path, end, rows, onBatch);
  }
}

function replay(
  path: string,
  end: FileEnd,
  rows: ReadonlyMap<number, number>,
  onBatch: (stream: number, batch: EventBatch) => void,
): void {
  const decoders = new Map<number, StreamDecoder>();
  const blocks = readBlocks(path, end.bytes);
  let step: IteratorResult<Block, FileEnd>;
  while (!(step = blocks.next()).done) {
    const { type, stream, payload, whole } = step.value;
    const row = rows.get(stream);
    if (row === undefined || type !== BlockType.events) continue;
    let decoder = decoders.get(stream);
    if (!decoder) decoders.set(stream, (decoder = new StreamDecoder()));
    onBatch(row, decoder.decode(payload, whole));
  }
  if (step.value.identity !== end.identity || step.value.bytes !== end.bytes) {
    throw new UserError(`${path}: was replaced while it was read; try again`);
  }
}
