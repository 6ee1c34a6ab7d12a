import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { DurationText } from '../../webview/durations';
import { Say } from '../../webview/strings';
import { roundStep, ticksOf } from '../../webview/ticks';

const say = new Say();
const times = new DurationText((unit, number) => say.text(`unit.${unit}`, number), 'en');

function labels(from: number, to: number): string[] {
  const ticks = ticksOf('time', { from, to, width: 500 }, 100);
  return Array.from({ length: ticks.count }, (_, i) => {
    const at = ticks.first + i * ticks.step;
    return (ticks.base > 0 ? '+' : '') + times.time(at - ticks.base, ticks.unit!, ticks.decimals);
  });
}

describe('Ticks', () => {
  it('stand at round places', () => {
    assert.deepEqual([0.7, 1, 1.1, 3, 7, 45, 99].map(roundStep), [1, 1, 2, 5, 10, 50, 100]);
    assert.deepEqual(labels(0, 5e6), ['0 ms', '1 ms', '2 ms', '3 ms', '4 ms', '5 ms']);
    assert.deepEqual(labels(0, 400), ['0 ns', '100 ns', '200 ns', '300 ns', '400 ns']);
  });

  it('have as many decimals as they need', () => {
    assert.deepEqual(labels(2.3e9, 2.6e9), ['2.3 s', '2.4 s', '2.5 s', '2.6 s']);
  });

  it('count from a base deep inside a long recording', () => {
    const deep = labels(3_600_000_000_000, 3_600_000_005_000);
    assert.deepEqual(deep, ['+0 µs', '+1 µs', '+2 µs', '+3 µs', '+4 µs', '+5 µs']);
  });

  it('are whole events on the order axis', () => {
    const ticks = ticksOf('order', { from: 1, to: 3, width: 900 }, 80);
    assert.deepEqual([ticks.first, ticks.step, ticks.count], [1, 1, 3]);
  });

  it('are never too close, and never the same twice', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e13, noNaN: true }),
        fc.double({ min: 4, max: 1e13, noNaN: true }),
        (from, span) => {
          const ticks = ticksOf('time', { from, to: from + span, width: 1000 }, 80);
          assert.ok(ticks.count <= 13);
          assert.ok((ticks.step / span) * 1000 >= 79.9);
          const said = labels(from, from + span);
          assert.equal(new Set(said).size, said.length, said.join());
        },
      ),
    );
  });
});

describe('Times as text', () => {
  it('have three digits that matter', () => {
    const said = [0, 7, 999, 1234, 56_789, 1.5e6, 2.345e9, 61e9].map((ns) => times.duration(ns));
    assert.deepEqual(said, ['0 ns', '7 ns', '999 ns', '1.23 µs', '56.8 µs', '1.5 ms', '2.35 s', '61 s']);
    assert.equal(times.duration(NaN), '–');
  });

  it('follow the language, and survive one that is none', () => {
    const german = new DurationText((unit, number) => `${number} ${unit}`, 'de');
    assert.equal(german.duration(1.5e6), '1,5 ms');
    assert.equal(new DurationText((_, number) => number, 'not a language').duration(1500), '1.5');
  });
});
