import assert from 'node:assert/strict';
import { siblingsOf } from '../../webview/siblings';
import { modelOf } from '../support/trace-text';

/** One task that waits at line 2 for each time, and at line 3 once. */
function waits(times: readonly number[]): ReturnType<typeof modelOf> {
  let t = 0;
  const lines = ['0 A start main@1'];
  times.forEach((time, i) => {
    lines.push(`${(t += 10)} A suspend @2 on p${i}`);
    lines.push(`${(t += time)} settle p${i} fulfilled`, `${t} A resume`);
  });
  lines.push(`${(t += 10)} A suspend @3 on q`, `${t + 5} settle q fulfilled`, `${t + 5} A resume`);
  lines.push(`${t + 9} A suspend @2 on never`);
  return modelOf(lines.join('\n'));
}

describe('The awaits of one place', () => {
  it('are counted, with the least, the middle and the most, and where one is among them', () => {
    const model = waits([1000, 100, 10, 10_000]);
    const { count, least, median, most, shorter, bins, bin } = siblingsOf(model, 0)!;
    assert.deepEqual([count, least, median, most, shorter], [4, 10, 1000, 10_000, 50]);
    assert.equal(
      bins.reduce((a, b) => a + b),
      4,
    );
    assert.equal(bins[bin], 1);
    assert.deepEqual([bins[0], bins.at(-1)], [1, 1]);
  });

  it('are all in one bin where they took the same', () => {
    const { bins, bin, shorter } = siblingsOf(waits([7, 7, 7]), 1)!;
    assert.deepEqual([bins[bin], shorter], [3, 0]);
  });

  it('are none of the only one at its place, nor of one that has not gone on', () => {
    const model = waits([5, 6]);
    assert.equal(siblingsOf(model, 2), undefined);
    assert.equal(siblingsOf(model, 3), undefined);
  });
});
