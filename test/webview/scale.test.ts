import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { around, fitted, fromX, panned, revealed, toX, zoomed } from '../../webview/scale';

const extent = { from: 1000, to: 9000 };
const finite = { noNaN: true, noDefaultInfinity: true };

describe('Scale', () => {
  it('has all in view with a margin, when fitted', () => {
    const scale = fitted(extent, 800);
    assert.equal(Math.round(toX(scale, 1000)), 12);
    assert.equal(Math.round(toX(scale, 9000)), 788);
  });

  it('gives a moment without length some room', () => {
    const scale = fitted({ from: 5, to: 5 }, 100);
    assert.ok(scale.to > scale.from);
    assert.ok(Number.isFinite(toX(scale, 5)));
  });

  it('goes from pixels to the axis and back', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 800, ...finite }), (x) => {
        const scale = fitted(extent, 800);
        assert.ok(Math.abs(toX(scale, fromX(scale, x)) - x) < 1e-6);
      }),
    );
  });

  it('zooms around a pixel', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 3, ...finite }),
        fc.double({ min: 100, max: 700, ...finite }),
        (factor, x) => {
          const scale = fitted(extent, 800);
          const at = fromX(scale, x);
          const near = zoomed(scale, factor, x, extent);
          const limit = 2 * (scale.to - scale.from);
          if ((scale.to - scale.from) * factor < limit) assert.ok(Math.abs(toX(near, at) - x) < 1e-6);
        },
      ),
    );
  });

  it('never loses all that there is, however it is moved and zoomed', () => {
    const step = fc.oneof(
      fc.record({ dx: fc.double({ min: -1e7, max: 1e7, ...finite }) }),
      fc.record({
        factor: fc.double({ min: 1e-6, max: 1e6, ...finite }),
        x: fc.double({ min: 0, max: 800, ...finite }),
      }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let scale = fitted(extent, 800);
        for (const s of steps) {
          scale = 'dx' in s ? panned(scale, s.dx, extent) : zoomed(scale, s.factor, s.x, extent);
          assert.ok(scale.to > scale.from && scale.to - scale.from >= 3.9);
          assert.ok(toX(scale, extent.to) > 0 && toX(scale, extent.from) < 800);
        }
      }),
    );
  });

  it('moves no farther than needed to show a range', () => {
    const scale = { from: 0, to: 100, width: 100 };
    assert.equal(revealed(scale, 20, 30), scale);
    const later = revealed(scale, 120, 130);
    assert.deepEqual([later.from, later.to], [40, 140]);
    const earlier = revealed(scale, -50, -40);
    assert.deepEqual([earlier.from, earlier.to], [-60, 40]);
    const wide = revealed(scale, 0, 500);
    assert.ok(wide.from < 0 && wide.to > 500);
  });

  it('puts a place at a pixel: with as much in view as before, or with all that was', () => {
    const scale = fitted(extent, 800);
    const moved = around(scale, 3000, 600, false);
    assert.equal(Math.round(toX(moved, 3000)), 600);
    assert.ok(Math.abs(moved.to - moved.from - (scale.to - scale.from)) < 1e-6);
    const whole = around(scale, 3000, 600, true);
    assert.equal(Math.round(toX(whole, 3000)), 600);
    assert.ok(toX(whole, extent.from) >= 0 && toX(whole, extent.to) <= 800);
    assert.equal(around(scale, 8990, 5, true), scale, 'not at any price');
  });
});
