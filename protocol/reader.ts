/** Splits the bytes of a recording or part into blocks as they arrive. Knows nothing of events. */
import { BLOCK_HEADER_BYTES, FORMAT_VERSION, FormatError, HEADER_BYTES, MAGIC } from './container';
import type { Block } from './container';

export class BlockReader {
  private held = new Uint8Array(0);
  private headerSeen = false;

  /**
   * @param bytes what follows on the bytes pushed before; may end anywhere
   * @returns the blocks that are now whole; their payloads may share memory with `bytes`
   * @throws FormatError if this is no recording
   */
  push(bytes: Uint8Array): Block[] {
    let data = bytes;
    if (this.held.length > 0) {
      data = new Uint8Array(this.held.length + bytes.length);
      data.set(this.held);
      data.set(bytes, this.held.length);
    }
    let at = 0;
    if (!this.headerSeen) {
      checkHeader(data);
      if (data.length < HEADER_BYTES) {
        this.held = data.slice();
        return [];
      }
      this.headerSeen = true;
      at = HEADER_BYTES;
    }
    const blocks: Block[] = [];
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    while (data.length - at >= BLOCK_HEADER_BYTES) {
      const end = at + BLOCK_HEADER_BYTES + view.getUint32(at + 4, true);
      if (end > data.length) break;
      blocks.push({
        type: data[at]!,
        stream: view.getUint16(at + 2, true),
        payload: data.subarray(at + BLOCK_HEADER_BYTES, end),
        whole: true,
      });
      at = end;
    }
    this.held = data.slice(at);
    return blocks;
  }

  /**
   * Says that no more bytes will come.
   * @returns the block that was cut short, if one was; `undefined` if the file ends cleanly
   */
  finish(): Block | undefined {
    const held = this.held;
    if (!this.headerSeen || held.length === 0) return undefined;
    this.held = new Uint8Array(0);
    if (held.length < BLOCK_HEADER_BYTES) return { type: 0, stream: 0, payload: held, whole: false };
    const view = new DataView(held.buffer, held.byteOffset, held.byteLength);
    return { type: held[0]!, stream: view.getUint16(2, true), payload: held.subarray(BLOCK_HEADER_BYTES), whole: false };
  }

  /** Bytes that wait for the rest of their block. */
  get pending(): number {
    return this.held.length;
  }
}

function checkHeader(data: Uint8Array): void {
  for (let i = 0; i < Math.min(MAGIC.length, data.length); i++) {
    if (data[i] !== MAGIC.charCodeAt(i)) throw new FormatError('not an Awaitscope recording');
  }
  if (data.length < 10) return;
  const version = data[8]! | (data[9]! << 8);
  if (version !== FORMAT_VERSION) {
    throw new FormatError(`recorded in format ${version}; this Awaitscope reads format ${FORMAT_VERSION}`);
  }
}
