import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { NO_STATE, REJECTED, THREW, changeKey, errorKey } from '../../webview/change-codes';
import { Coverage, STATES } from '../../webview/coverage';
import { LaneChanges } from '../../webview/lane-changes';
import { PackedPlaces } from '../../webview/packed-places';
import type { Scale } from '../../webview/scale';

interface Part {
  /** Events at which it comes into the states, and at last the one at which it is over. */
  readonly seqs: readonly number[];
  readonly states: readonly number[];
  readonly error: number;
}

const EVENTS = 2000;
const part: fc.Arbitrary<Part> = fc
  .record({
    begin: fc.integer({ min: 1, max: EVENTS - 400 }),
    steps: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 }),
    states: fc.array(fc.nat(STATES - 1), { minLength: 4, maxLength: 4 }),
    error: fc.constantFrom(0, 0, 0, THREW, REJECTED),
  })
  .map(({ begin, steps, states, error }) => {
    const seqs = [begin];
    for (const step of steps) seqs.push(seqs.at(-1)! + step);
    return { seqs, states: states.slice(0, steps.length), error };
  });
/** Events that happen at once, in bursts, and with nothing between them. */
const gaps = fc.array(fc.constantFrom(0, 0, 1, 1, 3, 500), { minLength: EVENTS, maxLength: EVENTS });

function keysOf({ seqs, states, error }: Part): number[] {
  const keys = seqs.map((seq, i) => changeKey(seq, states[i - 1] ?? NO_STATE, states[i] ?? NO_STATE));
  if (error !== 0) keys.push(errorKey(seqs.at(-1)!, error));
  return keys;
}

/** What each state lasted from one place to another, state by state, and what was there at all. */
function exact(parts: readonly Part[], placeOf: (seq: number) => number, from: number, to: number) {
  const lengths = new Float64Array(STATES);
  let present = 0;
  for (const { seqs, states, error } of parts) {
    states.forEach((state, i) => {
      const [begin, end] = [placeOf(seqs[i]!), placeOf(seqs[i + 1]!)];
      lengths[state]! += Math.max(0, Math.min(end, to) - Math.max(begin, from));
      if (begin >= from && begin <= to) present |= 1 << state;
    });
    const at = placeOf(seqs.at(-1)!);
    if (error !== 0 && at >= from && at < to) present |= error;
  }
  return { lengths, present };
}

/** Fewer than a pixel's changes need not stand in it, but in the next one. */
function near(
  got: Coverage,
  wanted: (from: number, to: number) => ReturnType<typeof exact>,
  { from, to, width }: Scale,
) {
  const pixel = (to - from) / width;
  for (let x = 0; x < width; x++) {
    // what stands on the right edge is in the pixel behind it, where there is one
    const end = x === width - 1 ? to : from + (x + 1) * pixel;
    const { lengths, present } = wanted(from + x * pixel, end);
    const around = wanted(from + (x - 1) * pixel, from + (x + 2) * pixel);
    for (let state = 0; state < STATES; state++) {
      const share = got.shares[x * STATES + state]!;
      const most = around.lengths[state]! / pixel + 1e-3;
      assert.ok(share <= most, `${share} of state ${state} in pixel ${x}, where ${most} is all around`);
      // what stands on its edge may be in either
      if (lengths[state]! > 1e-6 * pixel) assert.ok(share > 0, `state ${state} is lost in pixel ${x}`);
    }
    if (present & THREW)
      assert.ok(got.threw.subarray(Math.max(0, x - 1), x + 2).includes(1), `an error at ${x}`);
    if (present & REJECTED) assert.ok(got.rejected.subarray(Math.max(0, x - 1), x + 2).includes(1));
  }
}

describe('The changes of a lane', () => {
  const timesOf = (gaps: readonly number[]): number[] => {
    const times = [0];
    for (const gap of gaps) times.push(times.at(-1)! + gap);
    return times;
  };
  const batches = fc.array(fc.array(part, { maxLength: 120 }), { minLength: 1, maxLength: 5 });
  const laneOf = (all: readonly (readonly Part[])[], times: readonly number[]): LaneChanges => {
    const lane = new LaneChanges();
    for (const batch of all) {
      for (const one of batch) for (const key of keysOf(one)) lane.add(0, key);
      lane.settle(() => ({ at: (seq) => times[seq]! }));
    }
    return lane;
  };

  it('tell how long each state lasted, whatever is summed up, in whatever order the parts have come', () => {
    fc.assert(
      fc.property(batches, gaps, fc.constantFrom(1, 7, 100, 3000), (all, between, width) => {
        const times = timesOf(between);
        const end = times.at(-1)! + 1;
        const coverage = new Coverage();
        const scale = { from: 0, to: end, width };
        coverage.reset(width);
        laneOf(all, times).cover(coverage, scale);
        const parts = all.flat();
        const { lengths } = exact(parts, (seq) => times[seq]!, 0, end);
        lengths.forEach((length, state) => {
          let sum = 0;
          for (let x = 0; x < width; x++) sum += coverage.shares[x * STATES + state]!;
          const wanted = (length * width) / end;
          assert.ok(Math.abs(sum - wanted) < 1e-3 * (1 + wanted), `${sum} for ${wanted} of state ${state}`);
        });
        near(coverage, (from, to) => exact(parts, (seq) => times[seq]!, from, to), scale);
      }),
      { numRuns: 40 },
    );
  });

  it('are found where they are, and only there', () => {
    const window = fc.tuple(fc.nat(EVENTS), fc.integer({ min: 1, max: 300 }));
    fc.assert(
      fc.property(batches, gaps, window, (all, between, [first, span]) => {
        const times = timesOf(between);
        const at = (seq: number): number => times[Math.min(seq, EVENTS)]!;
        const scale = { from: at(first), to: at(first + span) + 1, width: 60 };
        const coverage = new Coverage();
        coverage.reset(scale.width);
        laneOf(all, times).cover(coverage, scale);
        const parts = all.flat();
        near(coverage, (from, to) => exact(parts, (seq) => times[seq]!, from, to), scale);
      }),
      { numRuns: 40 },
    );
  });
});

describe('The changes of a lane in a damaged recording', () => {
  it('are there, also where times fall', () => {
    const times = [0, 1000, 400, 1200, 900, 2000];
    const lane = new LaneChanges();
    const one = { seqs: [1, 2, 3], states: [1, 0], error: 0 };
    const other = { seqs: [2, 4, 5], states: [1, 0], error: THREW };
    for (const key of [...keysOf(one), ...keysOf(other)]) lane.add(0, key);
    lane.settle(() => ({ at: (seq) => times[seq]! }));
    const coverage = new Coverage();
    coverage.reset(20);
    lane.cover(coverage, { from: 0, to: 2000, width: 20 });
    const at = (x: number, state: number): number => coverage.shares[x * STATES + state]!;
    assert.ok(at(11, 0) > 0 && at(11, 1) > 0, 'between 1000 and 1200 both are');
    assert.ok(at(18, 0) > 0);
    assert.equal(at(18, 1), 0);
  });
});

describe('Packed places', () => {
  it('are what was put in, also where one is far from the next', () => {
    const gap = fc.constantFrom(0, 0, 1, 90, 2 ** 31, 2 ** 40);
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 150 }), (between) => {
        let sum = 0;
        const places = between.map((each) => (sum += each));
        const packed = new PackedPlaces(places.length, (i) => places[i]!);
        assert.deepEqual(
          places.map((_, i) => packed.at(i)),
          places,
        );
      }),
    );
  });
});
