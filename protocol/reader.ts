/** Splits the bytes of a recording or part into blocks as they arrive. Knows nothing of events. */
import {
  BLOCK_HEADER_BYTES,
  FORMAT_VERSION,
  FormatError,
  HEADER_BYTES,
  MAGIC,
  MAX_BLOCK_BYTES,
} from './container';
import type { Block } from './container';

export class BlockReader {
  /** Why reading stopped early, if it did: nothing after that is returned. */
  damage: string | undefined;
  /** What has not been returned: the first `heldLength` bytes. Grows by doubling, so that a long block costs no more than its length. */
  private held = new Uint8Array(0);
  private heldLength = 0;
  private headerSeen = false;

  /**
   * @param bytes what follows on the bytes pushed before; may end anywhere
   * @returns the blocks that are now whole; their payloads may share memory with `bytes`
   * @throws FormatError if this is no recording
   */
  push(bytes: Uint8Array): Block[] {
    if (this.damage !== undefined) return [];
    const data = this.heldLength === 0 ? bytes : this.joined(bytes);
    let at = 0;
    if (!this.headerSeen) {
      checkHeader(data);
      if (data.length < HEADER_BYTES) {
        this.keep(data, 0);
        return [];
      }
      this.headerSeen = true;
      at = HEADER_BYTES;
    }
    const blocks: Block[] = [];
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    while (data.length - at >= BLOCK_HEADER_BYTES) {
      const length = view.getUint32(at + 4, true);
      if (length > MAX_BLOCK_BYTES) {
        this.damage = `a block says that it has ${length} bytes`;
        this.keep(data, data.length);
        return blocks;
      }
      const end = at + BLOCK_HEADER_BYTES + length;
      if (end > data.length) break;
      blocks.push({
        type: data[at]!,
        stream: view.getUint16(at + 2, true),
        payload: data.subarray(at + BLOCK_HEADER_BYTES, end),
        whole: true,
      });
      at = end;
    }
    this.keep(data, at);
    return blocks;
  }

  /** What is held, and `bytes` after it. */
  private joined(bytes: Uint8Array): Uint8Array {
    const length = this.heldLength + bytes.length;
    if (length > this.held.length) {
      const grown = new Uint8Array(Math.max(length, 2 * this.held.length));
      grown.set(this.held.subarray(0, this.heldLength));
      this.held = grown;
    }
    this.held.set(bytes, this.heldLength);
    return this.held.subarray(0, length);
  }

  private keep(data: Uint8Array, from: number): void {
    this.heldLength = data.length - from;
    // Payloads that were returned lie in the memory held so far: it is not written to again.
    if (from > 0 || data.buffer !== this.held.buffer) this.held = data.slice(from);
  }

  /**
   * Says that no more bytes will come.
   * @returns the block that was cut short, if one was; `undefined` if the file ends cleanly
   */
  finish(): Block | undefined {
    const held = this.held.subarray(0, this.heldLength);
    if (!this.headerSeen || held.length === 0) return undefined;
    this.held = new Uint8Array(0);
    this.heldLength = 0;
    if (held.length < BLOCK_HEADER_BYTES) return { type: 0, stream: 0, payload: held, whole: false };
    return {
      type: held[0]!,
      stream: held[2]! | (held[3]! << 8),
      payload: held.subarray(BLOCK_HEADER_BYTES),
      whole: false,
    };
  }

  /** Bytes that wait for the rest of their block. */
  get pending(): number {
    return this.heldLength;
  }
}

function checkHeader(data: Uint8Array): void {
  for (let i = 0; i < Math.min(MAGIC.length, data.length); i++) {
    if (data[i] !== MAGIC.charCodeAt(i)) throw new FormatError('not an Awaitscope recording');
  }
  if (data.length < 10) return;
  const version = data[8]! | (data[9]! << 8);
  if (version !== FORMAT_VERSION) {
    const message = `recorded in format ${version}; this Awaitscope reads format ${FORMAT_VERSION}`;
    throw new FormatError(message, version);
  }
}
