import assert from 'node:assert/strict';
import { isPaused, pausedWithin } from '../../model/pauses';
import { column, modelOf } from '../support/trace-text';

describe('pauses', () => {
  it('are kept by thread, until they are over', () => {
    const model = modelOf(
      '0 A start main@1\n10 pause\n30 pause over\n40 pause\n41 pause\n45 pause over\n60 pause',
      '5 pause over',
    );
    const { pauses } = model;
    assert.deepEqual(
      column(pauses.count, (row) => pauses.start(row)),
      [10, 40, 60],
    );
    assert.deepEqual(
      column(pauses.count, (row) => pauses.end(row)),
      [30, 45, NaN],
    );
    assert.equal(isPaused(pauses, 0), true);
    assert.equal(isPaused(pauses, 1), false);
  });

  it('are told by their share of a time', () => {
    const { pauses } = modelOf('0 A start main@1\n10 pause\n30 pause over\n40 pause');
    assert.deepEqual(pausedWithin(pauses, 0, 20, 45), { count: 2, time: 15 });
    assert.deepEqual(pausedWithin(pauses, 0, 30, 40), { count: 0, time: 0 });
    assert.deepEqual(pausedWithin(pauses, 1, 0, 100), { count: 0, time: 0 });
  });
});
