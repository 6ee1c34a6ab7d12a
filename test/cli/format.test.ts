import assert from 'node:assert/strict';
import { count, table } from '../../cli/format';
import { percent } from '../../model/percent';
import { formatBytes } from '../../model/format-bytes';
import { formatNs } from '../../model/format-ns';
import { printable } from '../../cli/lines';

describe('Numbers for people', () => {
  it('give a time in the unit that suits it', () => {
    const times: [ns: number, text: string][] = [
      [0, '0 ns'],
      [999.4, '999 ns'],
      [1000, '1.00 µs'],
      [12_345, '12.3 µs'],
      [999_999, '1.00 ms'],
      [1_250_000, '1.25 ms'],
      [123_456_789, '123 ms'],
      [12_300_000_000, '12.3 s'],
      [4_321_000_000_000, '4321 s'],
      [NaN, '–'],
    ];
    for (const [ns, text] of times) assert.equal(formatNs(ns), text);
  });

  it('give a size, a count, a share', () => {
    assert.deepEqual([0, 1023, 1536, 150 * 1024, 5 * 2 ** 30].map(formatBytes), [
      '0 bytes',
      '1023 bytes',
      '1.5 KB',
      '150 KB',
      '5.0 GB',
    ]);
    assert.deepEqual(
      [count(1, 'task'), count(0, 'task'), count(1234, 'task')],
      ['1 task', '0 tasks', '1,234 tasks'],
    );
    assert.deepEqual([percent(0, 0), percent(1, 1000), percent(1, 8)], ['0 %', '<1 %', '13 %']);
  });

  it('stand under one another', () => {
    assert.deepEqual(table([['a', '1'], ['bcd', '200'], ['e']], [1]), ['  a      1', '  bcd  200', '  e']); // prettier-ignore
  });
});

describe('Printable text', () => {
  it('has nothing left that moves a cursor or turns the reading direction', () => {
    assert.equal(
      printable('a\u001b[31mb\u009bc\u202ed\u2028\n'),
      'a\\u001b[31mb\\u009bc\\u202ed\\u2028\\u000a',
    );
  });

  it('leaves letters of any script alone', () => {
    const text = 'größe 协程 🐍 "quoted" – …';
    assert.equal(printable(text), text);
  });

  it('leaves JSON the same to a parser', () => {
    const value = { a: '\u0000\u007f\u009b\u202e\u2028\ud800 🏳️‍🌈\u{e0001}' };
    assert.deepEqual(JSON.parse(printable(JSON.stringify(value))), value);
  });
});
