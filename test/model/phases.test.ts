import assert from 'node:assert/strict';
import { PHASES } from '../../model/phases';
import { modelOf } from '../support/trace-text';

describe('the phases of the event loop', () => {
  it('are told by what a job is the callback of', () => {
    const model = modelOf(`0 resource r1 Timeout @1
      1 resource r2 Immediate @1
      2 resource r3 TCPWRAP @1
      3 resource r4 TickObject @1
      4 resource r5 toString @1
      5 A start main@1
      6 A suspend @2 on value
      10 call r1
      11 after
      12 A resume value
      13 A end fulfilled
      20 call r2
      21 after
      30 call r3
      31 after
      32 call r4
      33 after
      40 call r5
      41 after
      50 call r9
      51 after`);
    const [stream] = model.streams;
    const names = Array.from(
      { length: stream!.jobs.count },
      (_, job) => PHASES[stream!.jobs.phase(job)] ?? 'unknown',
    );
    assert.deepEqual(names, ['script', 'timers', 'microtasks', 'check', 'io', 'microtasks', 'io', 'unknown']);
  });
});
