import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { compareOrders } from '../../model/diff/order';

const orders = fc
  .uniqueArray(fc.integer(), { maxLength: 60 })
  .chain((a) => fc.tuple(fc.constant(a), fc.shuffledSubarray(a, { minLength: a.length })));

describe('Two orders of the same things', () => {
  it('have as many inversions as pairs that stand the other way round', () => {
    fc.assert(
      fc.property(orders, ([a, b]) => {
        let pairs = 0;
        for (let i = 0; i < a.length; i++)
          for (let j = i + 1; j < a.length; j++) if (b.indexOf(a[i]!) > b.indexOf(a[j]!)) pairs++;
        assert.equal(compareOrders(a, b).inversions, pairs);
      }),
    );
  });

  it('are equal without what has moved', () => {
    fc.assert(
      fc.property(orders, ([a, b]) => {
        const { moved, firstDifference } = compareOrders(a, b);
        const rest = (list: number[]): number[] => list.filter((key) => !moved.has(key));
        assert.deepEqual(rest(a), rest(b));
        assert.equal(
          firstDifference,
          a.findIndex((key, i) => key !== b[i]),
        );
      }),
    );
  });

  it('move as little as can be', () => {
    assert.deepEqual([...compareOrders([1, 2, 3, 4, 5], [5, 1, 2, 3, 4]).moved], [5]);
    assert.equal(compareOrders([1, 2, 3], [3, 2, 1]).moved.size, 2);
  });
});
