import assert from 'node:assert/strict';
import { hexNumber } from '../../webview/paint';

describe('A colour as a number', () => {
  const bytes = (css: string): number[] | undefined => {
    const number = hexNumber(css);
    return number === undefined ? undefined : [...new Uint8Array(Uint32Array.of(number).buffer)];
  };

  it('is red, green, blue and alpha, one byte each', () => {
    assert.deepEqual(bytes('#2F74c0'), [0x2f, 0x74, 0xc0, 0xff]);
    assert.deepEqual(bytes('#8b99ad2e'), [0x8b, 0x99, 0xad, 0x2e]);
  });

  it('is nothing where it cannot be seen', () => {
    assert.equal(hexNumber('#12345600'), 0);
  });

  it('is asked of a canvas where it is written in another way', () => {
    for (const css of ['#abc', 'red', 'rgb(1 2 3)', 'rgba(1, 2, 3, 0.5)'])
      assert.equal(bytes(css), undefined);
  });
});
