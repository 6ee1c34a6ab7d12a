/** Unpacks the chunks that a host has packed, beside the thread that takes them in, and keeps all messages in their order. */
import type { ToWebview } from '../protocol/webview';

type Chunk = Extract<ToWebview, { type: 'chunk' }>;

export class Unpacking {
  private underWay = 0;
  private before: Promise<void> = Promise.resolve();

  /** @param pass gets the messages, with chunks as they are in the recording */
  constructor(private readonly pass: (message: ToWebview) => void) {}

  receive(message: ToWebview): void {
    const packed = message.type === 'chunk' && message.packed === true;
    if (!packed && this.underWay === 0) return this.pass(message);
    const ready = packed ? unpacked(message) : message;
    this.underWay++;
    this.before = this.before.then(async () => {
      this.underWay--;
      this.pass(await failing(ready));
    });
  }
}

/** Who waits may come to it after it has failed. */
async function failing(ready: ToWebview | Promise<ToWebview>): Promise<ToWebview> {
  try {
    return await ready;
  } catch (error) {
    return { type: 'notice', severity: 'error', text: String(error) };
  }
}

async function unpacked({ source, bytes }: Chunk): Promise<Chunk> {
  const stream = new DecompressionStream('deflate-raw');
  const writer = stream.writable.getWriter();
  // what is wrong with the bytes, the reading side says too
  writer.write(bytes as Uint8Array<ArrayBuffer>).catch(() => undefined);
  writer.close().catch(() => undefined);
  const whole = await new Response(stream.readable).arrayBuffer();
  return { type: 'chunk', source, bytes: new Uint8Array(whole) };
}
