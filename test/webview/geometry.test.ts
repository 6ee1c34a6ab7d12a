import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { visitSegments } from '../../model/intervals';
import type { Axis } from '../../webview/axis';
import { CLOSE, Coverage, SHARES, STATES } from '../../webview/coverage';
import { Geometry } from '../../webview/geometry';
import { Intake } from '../../webview/intake';
import { toX } from '../../webview/scale';
import type { Scale } from '../../webview/scale';
import { neighbours, segmentNear, segmentOf, selectionOf } from '../../webview/selection';
import { crowd, shop } from './support/programs';
import { Simulation, recordingOf } from './support/simulation';
import { modelOf } from '../support/trace-text';

function take(simulation: Simulation): Intake['model'] {
  const intake = new Intake(() => undefined);
  intake.push(0, recordingOf(simulation));
  while (intake.step(() => false));
  return intake.model;
}

/** Every segment by itself: what {@link Geometry} must not differ from. */
function slowShares(model: Intake['model'], task: number, axis: Axis, scale: Scale): Float64Array {
  const shares = new Float64Array(scale.width * SHARES);
  visitSegments(model, task, (state, start, end, startSeq, endSeq) => {
    if (state >= SHARES) return;
    const [x0, x1] = [
      toX(scale, axis === 'time' ? start : startSeq),
      toX(scale, axis === 'time' ? end : endSeq),
    ];
    for (let pixel = Math.max(0, Math.floor(x0)); pixel <= Math.min(scale.width - 1, x1); pixel++) {
      shares[pixel * SHARES + state]! += Math.max(0, Math.min(x1, pixel + 1) - Math.max(x0, pixel));
    }
  });
  return shares;
}

describe('Geometry', () => {
  it('has a bar for each segment of a lane with few', () => {
    const model = modelOf(`
       0 A start main@1
      20 A suspend @2 on p
      40 settle p fulfilled
      60 A resume
      80 A end fulfilled`);
    const geometry = new Geometry();
    geometry.lane(model, 0, 5, { axis: 'time', scale: { from: 0, to: 100, width: 200 } }, new Coverage());
    const { bars } = geometry;
    const list = Array.from({ length: bars.count }, (_, i) => [
      bars.state[i],
      bars.x[i],
      bars.width[i],
      bars.row[i],
    ]);
    assert.deepEqual(list, [
      [0, 0, 40, 5],
      [1, 40, 40, 5],
      [2, 80, 40, 5],
      [0, 120, 40, 5],
    ]);
  });

  it('leaves out what is not in view', () => {
    const model = take(new Simulation().run(shop(2)));
    const geometry = new Geometry();
    geometry.lane(model, 0, 0, { axis: 'time', scale: { from: -100, to: -1, width: 100 } }, new Coverage());
    assert.equal(geometry.bars.count, 0);
  });

  for (const axis of ['time', 'order'] as const) {
    it(`shows of a crowded lane the same shares as its segments have, on the ${axis} axis`, () => {
      const model = take(new Simulation().run(crowd(2, 9000)));
      const worker = 1;
      const whole = axis === 'time' ? model.streams[0]!.last : model.streams[0]!.events;
      const geometry = new Geometry();
      const coverage = new Coverage();
      fc.assert(
        fc.property(
          fc.double({ min: -0.1, max: 0.7, noNaN: true }),
          fc.double({ min: 0.3, max: 1.2, noNaN: true }),
          (left, share) => {
            const scale = { from: left * whole, to: (left + share) * whole, width: 300 };
            geometry.bars.clear();
            geometry.lane(model, worker, 0, { axis, scale }, coverage);
            const shares = slowShares(model, worker, axis, scale);
            const { bars } = geometry;
            // What is a bar of its own counts where it is.
            const inBars = (pixel: number): boolean => {
              for (let i = 0; i < bars.count; i++) {
                if (bars.x[i]! < pixel + 1 && bars.x[i]! + bars.width[i]! > pixel) return true;
              }
              return false;
            };
            const moved = [0, 0, 0];
            for (let pixel = 0; pixel < scale.width; pixel++) {
              if (inBars(pixel)) {
                moved.fill(0);
                continue;
              }
              for (let state = 0; state < SHARES; state++) {
                const [got, wanted] = [
                  coverage.shares[pixel * STATES + state]!,
                  shares[pixel * SHARES + state]!,
                ];
                // Narrow blocks are spread as a whole: nothing is lost, and nothing is moved by more than they are wide.
                moved[state]! += got - wanted;
                assert.ok(Math.abs(moved[state]!) < CLOSE, `${pixel} ${state}: ${got} ${wanted}`);
                if (wanted > 1e-3) assert.ok(got > 0, 'presence');
              }
            }
          },
        ),
        { numRuns: 15 },
      );
    });
  }
});

describe('A selection', () => {
  const model = take(new Simulation().run(crowd(1, 500)));
  const { indexes } = new Geometry();
  const worker = 1;

  it('goes through all segments of a long lane, forth and back', () => {
    let count = 0;
    visitSegments(model, worker, () => void count++);
    let at = segmentNear(model, indexes, worker, 1)!;
    let forth = 1;
    for (;;) {
      const { after } = neighbours(model, indexes, selectionOf(at));
      if (!after) break;
      assert.ok(after.startSeq >= at.startSeq);
      assert.deepEqual(segmentOf(model, indexes, selectionOf(after)), after);
      at = after;
      forth++;
    }
    assert.equal(forth, count);
    let back = 1;
    for (;;) {
      const { before } = neighbours(model, indexes, selectionOf(at));
      if (!before) break;
      at = before;
      back++;
    }
    assert.equal(back, count);
  });

  it('is found again when what it waited for has settled', () => {
    const waits = '0 A start main@1\n1 A suspend @2 on p\n2 call r1';
    const before = modelOf(waits);
    const selection = selectionOf(segmentNear(before, indexes, 0, 2)!);
    assert.equal(selection.state, 4);
    const after = modelOf(`${waits}\n3 settle p fulfilled\n4 A resume\n5 A end`);
    const found = segmentOf(after, new Geometry().indexes, selection)!;
    assert.deepEqual([found.state, found.start, found.end], [1, 1, 3]);
  });
});
