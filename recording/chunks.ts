/** Bytes on their way to a page: in arrays of their own, none longer than a limit. */
import { BLOCK_HEADER_BYTES, writeBlockHeader } from '../protocol/container';
import type { Block, BlockType } from '../protocol/container';

/** Gathers small pieces and cuts large ones. */
export class Chunks {
  private held: Uint8Array[] = [];
  private size = 0;

  constructor(private readonly limit: number) {}

  /** @returns the chunks that are now full */
  *add(bytes: Uint8Array): Generator<Uint8Array> {
    for (let at = 0; at < bytes.length;) {
      const piece = bytes.slice(at, at + this.limit - this.size);
      at += piece.length;
      this.held.push(piece);
      this.size += piece.length;
      if (this.size === this.limit) yield* this.end();
    }
  }

  /** @returns what is left */
  *end(): Generator<Uint8Array> {
    if (this.size === 0) return;
    const out = new Uint8Array(this.size);
    let at = 0;
    for (const piece of this.held) {
      out.set(piece, at);
      at += piece.length;
    }
    this.held = [];
    this.size = 0;
    yield out;
  }
}

/** @returns a block as it stands in a file */
export function framed({ type, stream, payload }: Block): Uint8Array {
  const out = new Uint8Array(BLOCK_HEADER_BYTES + payload.length);
  writeBlockHeader(out, 0, type as BlockType, stream, payload.length);
  out.set(payload, BLOCK_HEADER_BYTES);
  return out;
}
