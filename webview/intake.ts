/**
 * The bytes of a recording on their way into the model. Chunks queue up; {@link Intake.step} takes in some blocks at a time, so that
 * a large recording leaves room for drawing.
 */
import { BLOCK_HEADER_BYTES, BlockType, FormatError } from '../protocol/container';
import type { Block, RunInfo, StreamEnd, StreamInfo } from '../protocol/container';
import { StreamDecoder } from '../protocol/decoder';
import { BlockReader } from '../protocol/reader';
import { Model } from '../model/model';

interface Source {
  readonly reader: BlockReader;
  readonly streams: Map<number, { readonly row: number; readonly decoder: StreamDecoder }>;
}

type Piece = { readonly source: number; readonly blocks: Block[]; next: number };

export class Intake {
  readonly model = new Model();
  /** Why not all could be read; empty if all was. */
  readonly damage = new Set<string>();
  /** Why nothing of a source can be read. */
  refused: FormatError | undefined;
  private readonly sources = new Map<number, Source>();
  /** What the host calls each stream of the model: its source and number. */
  readonly keys: string[] = [];
  private readonly queue: Piece[] = [];
  private bytes = 0;

  /**
   * @param taken called when all of a chunk is in the model
   * @param size bytes that will come; 0 if that is not known
   */
  constructor(
    private readonly taken: () => void,
    private readonly size = 0,
  ) {}

  /** How much of the recording has been taken in, of a hundred; -1 if nobody knows. */
  get share(): number {
    return this.size === 0 ? -1 : Math.min(100, Math.floor((100 * this.bytes) / this.size));
  }

  /** Something waits for {@link step}. */
  get busy(): boolean {
    return this.queue.length > 0;
  }

  /** Puts a chunk into the queue. Its bytes are the intake's from now on. */
  push(source: number, bytes: Uint8Array): void {
    let blocks: Block[] = [];
    try {
      blocks = this.source(source).reader.push(bytes);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.refused ??= error;
    }
    this.queue.push({ source, blocks, next: 0 });
  }

  /** No more bytes will come: what was cut short is read as far as it goes. */
  finish(): void {
    for (const [source, { reader }] of this.sources) {
      const rest = reader.finish();
      if (rest) this.queue.push({ source, blocks: [rest], next: 0 });
    }
  }

  /**
   * Takes in blocks until `enough` says so, at least one.
   * @returns true if anything was taken in
   */
  step(enough: () => boolean): boolean {
    if (!this.busy) return false;
    do {
      const piece = this.queue[0]!;
      const block = piece.blocks[piece.next++];
      if (block) this.block(piece.source, block);
      if (piece.next < piece.blocks.length) continue;
      this.queue.shift();
      const { damage } = this.source(piece.source).reader;
      if (damage !== undefined) this.damage.add(damage);
      if (piece.blocks[0]?.whole !== false) this.taken();
    } while (this.busy && !enough());
    return true;
  }

  /** Row of a stream in the model, by the numbers that the host knows; -1 if it has not come yet. */
  rowOf(source: number, stream: number): number {
    return this.keys.indexOf(`${source}:${stream}`);
  }

  private source(number: number): Source {
    let source = this.sources.get(number);
    if (!source) {
      source = { reader: new BlockReader(), streams: new Map() };
      this.sources.set(number, source);
    }
    return source;
  }

  private block(source: number, block: Block): void {
    const { streams } = this.source(source);
    this.bytes += BLOCK_HEADER_BYTES + block.payload.length;
    const stream = streams.get(block.stream);
    switch (block.type) {
      case BlockType.run: {
        const run = json(block) as RunInfo | undefined;
        if (typeof run?.monotonic === 'string') this.model.setStart(run.monotonic);
        break;
      }
      case BlockType.stream: {
        const info = json(block) as StreamInfo | undefined;
        if (stream || typeof info?.pid !== 'number' || typeof info.monotonic !== 'string') break;
        const decoder = new StreamDecoder();
        const row = this.model.addStream(info, decoder);
        streams.set(block.stream, { row, decoder });
        this.keys[row] = `${source}:${block.stream}`;
        break;
      }
      case BlockType.events:
        if (!stream) break;
        this.model.append(stream.row, stream.decoder.decode(block.payload, block.whole));
        if (stream.decoder.damage !== undefined) this.damage.add(stream.decoder.damage);
        break;
      case BlockType.streamEnd: {
        const end = json(block) as StreamEnd | undefined;
        if (stream && end) this.model.endStream(stream.row, end);
        break;
      }
    }
  }
}

/** A block that is cut short or no JSON says nothing. */
function json(block: Block): unknown {
  if (!block.whole) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(block.payload));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
