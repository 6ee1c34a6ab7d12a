import assert from 'node:assert/strict';
import { functionTimes } from '../../model/functions';
import { modelOf } from '../support/trace-text';

describe('Times of functions', () => {
  it('add up what the awaits of each call waited and were ready, and what is left of its time', () => {
    const call = (task: string, at: number, waiting: number): string => `
      ${at} ${task} start load@1
      ${at + 1} ${task} suspend @2 on p${task}
      ${at + 1 + waiting} settle p${task}
      ${at + 3 + waiting} ${task} resume
      ${at + 6 + waiting} ${task} suspend @3 on q${task}
      ${at + 16 + waiting} settle q${task}
      ${at + 16 + waiting} ${task} resume
      ${at + 20 + waiting} ${task} end ${task === 'A' ? 'fulfilled' : 'rejected'}`;
    const model = modelOf(
      `${call('A', 0, 10)}\n${call('B', 100, 40)}\n200 C start load@1\n300 D start other@9`,
    );
    const [load, other] = functionTimes(model, (_, loc) => String(loc));
    assert.deepEqual(load, {
      stream: 0,
      loc: 1,
      first: 0,
      calls: 3,
      unfinished: 1,
      rejected: 1,
      total: { count: 2, total: 90, p50: 30, p95: 60, max: 60 },
      waiting: { count: 3, total: 70, p50: 20, p95: 50, max: 50 },
      ready: { count: 3, total: 4, p50: 2, p95: 2, max: 2 },
      running: { count: 2, total: 16, p50: 8, p95: 8, max: 8 },
    });
    assert.equal(other!.first, 3);
  });
});
