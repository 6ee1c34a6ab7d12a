/**
 * Bytes on their way to the part file: one buffer, written whole with fs.writeSync (which makes no async resource).
 * It is flushed when full, and 50 ms after its first byte by one unref'd timer, so that a killed program loses no more.
 */
import * as fs from 'node:fs';
import {
  BLOCK_HEADER_BYTES,
  BlockType,
  fileHeader,
  jsonBlock,
  writeBlockHeader,
} from '../protocol/container';
import { EventEncoder } from '../protocol/encoder';

const BUFFER_BYTES = 64 * 1024;
const FLUSH_MS = 50;

const { closeSync, fstatSync, writeSync } = fs;
const utf8 = (s: string): Uint8Array => Buffer.from(s);

export class Writer {
  readonly encoder = new EventEncoder(BUFFER_BYTES, BLOCK_HEADER_BYTES);
  /** The timer's own resource, which is none of the program's. */
  readonly timer: NodeJS.Timeout;
  /** Bytes written to the file. */
  written = 0;
  /** After the program's exit handlers nothing would come to flush: then each event is written at once. */
  through = false;
  private unwritten: Int32Array | null = null;
  private turn = 0;
  private readonly fd: number;
  private readonly file: fs.Stats;
  private armed = false;

  /**
   * @param onTick called from the timer: to see to it that all is flushed, and to throw nothing
   * @throws if the file cannot be made: it must not exist
   */
  constructor(path: string, onTick: () => void) {
    this.fd = fs.openSync(path, 'ax', 0o644);
    this.file = fstatSync(this.fd);
    this.put(fileHeader());
    this.timer = setTimeout(() => {
      this.armed = false;
      onTick();
    }, FLUSH_MS);
    this.timer.unref();
    this.armed = true;
  }

  /** @param unwritten shared with who watches: 0 while nothing is unwritten, else a number that is new with each first byte */
  tell(unwritten: Int32Array): void {
    this.unwritten = unwritten;
    if (!this.encoder.empty) unwritten[0] = ++this.turn;
  }

  /** Makes room for an event at the encoder's time with a text of at most `textBytes`, and sees to it that it is flushed. */
  prepare(textBytes: number): void {
    const e = this.encoder;
    if (!e.empty && !e.fits(textBytes)) this.flush();
    if (!e.empty) return;
    e.begin();
    if (this.unwritten !== null) this.unwritten[0] = ++this.turn;
    this.arm();
  }

  private arm(): void {
    if (this.armed || this.through) return;
    this.armed = true;
    this.timer.refresh();
  }

  flush(): void {
    const e = this.encoder;
    if (e.empty) return;
    writeBlockHeader(e.bytes, 0, BlockType.events, 0, e.length - BLOCK_HEADER_BYTES);
    const bytes = e.bytes.subarray(0, e.length);
    e.reset();
    if (this.unwritten !== null) this.unwritten[0] = 0;
    this.put(bytes);
  }

  /** Writes a block that is no event. */
  block(type: BlockType, value: unknown): void {
    this.flush();
    this.put(jsonBlock(type, 0, value, utf8));
  }

  close(): void {
    clearTimeout(this.timer);
    if (this.isOurs(fstatSync(this.fd))) closeSync(this.fd);
  }

  /** Whether the number still stands for the part file: a program may close any, and the next to be opened takes it. */
  private isOurs({ dev, ino }: fs.Stats): boolean {
    return ino === this.file.ino && dev === this.file.dev;
  }

  private put(bytes: Uint8Array): void {
    const now = fstatSync(this.fd);
    if (!this.isOurs(now)) throw new Error('EBADF: the program closed the file of the recording');
    // On a file without a name, what is written can be read by nobody.
    if (now.nlink === 0 && this.file.nlink > 0)
      throw new Error('ENOENT: the file of the recording was deleted');
    let at = 0;
    while (at < bytes.length) at += writeSync(this.fd, bytes, at, bytes.length - at);
    this.written += bytes.length;
  }
}
