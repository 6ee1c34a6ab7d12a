import assert from 'node:assert/strict';
import { criticalPath, lastRoot } from '../../model/critical-path';
import { exitLedgers } from '../../model/exit-ledger';
import { modelOf } from '../support/trace-text';

const CHAIN = `
   0 A start main@1
   2 resource r1 Timeout @3
   2 timer r1 20
   3 A suspend @4 on p
  30 call r1
  31 settle p fulfilled
  33 after
  35 A resume value
  36 resource r2 FSREQCALLBACK @5
  37 A suspend @5 on q
  50 call r2
  50 settle q fulfilled
  51 after
  52 A resume value
  60 A end fulfilled`;

describe('The critical path', () => {
  it('accounts for every moment of a task, once', () => {
    const model = modelOf(CHAIN);
    const path = criticalPath(model, lastRoot(model));
    assert.deepEqual(
      path.map(({ kind, from, to }) => [kind, from, to]),
      [
        ['running', 0, 2],
        ['outside', 2, 30],
        ['running', 30, 31],
        ['ready', 31, 35],
        ['running', 35, 36],
        ['outside', 36, 50],
        ['ready', 50, 52],
        ['running', 52, 60],
      ],
    );
    assert.deepEqual(
      path.filter((s) => s.kind === 'outside').map((s) => s.type),
      ['Timeout', 'FSREQCALLBACK'],
    );
  });

  it('says so where a cause was not recorded', () => {
    const model = modelOf(
      '0 A start main@1\n1 A suspend @2 on p\n20 settle p fulfilled\n25 A resume\n30 A end',
    );
    assert.deepEqual(
      criticalPath(model, 0).map(({ kind, from, to }) => [kind, from, to]),
      [
        ['unknown', 0, 20],
        ['ready', 20, 25],
        ['running', 25, 30],
      ],
    );
    assert.deepEqual(criticalPath(modelOf('0 A start main@1\n1 A suspend @2 on p'), 0), []);
  });
});

describe('The exit ledger', () => {
  it('names timers that were still to come, and outcomes nobody looked at', () => {
    const model = modelOf(`
       0 A start main@1
       1 B start lost@3 from @2
       2 resource r1 Timeout @4
       2 timer r1 500
       3 B suspend @4 on value
       4 A suspend @5 on value
       5 B resume
       6 B end fulfilled
       7 A resume
       8 A end fulfilled`);
    assert.equal(exitLedgers(model)[0]!.how, 'open');
    assert.deepEqual(exitLedgers(model)[0]!.timers, [0]);
    assert.deepEqual(exitLedgers(model)[0]!.unobserved, [0, 1]);
    model.endStream(0, { exitCode: 0, drained: true });
    assert.deepEqual([exitLedgers(model)[0]!.how, exitLedgers(model)[0]!.timers], ['done', []]);
  });

  it('names what was open, as far as a recording tells, and what came last from outside', () => {
    const model = modelOf(`
       0 resource r1 TCPSERVERWRAP @1
       1 resource r2 PROCESSWRAP @2
       2 resource r3 PROCESSWRAP @3
       3 resource r4 FSREQCALLBACK @4
       4 call r3
       5 after
       6 call r4
       7 resource r5 TickObject @5
       8 after
       9 call r5
      10 after`);
    const [ledger] = exitLedgers(model);
    assert.deepEqual(ledger!.handles, [0, 1], 'the child of r3 is gone');
    assert.equal(ledger!.last, 3, 'a tick comes from no outside');
    model.endStream(0, { exitCode: 0, drained: true });
    assert.deepEqual(exitLedgers(model)[0]!.handles, []);
    assert.equal(exitLedgers(model)[0]!.last, 3);
  });
});
