import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import type { ToWebview } from '../../protocol/webview';
import { Unpacking } from '../../webview/unpacking';

describe('Unpacking', () => {
  const setUp = () => {
    const passed: ToWebview[] = [];
    let told = (): void => undefined;
    const unpacking = new Unpacking((message) => {
      passed.push(message);
      told();
    });
    const until = async (count: number): Promise<void> => {
      while (passed.length < count) await new Promise<void>((resolve) => (told = resolve));
    };
    return { passed, until, unpacking };
  };
  const chunk = (bytes: number[]): ToWebview => ({ type: 'chunk', source: 1, bytes: new Uint8Array(bytes) });
  const packed = (bytes: Uint8Array): ToWebview => ({
    type: 'chunk',
    source: 1,
    bytes: new Uint8Array(deflateRawSync(bytes)),
    packed: true,
  });

  it('passes at once what is not packed', () => {
    const { passed, unpacking } = setUp();
    unpacking.receive(chunk([1, 2]));
    assert.deepEqual(passed, [chunk([1, 2])]);
  });

  it('unpacks, and keeps the order', async () => {
    const { passed, until, unpacking } = setUp();
    const large = Uint8Array.from({ length: 500_000 }, (_, i) => i % 7);
    unpacking.receive(packed(large));
    unpacking.receive(chunk([1]));
    unpacking.receive(packed(new Uint8Array([2, 3])));
    unpacking.receive({ type: 'ended' });
    await until(4);
    const wanted = [{ type: 'chunk', source: 1, bytes: large }, chunk([1]), chunk([2, 3]), { type: 'ended' }];
    assert.deepEqual(passed, wanted);
    // and nothing is held up for ever
    unpacking.receive(chunk([4]));
    assert.equal(passed.length, 5);
  });

  it('says so when it cannot unpack, and goes on', async () => {
    const { passed, until, unpacking } = setUp();
    unpacking.receive({ type: 'chunk', source: 1, bytes: new Uint8Array([255, 255, 255]), packed: true });
    unpacking.receive({ type: 'ended' });
    await until(2);
    const [notice, ended] = passed;
    assert.equal(notice?.type === 'notice' && notice.severity, 'error');
    assert.equal(ended?.type, 'ended');
  });
});
