/** Levels of detail against exact drawing, on made-up lanes of every length, with all that can happen on one. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Segment, SEGMENT_NAMES, visitSegments } from '../../model/intervals';
import { State } from '../../protocol/events';
import type { Axis } from '../../webview/axis';
import { Coverage, STATES } from '../../webview/coverage';
import { stack } from '../../webview/draw-dense';
import { Geometry } from '../../webview/geometry';
import { Intake } from '../../webview/intake';
import { ROOMY, SLIM } from '../../webview/layout';
import { toX } from '../../webview/scale';
import type { Scale } from '../../webview/scale';
import { MS, Simulation, US, recordingOf } from './support/simulation';
import type { AsyncFunction } from './support/simulation';

const ENDINGS = ['returns', 'throws', 'leaves', 'waits for ever'] as const;
type Ending = (typeof ENDINGS)[number];
type Model = Intake['model'];

/** A generator that a property can begin anew. */
function random(seed: number): (below: number) => number {
  let state = (seed % 0x7ffffffe) + 1;
  return (below) => {
    state = (state * 48271) % 0x7fffffff;
    return state % below;
  };
}

/** Goes on for some time, so that others wait meanwhile. */
const ANOTHER: AsyncFunction = {
  name: 'another',
  line: 10,
  *body(run) {
    for (let i = 0; i < 5; i++) yield run.awaits(run.timer('Timeout', 30 * MS, 11), 11);
  },
};

/** A task that awaits so often, each time something else: values, timers long and short, what rejects. */
function mixed(seed: number, awaits: number, ending: Ending, alone: boolean): AsyncFunction {
  return {
    name: 'mixed',
    line: 1,
    *body(run) {
      const next = random(seed);
      if (!alone) run.call(ANOTHER, 2);
      for (let i = 0; i < awaits; i++) {
        // some slices take no time
        if (next(3) > 0) run.work(next(40) * US);
        const kind = next(20);
        try {
          if (kind < 12) yield run.awaitsValue(3);
          else if (kind < 18) yield run.awaits(run.timer('Timeout', next(200) * US, 4), 4);
          else if (kind < 19) yield run.awaits(run.timer('Timeout', next(20) * MS, 5), 5);
          else yield run.awaits(run.timer('Timeout', next(50) * US, 6, true), 6);
        } catch {
          // an await threw, and the task goes on
        }
      }
      if (ending === 'throws') throw new Error('at the end');
      if (ending === 'leaves') run.leave(run.timer('Timeout', 5 * MS, 7));
      if (ending === 'waits for ever') yield run.awaits(run.timer('Timeout', Infinity, 8), 8);
    },
  };
}

function modelOf(main: AsyncFunction): Model {
  const intake = new Intake(() => undefined);
  intake.push(0, recordingOf(new Simulation().run(main)));
  while (intake.step(() => false));
  return intake.model;
}

/** A lane, state by state: which pixels it touches, and how many pixels wide all of it in view is; and the pixels where an await threw. */
class Exact {
  readonly touched = SEGMENT_NAMES.map(() => new Set<number>());
  readonly near = SEGMENT_NAMES.map(() => new Set<number>());
  readonly widths = SEGMENT_NAMES.map(() => 0);
  readonly threw = new Set<number>();

  constructor(model: Model, axis: Axis, scale: Scale) {
    const time = axis === 'time';
    visitSegments(model, 0, (state, start, end, startSeq, endSeq, w) => {
      const [from, to] = time ? [start, end] : [startSeq, endSeq];
      // on the order axis, what is no step of its own is nothing
      if (!time && from === to) return;
      const [x0, x1] = [toX(scale, from), toX(scale, to)];
      for (
        let pixel = Math.max(-1, Math.floor(x0) - 1);
        pixel <= Math.min(scale.width, Math.floor(x1) + 1);
        pixel++
      )
        this.near[state]!.add(pixel);
      const [left, right] = [Math.max(0, x0), Math.min(scale.width, x1)];
      if (right < left || x0 >= scale.width) return;
      this.widths[state]! += right - left;
      // rounding may put what stands on the edge of two pixels into either
      const sharp = Math.abs(x0 - Math.round(x0)) > 1e-6;
      for (let pixel = Math.floor(left); pixel <= Math.max(left, Math.ceil(right) - 1); pixel++) {
        const within = Math.min(right, pixel + 1) - Math.max(left, pixel) > 1e-6;
        if (within || (sharp && x1 - x0 < 1e-6)) this.touched[state]!.add(pixel);
      }
      const failed = state === Segment.running && w >= 0 && model.awaits.outcome(w) === State.rejected;
      if (failed && x0 >= 0 && sharp) this.threw.add(Math.floor(x0));
    });
  }
}

