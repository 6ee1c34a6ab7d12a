/** A file that others append to, and perhaps remove: it is kept open, so that it can be read to its end all the same. */
import { closeSync, fstatSync, readSync } from 'node:fs';
import { BlockType, FormatError } from '../protocol/container';
import type { Block } from '../protocol/container';
import { BlockReader } from '../protocol/reader';
import { UserError } from './errors';
import { readStream } from './json-blocks';
import { streamKey } from './parts';
import { EMPTY, identityOf, openFile } from './read-blocks';

const PEEK_BYTES = 64 * 1024;

export class GrowingFile {
  readonly identity: string;
  /** Keys of the streams whose beginning has been read. */
  readonly keys = new Set<string>();
  private readonly fd: number;
  private readonly reader = new BlockReader();
  private at = 0;
  private ended = false;
  private closed = false;
  /** The stream of a part; undefined while it has not been written. */
  readonly key: string | undefined;

  /**
   * @param source number by which its bytes are delivered
   * @throws UserError, or the error of the file system, if it cannot be read or is no recording
   */
  constructor(
    private readonly path: string,
    readonly source: number,
  ) {
    this.fd = openFile(path);
    try {
      this.identity = identityOf(fstatSync(this.fd, { bigint: true }));
      this.key = this.peek();
    } catch (e) {
      this.close();
      throw e;
    }
  }

  /** The next bytes, at most `limit`, in an array of their own; undefined if there are none now. */
  read(limit: number): Uint8Array | undefined {
    if (this.closed) return undefined;
    const size = Math.min(limit, fstatSync(this.fd).size - this.at);
    if (size <= 0) return undefined;
    let bytes = new Uint8Array(size);
    const got = readSync(this.fd, bytes, 0, size, this.at);
    if (got === 0) return undefined;
    if (got < size) bytes = bytes.slice(0, got);
    this.at += got;
    for (const block of this.blocks(this.reader, bytes)) this.note(block);
    return bytes;
  }

  /**
   * Whether nothing will be appended to FILE any more: it says so, or it has streams, which come only by merging and
   * together with the end (then the end has been cut off).
   */
  get complete(): boolean {
    return this.ended || this.keys.size > 0 || this.reader.damage !== undefined;
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    closeSync(this.fd);
  }

  private note({ type, payload }: Block): void {
    if (type === BlockType.runEnd) this.ended = true;
    if (type !== BlockType.stream) return;
    const info = readStream(payload);
    if (info) this.keys.add(streamKey(info));
  }

  private peek(): string | undefined {
    const bytes = new Uint8Array(PEEK_BYTES);
    const got = readSync(this.fd, bytes, 0, PEEK_BYTES, 0);
    if (got === 0 && this.source === 0) throw new UserError(`${this.path}: ${EMPTY}`);
    const first = this.blocks(new BlockReader(), bytes.subarray(0, got))[0];
    const info = first?.type === BlockType.stream ? readStream(first.payload) : undefined;
    return info && streamKey(info);
  }

  private blocks(reader: BlockReader, bytes: Uint8Array): Block[] {
    try {
      return reader.push(bytes);
    } catch (e) {
      throw e instanceof FormatError ? new UserError(`${this.path}: ${e.message}`) : e;
    }
  }
}
