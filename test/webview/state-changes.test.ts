import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { STATES } from '../../webview/coverage';
import { LaneChanges } from '../../webview/lane-changes';
import { NO_STATE, REJECTED, THREW, changeKey, errorKey } from '../../webview/state-changes';

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
    if (error !== 0 && at >= from && at <= to) present |= error;
  }
  return { lengths, present };
}

describe('The changes of a lane', () => {
  it('tell how long each state lasted, whatever is looked at as a whole, in whatever order the parts have come', () => {
    const batches = fc.array(fc.array(part, { maxLength: 120 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(batches, gaps, fc.constantFrom(0, 5, 200, 1e6), (all, between, narrow) => {
        const times = [0];
        for (const gap of between) times.push(times.at(-1)! + gap);
        const places = { at: (seq: number) => times[seq]! };
        const lane = new LaneChanges();
        for (const batch of all) {
          for (const one of batch) for (const key of keysOf(one)) lane.add(0, key);
          lane.settle(() => places);
        }
        const sums = new Float64Array(STATES);
        let present = 0;
        lane.visit({
          misses: () => false,
          isNarrow: (length) => length < narrow,
          sum(bits, lengths, at, from, to) {
            present |= bits;
            assert.ok(to - from < narrow);
            for (let state = 0; state < STATES; state++) sums[state]! += lengths[at + state]!;
          },
          stretch(state, many, from, to) {
            assert.ok(many > 0 && to > from);
            sums[state]! += many * (to - from);
          },
          enter: (state) => void (present |= 1 << state),
          error: (bit) => void (present |= bit),
        });
        const wanted = exact(all.flat(), places.at, -Infinity, Infinity);
        assert.deepEqual([...sums], [...wanted.lengths]);
        assert.equal(present, wanted.present);
      }),
      { numRuns: 60 },
    );
  });

  it('are found where they are, and only there', () => {
    const window = fc.tuple(fc.nat(EVENTS), fc.nat(300));
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 200 }),
        gaps,
        window,
        (parts, between, [first, span]) => {
          const times = [0];
          for (const gap of between) times.push(times.at(-1)! + gap);
          const lane = new LaneChanges();
          for (const one of parts) for (const key of keysOf(one)) lane.add(3, key);
          lane.settle(() => ({ at: (seq) => times[seq]! }));
          const [from, to] = [times[Math.min(first, EVENTS)]!, times[Math.min(first + span, EVENTS)]!];
          const sums = new Float64Array(STATES);
          let entered = 0;
          lane.visit({
            misses: (begin, end) => begin > to || end < from,
            isNarrow: () => false,
            sum: () => assert.fail('nothing is narrow'),
            stretch(state, many, begin, end) {
              sums[state]! += many * Math.max(0, Math.min(end, to) - Math.max(begin, from));
            },
            enter: (state, at) => void (at >= from && at <= to && (entered |= 1 << state)),
            error: (bit, at) => void (at >= from && at <= to && (entered |= bit)),
          });
          const wanted = exact(parts, (seq) => times[seq]!, from, to);
          assert.deepEqual([...sums], [...wanted.lengths]);
          assert.equal(entered, wanted.present);
        },
      ),
      { numRuns: 60 },
    );
  });
});