/** What is drawn of the lane: shares of pixels, and bars. */
function drawn(model: Model, axis: Axis, scale: Scale) {
  const geometry = new Geometry();
  const coverage = new Coverage();
  geometry.lane(model, 0, 0, { axis, scale }, coverage);
  const { bars } = geometry;
  const touched = SEGMENT_NAMES.map(() => new Set<number>());
  const widths = SEGMENT_NAMES.map(() => 0);
  const threw = new Set<number>();
  for (let i = 0; i < bars.count; i++) {
    const state = bars.state[i]!;
    if (bars.x[i]! >= scale.width) continue;
    const [left, right] = [Math.max(0, bars.x[i]!), Math.min(scale.width, bars.x[i]! + bars.width[i]!)];
    widths[state]! += Math.max(0, right - left);
    for (let pixel = Math.floor(left); pixel <= Math.max(left, Math.ceil(right) - 1); pixel++)
      touched[state]!.add(pixel);
    const w = bars.await_[i]!;
    if (state === Segment.running && w >= 0 && model.awaits.outcome(w) === State.rejected)
      threw.add(Math.floor(bars.x[i]!));
  }
  for (let pixel = 0; pixel < coverage.width; pixel++) {
    for (let state = 0; state < STATES; state++) {
      const share = coverage.shares[pixel * STATES + state]!;
      widths[state]! += share;
      if (share > 0) touched[state]!.add(pixel);
    }
    if (coverage.threw[pixel] === 1) threw.add(pixel);
  }
  return { touched, widths, threw, bars: bars.count };
}

const names = (pixels: Iterable<number>): string => [...pixels].slice(0, 5).join(', ');

for (const axis of ['time', 'order'] as const) {
  describe(`levels of detail on the ${axis} axis`, () => {
    const seen = { bars: 0, shares: 0, states: new Set<number>(), threw: 0 };
    const lane = fc.record({
      seed: fc.nat(),
      // from a few bars to sums of blocks
      awaits: fc.constantFrom(0, 3, 70, 400, 3000, 6000),
      ending: fc.constantFrom(...ENDINGS),
      alone: fc.boolean(),
      from: fc.double({ min: -0.1, max: 0.9, noNaN: true }),
      // the whole, a part, and what is too deep for anything but bars
      share: fc.constantFrom(1.2, 0.5, 0.1, 0.01, 1e-4),
      width: fc.constantFrom(7, 120, 900),
    });

    it('lose no state of a pixel, invent none, and keep the lane’s totals', () => {
      fc.assert(
        fc.property(lane, ({ seed, awaits, ending, alone, from, share, width }) => {
          const model = modelOf(mixed(seed, awaits, ending, alone));
          const whole = axis === 'time' ? model.streams[0]!.last : model.streams[0]!.events;
          const scale = { from: from * whole, to: (from + share) * whole, width };
          const exact = new Exact(model, axis, scale);
          const got = drawn(model, axis, scale);
          SEGMENT_NAMES.forEach((name, state) => {
            const missing = [...exact.touched[state]!].filter((pixel) => !got.touched[state]!.has(pixel));
            assert.deepEqual(missing, [], `${name} is missing in ${names(missing)}`);
            const invented = [...got.touched[state]!].filter((pixel) => !exact.near[state]!.has(pixel));
            assert.deepEqual(invented, [], `${name} is not in ${names(invented)}`);
            const [wanted, total] = [exact.widths[state]!, got.widths[state]!];
            assert.ok(Math.abs(wanted - total) < 0.02 + 0.001 * wanted, `${name}: ${total} for ${wanted}`);
            if (wanted > 0) seen.states.add(state);
          });
          const silent = [...exact.threw].filter((pixel) => !got.threw.has(pixel));
          assert.deepEqual(silent, [], `an await threw in ${names(silent)}`);
          seen.threw += exact.threw.size;
          if (got.bars > 0) seen.bars++;
          if (got.bars < awaits) seen.shares++;
        }),
        { numRuns: 300 },
      );
      // or else it has shown nothing
      assert.ok(seen.bars > 10 && seen.shares > 10 && seen.threw > 10, JSON.stringify(seen));
      assert.deepEqual(
        [...seen.states].sort((a, b) => a - b),
        [0, 1, 2, 3, 4],
      );
    }).timeout(60_000);
  });
}

describe('a pixel of a dense lane', () => {
  const share = fc.oneof(fc.constant(0), fc.constant(1e-6), fc.double({ min: 0, max: 1.1, noNaN: true }));

  it('has a row for each of its states, and no more rows than there are', () => {
    const five = fc.tuple(share, share, share, share, share);
    fc.assert(
      fc.property(five, (shares) => {
        const rows = new Uint8Array(STATES);
        stack(shares, 0, ROOMY.bar, rows);
        shares.forEach((of, state) =>
          assert.equal(rows[state]! > 0, of > 0, `${SEGMENT_NAMES[state]}: ${rows.join()}`),
        );
        const all = rows.reduce((a, b) => a + b, 0);
        assert.ok(all <= ROOMY.bar);
        if (shares.slice(Segment.waiting).some((of, i) => of > 0 && i !== 1)) assert.equal(all, ROOMY.bar);
      }),
    );
  });

  it('has a row for each of three states, however low the lane, and always for what is unfinished', () => {
    const three = fc.tuple(share, share, share, fc.constant(0), share);
    fc.assert(
      fc.property(three, (shares) => {
        const rows = new Uint8Array(STATES);
        stack(shares, 0, SLIM.bar, rows);
        assert.ok(rows.reduce((a, b) => a + b, 0) <= SLIM.bar);
        const present = shares.filter((of) => of > 0).length;
        shares.forEach((of, state) => {
          if (present <= SLIM.bar || state === Segment.unfinished)
            assert.equal(rows[state]! > 0, of > 0, `${SEGMENT_NAMES[state]}: ${rows.join()}`);
        });
      }),
    );
  });
});
