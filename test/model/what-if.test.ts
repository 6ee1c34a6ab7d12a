import assert from 'node:assert/strict';
import { savingTogether } from '../../model/what-if';
import { modelOf } from '../support/trace-text';

/** A calls two timers, one after the other; the slice between takes `between`, and the one at the end 2 ms. */
const inTurn = (first: number, second: number, between: number): string => {
  const ms = (n: number): number => n * 1e6;
  const b = first + between;
  return `
    ${ms(0)} A start main@1
    ${ms(1)} resource r1 Timeout @2
    ${ms(1)} timer r1 ${first}
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

/** A trace whose times are in ms. */
const inMs = (text: string): string => text.replace(/^\s*(\d+) /gm, (_, ms: string) => `${ms}000000 `);

describe('What if awaits were awaited together', () => {
  it('saves the shorter wait, and no more than that', () => {
    assert.deepEqual(savingTogether(modelOf(inTurn(40, 60, 0)), [0, 1]), {
      task: 40e6,
      request: 40e6,
      run: 40e6,
    });
    assert.deepEqual(savingTogether(modelOf(inTurn(60, 40, 0)), [0, 1]), {
      task: 40e6,
      request: 40e6,
      run: 40e6,
    });
  });

  it('saves no running time: one thread runs one slice at a time', () => {
    // r2 starts at 31 instead of at 71 and is still the last one
    assert.deepEqual(savingTogether(modelOf(inTurn(40, 60, 30)), [0, 1]), {
      task: 40e6,
      request: 40e6,
      run: 40e6,
    });
    // r2 is over before r1, which was begun first and keeps its 40 ms
    assert.deepEqual(savingTogether(modelOf(inTurn(40, 5, 30)), [0, 1]), {
      task: 35e6,
      request: 35e6,
      run: 35e6,
    });
  });

  it('follows the task into its callers, which may have something else to wait for', () => {
    const caller = (task: string): string => `
      0 M start main@7
      0 resource r9 Timeout @8
      0 timer r9 91
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
    const rows = [0, 1, 2, 3].filter((w) => model.awaits.task(w) === 1).slice(0, 2);
    // A ends at 63 instead of at 103; M still waits until 91 for the other one
    assert.deepEqual(savingTogether(model, rows), { task: 40e6, request: 12e6, run: 12e6 });
  });

  it('takes timers to be as late as they mostly are', () => {
    // the second of three comes 20 ms after it was due: as it is, that is waited for; together, the first hides half of it
    const model = modelOf(
      inMs(`
        0 A start main@1
        0 resource r1 Timeout @2
        0 timer r1 40
        0 A suspend @2 on p
        40 call r1
        40 settle p
        40 after
        40 A resume value
        40 resource r2 Timeout @3
        40 timer r2 30
        40 promise q new @3
        40 A suspend @3 on q
        40 after
        90 call r2
        90 settle q
        90 after
        90 A resume value
        90 resource r3 Timeout @4
        90 timer r3 10
        90 A suspend @4 on s
        90 after
        100 call r3
        100 settle s
        100 after
        100 A resume value
        100 A end fulfilled
        100 after`),
    );
    assert.deepEqual(savingTogether(model, [0, 1]), { task: 30e6, request: 30e6, run: 30e6 });
  });

  it('leaves out what a debugger, or the tracer, took of a slice', () => {
    // A ends at 100 or at 60, whatever the pause; its caller then waits until 80 for another timer
    const model = modelOf(
      inMs(`
        0 M start main@7
        0 resource r9 Timeout @8
        0 timer r9 80
        0 promise o new @8
        0 A start both@1
        0 resource r1 Timeout @2
        0 timer r1 60
        0 A suspend @2 on p
        0 M suspend @9 on A
        60 call r1
        60 settle p
        60 after
        60 A resume value
        60 resource r2 Timeout @3
        60 timer r2 40
        60 promise q new @3
        60 A suspend @3 on q
        60 after
        80 call r9
        80 settle o
        80 after
        100 call r2
        100 settle q
        100 after
        100 A resume value
        100 pause
        500 pause over
        500 A end fulfilled
        500 after
        500 M resume value
        500 M suspend @10 on o
        500 after
        500 M resume value
        500 M end fulfilled
        500 after`),
    );
    const rows = [0, 1, 2, 3].filter((w) => model.awaits.task(w) === 1);
    assert.deepEqual(savingTogether(model, rows), { task: 40e6, request: 20e6, run: 20e6 });
  });

  it('says nothing of a task that has not ended', () => {
    const open = inTurn(40, 60, 0).split('\n').slice(0, -2).join('\n');
    assert.equal(savingTogether(modelOf(open), [0, 1]), undefined);
  });
});
