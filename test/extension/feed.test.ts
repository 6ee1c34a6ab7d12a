import assert from 'node:assert/strict';
import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';
import { Feed } from '../../extension/feed';
import { CHUNKS_IN_FLIGHT } from '../../protocol/webview';
import type { ToWebview } from '../../protocol/webview';

describe('Feed', () => {
  const setUp = () => {
    const sent: ToWebview[] = [];
    let told = (): void => undefined;
    const post = (message: ToWebview): void => {
      sent.push(message);
      told();
    };
    /** Waits until as many messages have been sent. */
    const until = async (count: number): Promise<void> => {
      while (sent.length < count) await new Promise<void>((resolve) => (told = resolve));
    };
    return { sent, until, feed: new Feed(post) };
  };
  /** What a page makes of a message. */
  const bytesOf = (message: ToWebview): Buffer => {
    assert.ok(message.type === 'chunk');
    return message.packed ? inflateRawSync(message.bytes) : Buffer.from(message.bytes);
  };
  /** Whether a promise is settled once all microtasks have run. */
  const settled = async (promise: Promise<void>): Promise<boolean> => {
    let done = false;
    void promise.then(() => (done = true));
    await new Promise((resolve) => setImmediate(resolve));
    return done;
  };

  it('holds the sender back while the page has its full number of chunks', async () => {
    const { sent, feed } = setUp();
    for (let i = 1; i < CHUNKS_IN_FLIGHT; i++) await feed.chunk(0, new Uint8Array(1));
    const full = feed.chunk(0, new Uint8Array(1));
    assert.equal(await settled(full), false);
    assert.equal(sent.length, CHUNKS_IN_FLIGHT);
    feed.taken();
    assert.equal(await settled(full), true);
  });

  it('lets the sender go and sends no more once the page is gone', async () => {
    const { sent, feed } = setUp();
    for (let i = 1; i < CHUNKS_IN_FLIGHT; i++) await feed.chunk(0, new Uint8Array(1));
    const full = feed.chunk(0, new Uint8Array(1));
    feed.close();
    assert.equal(await settled(full), true);
    await feed.chunk(0, new Uint8Array(1));
    assert.equal(sent.length, CHUNKS_IN_FLIGHT);
  });

  it('sends a little first, so that something is drawn soon', async () => {
    const { sent, until, feed } = setUp();
    const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251);
    await feed.chunk(0, bytes);
    await feed.chunk(0, bytes);
    await until(3);
    const [first, second, third] = sent.map(bytesOf);
    assert.ok(first!.length < 200_000);
    assert.ok(Buffer.concat([first!, second!]).equals(bytes));
    assert.ok(third!.equals(bytes));
  });

  it('packs what is large, in an array that is all of its memory, and keeps the order', async () => {
    const { sent, until, feed } = setUp();
    const bytes = new Uint8Array(1_000_000);
    await feed.chunk(0, new Uint8Array(1));
    await feed.chunk(0, bytes);
    await feed.chunk(0, new Uint8Array([7]));
    feed.message({ type: 'ended' });
    await until(4);
    assert.deepEqual(
      sent.map((message) => (message.type === 'chunk' ? message.packed === true : message.type)),
      [false, true, false, 'ended'],
    );
    const [, message] = sent;
    assert.ok(message?.type === 'chunk');
    const packed = message.bytes;
    assert.ok(packed.length < 10_000);
    assert.equal(packed.buffer.byteLength, packed.byteLength);
    assert.equal(Object.getPrototypeOf(packed), Uint8Array.prototype);
    assert.ok(bytesOf(message).equals(bytes));
  });

  it('sends nothing that was still being packed when the page went', async () => {
    const { sent, feed } = setUp();
    await feed.chunk(0, new Uint8Array(1));
    await feed.chunk(0, new Uint8Array(1_000_000));
    feed.message({ type: 'ended' });
    feed.close();
    // packed by now, in the same number of threads
    await Promise.all(Array.from({ length: 8 }, () => promisify(deflateRaw)(new Uint8Array(4_000_000))));
    assert.equal(sent.length, 1);
  });

  it('sends arrays that are all of their memory, and no Buffers', async () => {
    const { sent, feed } = setUp();
    const memory = new Uint8Array([1, 2, 3, 4]);
    await feed.chunk(1, memory.subarray(1, 3));
    await feed.chunk(1, Buffer.from([5, 6]));
    const bytes = sent.map((message) => (message.type === 'chunk' ? message.bytes : undefined)!);
    assert.deepEqual(bytes, [new Uint8Array([2, 3]), new Uint8Array([5, 6])]);
    for (const array of bytes) {
      assert.equal(array.buffer.byteLength, array.byteLength);
      assert.equal(Object.getPrototypeOf(array), Uint8Array.prototype);
    }
  });
});
