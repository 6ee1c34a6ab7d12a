import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { compact, mergeByTime } from '../../model/merge';
import type { EventBatch } from '../../protocol/events';
import { part, traceText } from '../support/trace-text';

function batchOf(times: readonly number[]): EventBatch {
  return traceText(times.map((t) => `${t} after`).join('\n')).batch;
}

describe('Merge by time', () => {
  it('visits every row once, by time, the rows of a stream in their order', () => {
    const stream = fc.tuple(
      fc.array(fc.array(fc.nat(9), { maxLength: 8 }), { maxLength: 5 }),
      fc.nat(20), //
    );
    fc.assert(
      fc.property(fc.array(stream, { maxLength: 6 }), (streams) => {
        let clock = 0;
        const batches = streams.map(([steps]) => {
          clock = 0;
          return steps.map((b) => batchOf(b.map((step) => (clock += step))));
        });
        const offsets = streams.map(([, offset]) => offset);
        const seen: { stream: number; t: number }[] = [];
        mergeByTime(batches, offsets, (stream, batch, i) => {
          seen.push({ stream, t: offsets[stream]! + batch.t[i]! });
        });
        const expected = batches.flatMap((bs, stream) =>
          bs.flatMap((b) => [...b.t].map((t) => ({ stream, t: t + offsets[stream]! }))),
        );
        // A stable sort: at equal times the lower stream goes first, and within a stream the earlier row.
        assert.deepEqual(
          seen,
          expected.toSorted((x, y) => x.t - y.t),
        );
      }),
    );
  });
});

describe('A compact batch', () => {
  it('holds the rows and no more', () => {
    const { batch } = traceText('1 A start main@1\n2 print "x"\n3 A end');
    const wide = { ...batch, count: 2 };
    const narrow = compact(wide);
    assert.deepEqual(narrow, { ...part(batch, 0, 2), texts: ['x'] });
    assert.notEqual(narrow.t.buffer, batch.t.buffer);
  });
});
