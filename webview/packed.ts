/** What a page holds as base64 of what gzip made, unpacked piece by piece, so that its beginning is there before its end is looked at. */

/** Characters that are decoded at a time; four are three bytes. */
const SLICE = 4 * 65_536;

/** @param text base64 without white space */
export function unpacked(text: string): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at < text.length) controller.enqueue(fromBase64(text.slice(at, (at += SLICE))));
      else controller.close();
    },
  });
  return packed.pipeThrough(new DecompressionStream('gzip'));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const native = Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  if (native.fromBase64) return native.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** Bytes of a stream in lengths that are asked for. */
export class Lengths {
  private readonly reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;
  private rest = new Uint8Array(0);

  constructor(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.reader = stream.getReader();
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
      const { done, value } = await this.reader.read();
      if (done) return out.slice(0, filled);
      this.rest = value;
    }
  }
}
