import assert from 'node:assert/strict';
import { cutInMiddle } from '../../webview/middle-cut';
import type { Paint } from '../../webview/paint';

/** Each letter is one pixel wide. */
const paint = {
  measure: (text: string) => text.length,
  fitting: (text: string, room: number) => (text.length <= room ? text : ''),
} as Paint;

describe('A name without room', () => {
  const cut = (text: string, room: number): string => cutInMiddle(paint, text, room);

  it('keeps its beginning and its end', () => {
    assert.equal(cut('node multi.mjs child (21297)', 40), 'node multi.mjs child (21297)');
    assert.equal(cut('node multi.mjs child (21297)', 16), 'node mult…21297)');
  });

  it('keeps the line of a place', () => {
    assert.equal(cut('small.mjs:8', 8), 'small.m…'.slice(0, 5) + '…:8');
    assert.equal(cut('small.mjs:1234', 10), 'smal…:1234');
    assert.equal(cut('small.mjs:8', 2), ':8');
  });
});
