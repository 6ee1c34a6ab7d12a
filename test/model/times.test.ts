import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Times } from '../../model/times';

describe('Times of events', () => {
  it('are as they were given, however far apart, and however they came', () => {
    const steps = fc.oneof(
      { weight: 10, arbitrary: fc.nat(1000) },
      { weight: 1, arbitrary: fc.nat(5_000_000_000) },
    );
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 50 }), fc.nat(7000), fc.nat(40), (pauses, calm, cut) => {
        const given: number[] = [];
        let t = 0;
        for (const pause of pauses) {
          for (let i = 0; i < calm / 10; i++) given.push((t += 150));
          given.push((t += pause));
        }
        const times = new Times(7);
        const all = Float64Array.from(given);
        const border = Math.min(all.length, cut * 97);
        times.add(all, 0, border);
        times.add(all, border, all.length);
        given.forEach((at, i) => assert.equal(times.at(i + 1), at + 7));
      }),
      { numRuns: 60 },
    );
  });

  it('are not known of what is no event', () => {
    assert.ok(Number.isNaN(new Times(0).at(0)));
  });

  it('move with the beginning of the recording', () => {
    const times = new Times(5);
    times.add(Float64Array.of(1, 2), 0, 2);
    times.shift(100);
    assert.equal(times.at(2), 107);
  });
});
