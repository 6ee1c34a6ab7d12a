import assert from 'node:assert/strict';
import { siteTimes } from '../../model/sites';
import { DurationText } from '../../webview/durations';
import { siblingsOf, siblingsShown } from '../../webview/siblings';
import { Say } from '../../webview/strings';
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

const placeOf = (_: number, loc: number): string => String(loc);

describe('The awaits of one place', () => {
  it('have the numbers of the report, over all threads, of the time that they waited', () => {
    const more = `0 B start main@1\n0 B suspend @2 on p\n50 settle p fulfilled\n5000 B resume`;
    const model = modelOf(
      '0 A start main@1\n0 A suspend @2 on p\n30 settle p fulfilled\n9000 A resume',
      more,
    );
    const [site] = siteTimes(model, placeOf);
    const { count, median, most } = siblingsOf(model, 0, placeOf)!;
    assert.deepEqual([count, median, most], [site!.waiting.count, site!.waiting.p50, site!.waiting.max]);
    assert.deepEqual([count, median, most], [2, 30, 50]);
  });

  it('are counted, with the least, the middle and the most, and where one is among them', () => {
    const model = waits([1000, 100, 10, 10_000]);
    const { count, least, median, most, shorter, longer, bins, bin } = siblingsOf(model, 0, placeOf)!;
    assert.deepEqual([count, least, median, most, shorter, longer], [4, 10, 100, 10_000, 2, 1]);
    assert.equal(
      bins.reduce((a, b) => a + b),
      4,
    );
    assert.equal(bins[bin], 1);
    assert.deepEqual([bins[0], bins.at(-1)], [1, 1]);
  });

  it('are all in one bin where they took the same', () => {
    const { bins, bin, shorter } = siblingsOf(waits([7, 7, 7]), 1, placeOf)!;
    assert.deepEqual([bins[bin], shorter], [3, 0]);
  });

  it('are none of the only one at its place, nor of one that has not gone on', () => {
    const model = waits([5, 6]);
    assert.equal(siblingsOf(model, 2, placeOf), undefined);
    assert.equal(siblingsOf(model, 3, placeOf), undefined);
  });

  it('are told in words that suit how many there are and where the one is', () => {
    const say = new Say();
    const times = new DurationText((unit, number) => say.text(`unit.${unit}`, number), 'en');
    const told = (waited: readonly number[], w: number): string =>
      siblingsShown(say, times, siblingsOf(waits(waited), w, placeOf)!).text;
    const ms = (n: number): number => n * 1e6;
    assert.equal(told([ms(7), ms(7), ms(7)], 1), 'One of 3 awaits at this place; all waited 7 ms');
    assert.equal(told([ms(7), ms(9)], 0), 'One of two awaits at this place; the other waited 9 ms');
    assert.equal(told([ms(7), ms(9)], 1), 'One of two awaits at this place; the other waited 7 ms');
    const three = [ms(1), ms(2), ms(4)];
    const range = 'awaits at this place (waiting 1 ms to 4 ms, median 2 ms)';
    assert.equal(told(three, 0), `The shortest of 3 ${range}`);
    assert.equal(told(three, 1), `Longer than 1 of the 3 ${range}`);
    assert.equal(told(three, 2), `The longest of 3 ${range}`);
    const many = Array.from({ length: 400 }, (_, i) => ms(1 + i));
    assert.match(told(many, 1), /^Longer than 1 % of the 400 awaits at this place/);
    assert.match(told(many, 399), /^The longest of 400 awaits/);
    assert.match(told(many, 398), /^Longer than 99 % of the 400 awaits/);
  });
});
