import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Spans } from '../../webview/spans';

describe('Spans', () => {
  /** Rows begin one after the other; some take long, some never end. */
  const lengths = fc.array(
    fc.oneof({ weight: 60, arbitrary: fc.nat(30) }, fc.nat(3000), fc.constant(Infinity)),
    { minLength: 600, maxLength: 2000 },
  );

  it('find all rows that overlap a part, in order, and look at few others', () => {
    fc.assert(
      fc.property(lengths, fc.nat(2000), fc.nat(100), (of, from, length) => {
        const spans = new Spans(
          (row) => row,
          (row) => row + of[row]!,
        );
        const found: number[] = [];
        spans.visit(of.length, from, from + length, (row) => found.push(row));
        const wanted = of.flatMap((l, row) => (row <= from + length && row + l >= from ? [row] : []));
        assert.deepEqual(
          wanted.filter((row) => !found.includes(row)),
          [],
        );
        assert.deepEqual(
          found,
          found.toSorted((a, b) => a - b),
        );
      }),
      { numRuns: 60 },
    );
    const asked: number[] = [];
    const short = new Spans(
      (row) => row,
      (row) => row + 5,
    );
    short.visit(100_000, 50_000, 50_100, (row) => asked.push(row));
    assert.ok(asked.length > 100 && asked.length < 1000, String(asked.length));
  });

  it('see that a row has come to its end', () => {
    let end = Infinity;
    const spans = new Spans(
      (row) => row,
      (row) => (row === 3 ? end : row),
    );
    const visited = (): boolean => {
      let any = false;
      spans.visit(256, 5000, 6000, () => (any = true));
      return any;
    };
    assert.equal(visited(), true);
    end = 100;
    assert.equal(visited(), false);
  });
});
