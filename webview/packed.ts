/** What a page holds as base64 of what gzip made, unpacked piece by piece, while the browser may still read the rest of the page. */

/** @param texts base64 without white space, each a multiple of four characters */
export function unpacked(texts: AsyncIterator<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(fromBase64(value));
    },
  });
  return packed.pipeThrough(new DecompressionStream('gzip'));
}

/** @returns the texts of the page's elements of that name, each as soon as it has come: something stands behind it, or the page ends */
export async function* pieces(name: string): AsyncGenerator<string, void> {
  const ofName = `[data-piece="${name}"]`;
  let element = await come(() => document.querySelector(ofName));
  while (element) {
    const piece = element;
    const next = await come(() => piece.nextElementSibling);
    yield piece.textContent;
    element = next?.matches(ofName) ? next : null;
  }
}

/** @returns what is looked for, once it is there; null if the page ends without it */
function come(look: () => Element | null): Promise<Element | null> {
  const found = look();
  if (found || document.readyState !== 'loading') return Promise.resolve(found);
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => check());
    const check = (): void => {
      const now = look();
      if (!now && document.readyState === 'loading') return;
      observer.disconnect();
      document.removeEventListener('readystatechange', check);
      resolve(now);
    };
    observer.observe(document, { childList: true, subtree: true });
    document.addEventListener('readystatechange', check);
  });
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const native = Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  if (native.fromBase64) return native.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** Bytes of a stream in lengths that are asked for; the first are unpacked before anybody asks. */
export class Lengths {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;
  private coming: Promise<ReadableStreamReadResult<Uint8Array<ArrayBuffer>>>;
  private rest = new Uint8Array(0);

  constructor(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.reader = stream.getReader();
    this.coming = this.reader.read();
    // whoever asks is told what went wrong
    this.coming.catch(() => undefined);
  }

  /** @returns the next bytes, which are the caller's; fewer only at the stream's end */
  async take(length: number): Promise<Uint8Array<ArrayBuffer>> {
    const out = new Uint8Array(length);
    let filled = 0;
    for (;;) {
      const some = this.rest.subarray(0, length - filled);
      out.set(some, filled);
      filled += some.length;
      this.rest = this.rest.subarray(some.length);
      if (filled === length) return out;
      const { done, value } = await this.coming;
      if (done) return out.slice(0, filled);
      this.coming = this.reader.read();
      this.rest = value;
    }
  }
}
