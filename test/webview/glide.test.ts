import assert from 'node:assert/strict';
import { Coverage } from '../../webview/coverage';
import { Geometry } from '../../webview/geometry';
import type { Plot } from '../../webview/geometry';
import { Glide } from '../../webview/glide';
import { modelOf } from '../support/trace-text';

describe('The glide from one axis to the other', () => {
  const model = modelOf(`
       0 A start main@1
      20 A suspend @2 on p
      40 settle p fulfilled
      60 A resume
      80 A end fulfilled`);
  const time: Plot = { axis: 'time', scale: { from: 0, to: 80, width: 160 } };
  const order: Plot = { axis: 'order', scale: { from: 1, to: 5, width: 160 } };
  const bars = (plot: Plot): number[][] => {
    const geometry = new Geometry();
    geometry.lane(model, 0, 0, plot, new Coverage());
    return Array.from({ length: geometry.bars.count }, (_, i) => [
      geometry.bars.x[i]!,
      geometry.bars.width[i]!,
    ]);
  };

  it('begins where the bars were, and ends where they go', () => {
    const glide = new Glide('time', time.scale);
    assert.deepEqual(bars({ ...order, glide }), bars(time));
    assert.equal(glide.advance(1000), true);
    assert.deepEqual(bars({ ...order, glide }), bars(time), 'however late the first frame is');
    assert.equal(glide.advance(1100), true);
    const between = bars({ ...order, glide });
    for (const [i, [x]] of between.entries()) {
      const [from, to] = [bars(time)[i]![0]!, bars(order)[i]![0]!];
      assert.ok(from === to ? x === to : (x! - from) * (to - x!) > 0, `${from} ${x} ${to}`);
    }
    assert.equal(glide.advance(5000), false);
    assert.deepEqual(bars({ ...order, glide }), bars(order));
  });
});
