/** The way of a recording's bytes to a page: never more chunks under way than the page has agreed to. No vscode. */
import { CHUNKS_IN_FLIGHT } from '../protocol/webview';
import type { ToWebview } from '../protocol/webview';

/** What a page draws first. */
const FIRST_BYTES = 128 * 1024;

export class Feed {
  private underWay = 0;
  private closed = false;
  private begun = false;
  private waiting: (() => void) | undefined;

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

  private async part(source: number, bytes: Uint8Array): Promise<void> {
    if (this.closed) return;
    this.begun = true;
    this.underWay++;
    this.post({ type: 'chunk', source, bytes: exact(bytes) });
    if (this.underWay >= CHUNKS_IN_FLIGHT) await new Promise<void>((resolve) => (this.waiting = resolve));
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
