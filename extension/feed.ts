/**
 * The way of a recording's bytes to a page: never more chunks under way than the page has agreed to. Between VS Code's server and its window
 * all is compressed slowly and sent as text goes; what is packed already gets there in half the time. No vscode.
 */
import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import { CHUNKS_IN_FLIGHT } from '../protocol/webview';
import type { ToWebview } from '../protocol/webview';

/** What a page draws first, and what is not worth packing. */
const FIRST_BYTES = 128 * 1024;
const pack = promisify(deflateRaw);

export class Feed {
  private underWay = 0;
  private closed = false;
  private begun = false;
  private waiting: (() => void) | undefined;
  /** Settles when all that was to be sent has been. */
  private sent: Promise<void> | undefined;

  /** @param post sends a message to the page */
  constructor(private readonly post: (message: ToWebview) => void) {}

  /**
   * Sends one chunk; the very first in two, so that something is drawn soon.
   * @returns a promise that settles when there is room for the next chunk
   */
  async chunk(source: number, bytes: Uint8Array): Promise<void> {
    if (!this.begun && bytes.length > FIRST_BYTES) {
      await this.part(source, bytes.slice(0, FIRST_BYTES));
      await this.part(source, bytes.slice(FIRST_BYTES));
    } else await this.part(source, bytes);
  }

  /** Sends a message behind the chunks before it. */
  message(message: ToWebview): void {
    this.inTurn(() => this.post(message));
  }

  private async part(source: number, bytes: Uint8Array): Promise<void> {
    if (this.closed) return;
    this.begun = true;
    this.underWay++;
    if (bytes.length <= FIRST_BYTES) this.message({ type: 'chunk', source, bytes: exact(bytes) });
    else this.packed(source, bytes);
    if (this.underWay >= CHUNKS_IN_FLIGHT) await new Promise<void>((resolve) => (this.waiting = resolve));
  }

  private packed(source: number, bytes: Uint8Array): void {
    // several are packed at once, each in a thread of its own
    const packing = pack(bytes, { level: 1, memLevel: 9 });
    this.inTurn(async () => {
      const message = { type: 'chunk', source, bytes: exact(await packing), packed: true } as const;
      if (!this.closed) this.post(message);
    });
  }

  /** At once, unless something before it has still to be packed. */
  private inTurn(send: () => void | Promise<void>): void {
    const now = async (): Promise<void> => {
      if (!this.closed) await send();
    };
    const turn = this.sent ? this.sent.then(now) : now();
    const sent: Promise<void> = turn.then(() => {
      if (this.sent === sent) this.sent = undefined;
    });
    this.sent = sent;
  }

  /** The page has taken a chunk. */
  taken(): void {
    if (this.underWay > 0) this.underWay--;
    this.release();
  }

  /** The page is gone: what waits for room is let go, and nothing more is sent. */
  close(): void {
    this.closed = true;
    this.release();
  }

  private release(): void {
    const resume = this.waiting;
    this.waiting = undefined;
    resume?.();
  }
}

/** A message carries the whole memory under an array, and a Buffer goes as JSON: send an array that is all its memory. */
function exact(bytes: Uint8Array): Uint8Array {
  const alone =
    bytes.byteLength === bytes.buffer.byteLength && Object.getPrototypeOf(bytes) === Uint8Array.prototype;
  return alone ? bytes : new Uint8Array(bytes);
}
