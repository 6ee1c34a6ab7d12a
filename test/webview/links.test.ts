import assert from 'node:assert/strict';
import { awaitedOf, creationOf, effectOf } from '../../webview/causes';
import { ranMeanwhile } from '../../webview/links';
import { segmentNear } from '../../webview/selection';
import { AwaitIndexes } from '../../webview/await-index';
import { modelOf } from '../support/trace-text';

describe('what belongs to a selected await', () => {
  const model = modelOf(`0 resource r1 Timeout @1
    0 A start main@1
    5 B start child@4 from @2
    8 B suspend @5 on p
    10 A suspend @2 on B
    20 C start other@7
    25 C suspend @8 on p
    100 call r1
    110 settle p fulfilled
    120 after
    130 C resume value
    150 C end fulfilled
    160 B resume value
    170 B end fulfilled
    180 A resume value
    190 A end fulfilled`);
  const [a, b, c] = [0, 1, 2];
  const at = (task: number, seq: number) => segmentNear(model, new AwaitIndexes(), task, seq)!;
  const seqOf = (t: number): number => {
    const { times, events } = model.streams[0]!;
    for (let seq = 1; seq <= events; seq++) if (times.at(seq) === t) return seq;
    return 0;
  };

  it('is what ran while it was ready', () => {
    const ran = ranMeanwhile(model, 0);
    assert.deepEqual(
      ran.map(({ task }) => task),
      [c],
    );
    const { times } = model.streams[0]!;
    assert.deepEqual([times.at(ran[0]!.from), times.at(ran[0]!.to)], [130, 150]);
    assert.deepEqual(ranMeanwhile(model, 2), [], 'the first in the queue waited for nobody');
  });

  it('is its creator, what it waits for, and what it led to', () => {
    assert.deepEqual(creationOf(model, b), { task: a, seq: seqOf(5) });
    assert.equal(creationOf(model, a), undefined);
    assert.deepEqual(awaitedOf(model, at(a, seqOf(10))), { task: b, seq: seqOf(5) });
    assert.equal(awaitedOf(model, at(b, seqOf(8))), undefined);
    assert.deepEqual(effectOf(model, at(b, seqOf(160))), { task: a, seq: seqOf(180) });
    assert.equal(effectOf(model, at(c, seqOf(130))), undefined);
  });
});
