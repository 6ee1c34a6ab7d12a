/**
 * Follows a recording while it grows: FILE is byte source 0, each part that appears beside it the next one. At the end the
 * parts are merged into a new FILE and removed; what was delivered from a part is not delivered again, so source 0 then
 * goes on with the streams that were never seen as parts, and the run's end.
 */
import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';
import { BlockType } from '../protocol/container';
import { CHUNK_BYTES } from '../protocol/webview';
import { Chunks, framed } from './chunks';
import { UserError, fileError } from './errors';
import { GrowingFile } from './growing-file';
import { readStream } from './json-blocks';
import { partsOf, streamKey } from './parts';
import { currentIdentity, readBlocks } from './read-blocks';

export interface FollowListener {
  /**
   * The next bytes of a source, in an array of their own. The next call waits for the promise.
   * @param source 0 is FILE, others are parts
   */
  onChunk(source: number, bytes: Uint8Array): void | Promise<void>;
  /** Everything has been delivered, and no more will come. */
  onEnd(): void;
  /** The recording cannot be read, or no longer. Nothing comes after that. */
  onError(error: UserError): void;
}

export interface FollowOptions {
  /** How often to look, ms, where the file system does not tell of changes. */
  readonly interval?: number;
}

const INTERVAL_MS = 100;

export class Follower {
  private main: GrowingFile | undefined;
  /** By path; null: a part whose stream FILE has already. */
  private readonly parts = new Map<string, GrowingFile | null>();
  private watcher: FSWatcher | undefined;
  private timer: NodeJS.Timeout | undefined;
  private busy = false;
  private again = false;
  private over = false;

  constructor(
    private readonly file: string,
    private readonly listener: FollowListener,
    private readonly options: FollowOptions = {},
  ) {}

  /** Begins, and settles when all that is there now has been delivered. Errors go to the listener. */
  async start(): Promise<void> {
    try {
      this.main = new GrowingFile(this.file, 0);
    } catch (e) {
      this.fail(e);
      return;
    }
    try {
      this.watcher = watch(dirname(this.file), (_, name) => {
        if (name === null || name.startsWith(basename(this.file))) void this.look();
      });
      this.watcher.on('error', () => this.watcher?.close());
    } catch {
      // too many watches, or a file system without them: the timer does it alone
    }
    await this.look();
  }

  /** Stops; the listener is not called any more. */
  dispose(): void {
    this.over = true;
    clearTimeout(this.timer);
    this.watcher?.close();
    this.main?.close();
    for (const part of this.parts.values()) part?.close();
    this.parts.clear();
  }

  private async look(): Promise<void> {
    this.again = true;
    if (this.busy) return;
    this.busy = true;
    clearTimeout(this.timer);
    try {
      while (this.again && !this.over) {
        this.again = false;
        await this.pass();
      }
    } catch (e) {
      this.fail(e);
    }
    this.busy = false;
    if (!this.over) this.timer = setTimeout(() => void this.look(), this.options.interval ?? INTERVAL_MS);
  }

  private async pass(): Promise<void> {
    const main = this.main!;
    const before = currentIdentity(this.file);
    await this.drain(main);
    for (const { path } of partsOf(this.file)) if (!this.parts.has(path)) this.open(path);
    await this.drainParts();
    if (this.over) return;
    if (before === undefined) throw new UserError(`${this.file}: was removed`);
    if (before !== main.identity) {
      // what was written between our last look and the merging
      await this.drainParts();
      await this.rest();
    } else if (!main.complete) return;
    if (this.over) return;
    this.dispose();
    this.listener.onEnd();
  }

  private open(path: string): void {
    let part: GrowingFile | undefined;
    try {
      part = new GrowingFile(path, this.parts.size + 1);
    } catch {
      // gone again, or not ours
      return;
    }
    if (part.key === undefined) {
      // it has not said yet who it is
      part.close();
      return;
    }
    const known = this.main!.keys.has(part.key);
    if (known) part.close();
    this.parts.set(path, known ? null : part);
  }

  private async drainParts(): Promise<void> {
    for (const part of this.parts.values()) if (part) await this.drain(part);
  }

  private async drain(from: GrowingFile): Promise<void> {
    while (!this.over) {
      const bytes = from.read(CHUNK_BYTES);
      if (!bytes) return;
      await this.listener.onChunk(from.source, bytes);
    }
  }

  /** What only the merged FILE has. */
  private async rest(): Promise<void> {
    const delivered = new Set([...this.parts.values()].map((part) => part?.key));
    const skipped = new Set<number>();
    const chunks = new Chunks(CHUNK_BYTES);
    let complete = false;
    for (const block of readBlocks(this.file)) {
      if (!block.whole || block.type === BlockType.run) continue;
      if (block.type === BlockType.stream) {
        const info = readStream(block.payload);
        if (!info || delivered.has(streamKey(info))) skipped.add(block.stream);
      }
      if (block.type === BlockType.runEnd) complete = true;
      else if (skipped.has(block.stream)) continue;
      for (const bytes of chunks.add(framed(block))) await this.deliver(bytes);
      if (this.over) return;
    }
    for (const bytes of chunks.end()) await this.deliver(bytes);
    if (!complete && !this.over) throw new UserError(`${this.file}: was replaced by another file`);
  }

  private async deliver(bytes: Uint8Array): Promise<void> {
    if (!this.over) await this.listener.onChunk(0, bytes);
  }

  private fail(e: unknown): void {
    if (this.over) return;
    this.dispose();
    this.listener.onError(fileError(this.file, e));
  }
}
