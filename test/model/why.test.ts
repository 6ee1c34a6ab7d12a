import assert from 'node:assert/strict';
import { why, whyBefore } from '../../model/why';
import { modelOf } from '../support/trace-text';

const reasons = (text: string, w = 0): string[] => why(modelOf(text), w).chain.map((step) => step.reason);

describe('Why an await went on, where little is known', () => {
  it('says that the settling was not recorded', () => {
    assert.deepEqual(reasons('0 A start main@1\n1 A suspend @2 on p\n5 A resume'), ['settle-unknown']);
  });

  it('says that the cause was not recorded', () => {
    const text = `
      0 A start main@1
      1 A suspend @2 on p
      2 call r9
      3 settle p
      4 after
      5 A resume`;
    assert.deepEqual(reasons(text), ['resolved-by-callback', 'cause-unknown']);
  });

  it('says that a generator was asked', () => {
    const text = `
      0 A start numbers@1 generator
      1 A suspend @2 on p yield
      5 A resume`;
    assert.deepEqual(reasons(text), ['next-requested']);
  });

  it('guesses no order', () => {
    const model = modelOf(`
      0 A start main@1
      1 A suspend @2 on p
      2 B start main@1
      3 B suspend @3 on q
      4 A resume
      5 A end
      6 B resume
      7 B end`);
    assert.equal(whyBefore(model, 1, 0)?.reason, 'order-unknown');
    assert.equal(whyBefore(model, 1, 0)?.first, 0);
  });
});

describe('A timer that was late', () => {
  const late = (between: string): string => `
    0 A start main@1
    0 resource r1 Timeout @2
    0 timer r1 5
    1 A suspend @2 on p
    ${between}
    40000000 call r1
    40000001 settle p
    40000002 after
    40000003 A resume`;
  const busy = `
    4000000 B start blocks@7
    39000000 B end`;

  it('stood behind the slice that ran when it was due', () => {
    assert.deepEqual(reasons(late(busy)), ['resolved-by-callback', 'loop-blocked']);
    const [, blocked] = why(modelOf(late(busy)), 0).chain;
    assert.deepEqual(blocked!.message.args.task, { task: 1 });
    assert.deepEqual(blocked!.message.args.ns, { ns: 35e6 });
  });

  it('stood behind nobody if the thread was free, or a debugger held it', () => {
    assert.deepEqual(reasons(late('')), ['resolved-by-callback', 'timer-due']);
    const held = busy.replace('39000000 B', '4500000 pause\n38500000 pause over\n39000000 B');
    assert.deepEqual(reasons(late(held)), ['resolved-by-callback', 'timer-due']);
  });
});
