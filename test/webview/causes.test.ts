import assert from 'node:assert/strict';
import { causeOf } from '../../webview/causes';
import { Geometry } from '../../webview/geometry';
import { segmentNear } from '../../webview/selection';
import { modelOf } from '../support/trace-text';

describe('One step back to the cause', () => {
  const model = modelOf(`
   0 A start main@1
   10 B start load@2
   20 B suspend @3 on p
   30 A suspend @4 on B
   40 call r1
   50 settle p fulfilled
   60 after
   70 B resume
   80 B end fulfilled
   90 A resume
   95 A end`);
  const { indexes } = new Geometry();
  const segment = (task: number, seq: number) => segmentNear(model, indexes, task, seq)!;
  const [A, B] = [0, 1];

  it('leads from what waited for a task to where that settled', () => {
    const after = segment(A, model.awaits.resumeSeq(model.tasks.firstAwait(A)));
    const cause = causeOf(model, after)!;
    assert.equal(cause.task, B);
    assert.equal(segment(B, cause.seq).state, 0, 'which it did while it ran');
  });

  it('ends at what no task has settled', () => {
    assert.equal(causeOf(model, segment(B, model.awaits.suspendSeq(model.tasks.firstAwait(B)))), undefined);
  });

  it('leads from the beginning of a task to its caller, and from the first to nothing', () => {
    const cause = causeOf(model, segment(B, model.tasks.startSeq(B)))!;
    assert.equal(cause.task, A);
    assert.equal(segment(A, cause.seq).state, 0);
    assert.equal(causeOf(model, segment(A, model.tasks.startSeq(A))), undefined);
  });
});
