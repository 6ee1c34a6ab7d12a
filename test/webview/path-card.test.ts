import assert from 'node:assert/strict';
import { DurationText } from '../../webview/durations';
import { Facts } from '../../webview/facts';
import type { Intake } from '../../webview/intake';
import { pathOf } from '../../webview/path';
import { pathCard } from '../../webview/path-card';
import { Places } from '../../webview/places';
import { Say } from '../../webview/strings';
import { modelOf } from '../support/trace-text';

/** A task that waits for timers of these lengths one after another, ms, all made at one place. */
function factsOf(delays: readonly number[]): string[] {
  let t = 0;
  const lines = delays.flatMap((delay, i) => [
    `${t} resource r${i} Timeout @3`,
    `${t} timer r${i} ${delay}`,
    `${t} A suspend @4 on p${i}`,
    `${(t += delay * 1e6)} call r${i}`,
    `${t} settle p${i} fulfilled`,
    `${t + 1} after`,
    `${(t += 2)} A resume`,
  ]);
  const model = modelOf(['0 A start main@1', ...lines, `${t + 2} A end fulfilled`].join('\n'));
  const facts = new Facts({ model, keys: ['0:0'] } as unknown as Intake, new Places(), new Say());
  const times = new DurationText((unit, number) => `${number} ${unit}`, 'en');
  return pathCard(facts, times, pathOf(model, 0)!).facts.map(({ label, text, share }) =>
    [label, ...(share === undefined ? [] : [`${share}`]), text].join(' · '),
  );
}

describe('the card of a critical path', () => {
  it('tells the length of timers only where all have it', () => {
    assert.match(factsOf([20, 20]).join('\n'), / · timer 20 ms · .* · 2×/);
    assert.match(factsOf([20, 5]).join('\n'), / · timers · .* · 2×/);
  });

  it('says that little is little, and not that it is nothing', () => {
    const all = factsOf([20]).join('\n');
    assert.match(all, /2 ns · 9\.9\d*e-8 · main/);
  });
});
