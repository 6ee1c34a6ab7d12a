import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { RowIndex } from '../../model/row-index';

describe('RowIndex', () => {
  it('finds nothing at first', () => {
    assert.equal(new RowIndex().get(1), -1);
    assert.equal(new RowIndex().get(-1), -1);
    assert.equal(new RowIndex().get(4294967295), -1);
  });

  it('answers as a map does, for ids near and far', () => {
    const id = fc.oneof(fc.nat(5000), fc.nat(1_000_000), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(id, fc.nat(1000))), fc.array(id), (entries, others) => {
        const index = new RowIndex();
        const map = new Map<number, number>();
        for (const [key, row] of entries) {
          index.set(key, row);
          map.set(key, row);
          assert.equal(index.get(key), row);
        }
        for (const key of [...map.keys(), ...others]) assert.equal(index.get(key), map.get(key) ?? -1);
      }),
    );
  });

  it('keeps a dense run of ids after a far one', () => {
    const index = new RowIndex();
    index.set(4_000_000_000, 7);
    for (let id = 1; id < 50_000; id++) index.set(id, id * 2);
    assert.equal(index.get(4_000_000_000), 7);
    assert.equal(index.get(49_999), 99_998);
  });
});
