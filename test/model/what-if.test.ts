import assert from 'node:assert/strict';
import { savingTogether } from '../../model/what-if';
import { modelOf } from '../support/trace-text';

/** A calls two timers, one after the other; the slice between takes `between`, and the one at the end 2 ms. */
const inTurn = (first: number, second: number, between: number): string => {
  const ms = (n: number): number => n * 1e6;
  const b = first + between;
  return `
    ${ms(0)} A start main@1
    ${ms(0)} resource r1 Timeout @2
    ${ms(0)} timer r1 ${first}
    ${ms(1)} A suspend @2 on p
    ${ms(1 + first)} call r1
    ${ms(1 + first)} settle p fulfilled
    ${ms(1 + first)} after
    ${ms(1 + first)} A resume value
    ${ms(1 + b)} resource r2 Timeout @3
    ${ms(1 + b)} timer r2 ${second}
    ${ms(1 + b)} promise q new @3
    ${ms(1 + b)} A suspend @3 on q
    ${ms(1 + b)} after
    ${ms(1 + b + second)} call r2
    ${ms(1 + b + second)} settle q fulfilled
    ${ms(1 + b + second)} after
    ${ms(1 + b + second)} A resume value
    ${ms(3 + b + second)} A end fulfilled
    ${ms(3 + b + second)} after`;
};

describe('What if awaits were awaited together', () => {
  it('saves the shorter wait, and no more than that', () => {
    assert.deepEqual(savingTogether(modelOf(inTurn(40, 60, 0)), [0, 1]), { task: 40e6, run: 40e6 });
    assert.deepEqual(savingTogether(modelOf(inTurn(60, 40, 0)), [0, 1]), { task: 40e6, run: 40e6 });
  });

  it('saves no running time: one thread runs one slice at a time', () => {
    // r2 starts at 31 instead of at 71 and is still the last one
    assert.deepEqual(savingTogether(modelOf(inTurn(40, 60, 30)), [0, 1]), { task: 40e6, run: 40e6 });
    // r2 is over before r1, which was begun first and keeps its 40 ms
    assert.deepEqual(savingTogether(modelOf(inTurn(40, 5, 30)), [0, 1]), { task: 35e6, run: 35e6 });
  });

  it('follows the task into its callers, which may have something else to wait for', () => {
    const caller = (task: string): string => `
      0 M start main@7
      0 resource r9 Timeout @8
      0 timer r9 90
      0 promise o new @8
${task.split('\n').slice(0, 5).join('\n')}
      1000000 M suspend @9 on A
${task.split('\n').slice(5, 13).join('\n')}
      91000000 call r9
      91000000 settle o fulfilled
      91000000 after
${task.split('\n').slice(13).join('\n')}
      103000000 M resume value
      103000000 M suspend @10 on o
      103000000 after
      103000000 M resume value
      104000000 M end fulfilled
      104000000 after`;
    const model = modelOf(caller(inTurn(40, 60, 0)));
    const rows = [0, 1, 2, 3].filter((w) => model.awaits.task[w] === 1).slice(0, 2);
    // A ends at 63 instead of at 103; M still waits until 91 for the other one
    assert.deepEqual(savingTogether(model, rows), { task: 40e6, run: 12e6 });
  });

  it('says nothing of a task that has not ended', () => {
    const open = inTurn(40, 60, 0).split('\n').slice(0, -2).join('\n');
    assert.equal(savingTogether(modelOf(open), [0, 1]), undefined);
  });
});
