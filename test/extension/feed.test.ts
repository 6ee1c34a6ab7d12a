import assert from 'node:assert/strict';
import { Feed } from '../../extension/feed';
import { CHUNKS_IN_FLIGHT } from '../../protocol/webview';
import type { ToWebview } from '../../protocol/webview';

describe('Feed', () => {
  const setUp = () => {
    const sent: ToWebview[] = [];
    return { sent, feed: new Feed((message) => sent.push(message)) };
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
    const { sent, feed } = setUp();
    const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251);
    await feed.chunk(0, bytes);
    await feed.chunk(0, bytes);
    const lengths = sent.map((message) => (message.type === 'chunk' ? message.bytes.length : 0));
    assert.ok(lengths[0]! < 200_000);
    assert.deepEqual(lengths, [lengths[0], bytes.length - lengths[0]!, bytes.length]);
    const all = Buffer.concat(
      sent.slice(0, 2).map((message) => (message.type === 'chunk' ? message.bytes : [])) as Uint8Array[],
    );
    assert.ok(all.equals(bytes));
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
