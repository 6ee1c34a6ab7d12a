import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Peaks } from '../../model/peaks';
import { ReadyQueue } from '../../model/ready-queue';
import type { Tables } from '../../model/tables';
import { Intake } from '../../webview/intake';
import { modelOf } from '../support/trace-text';
import { crowd, shop } from '../webview/support/programs';
import { Simulation, recordingOf } from '../webview/support/simulation';

function lengths(tables: Tables, stream = 0): (number | undefined)[] {
  const queue = new ReadyQueue(stream);
  while (queue.step(tables));
  return Array.from({ length: tables.streams[stream]!.jobs.count }, (_, job) => queue.at(job));
}

/** Counts anew for each job. */
function slowly({ streams, awaits, tasks }: Tables, stream = 0): number[] {
  const { jobs } = streams[stream]!;
  return Array.from({ length: jobs.count }, (_, job) => {
    let ready = 0;
    for (let w = 0; w < awaits.count; w++) {
      if (tasks.stream(awaits.task(w)) !== stream) continue;
      const since = awaits.readySeq(w);
      const until = awaits.resumeSeq(w) || Infinity;
      if (since !== 0 && since <= jobs.endSeq(job) && until > jobs.endSeq(job)) ready++;
    }
    return ready;
  });
}

describe('the queue of ready tasks', () => {
  it('holds those that wait for their turn when a job ends', () => {
    const model = modelOf(`0 resource r1 Timeout @1
      0 A start main@1
      10 A suspend @2 on p
      20 B start other@4
      30 B suspend @5 on p
      40 C start third@7
      50 C suspend @8 on value
      60 C resume value
      70 C end fulfilled
      100 call r1
      110 settle p fulfilled
      120 after
      130 A resume
      140 A end fulfilled
      150 B resume
      160 B end fulfilled`);
    assert.deepEqual(lengths(model), [0, 0, 1, 0, 2, 1, 0]);
  });

  it('lets go of a task that suspends again or ends, though it was lost that it went on', () => {
    const model = modelOf(`0 A start main@1
      10 A suspend @2 on value
      20 lost 5 size limit
      30 A suspend @3 on value
      40 lost 5 size limit
      50 A end fulfilled
      60 B start other@4
      70 B end fulfilled`);
    assert.equal(lengths(model).at(-1), 0);
  });

  it('is as long as counting anew finds it, however it comes in', () => {
    const programs = [shop(12), crowd(5, 300)];
    for (const program of programs) {
      const bytes = recordingOf(new Simulation(0).run(program).end());
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 1, max: bytes.length }), { maxLength: 6 }), (cuts) => {
          const intake = new Intake(() => undefined);
          const queue = new ReadyQueue(0);
          const ends = [...cuts, bytes.length].sort((a, b) => a - b);
          ends.forEach((end, i) => {
            intake.push(0, bytes.slice(ends[i - 1] ?? 0, end));
            while (intake.step(() => false));
            if (intake.model.streams.length > 0) while (queue.step(intake.model));
          });
          const { jobs } = intake.model.streams[0]!;
          const found = Array.from({ length: jobs.count }, (_, job) => queue.at(job));
          assert.deepEqual(found, slowly(intake.model));
          assert.equal(queue.most(0, jobs.count), Math.max(...slowly(intake.model)));
        }),
        { numRuns: 20 },
      );
    }
  });
});

describe('peaks', () => {
  it('know the largest of any part', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 70_000 }), { minLength: 1, maxLength: 1300 }),
        fc.nat(1300),
        fc.nat(1300),
        (values, a, b) => {
          const peaks = new Peaks();
          for (const value of values) peaks.push(value);
          const [from, end] = [Math.min(a, b), Math.max(a, b)];
          const part = values.slice(from, end).map((value) => Math.min(value, 0xffff));
          assert.equal(peaks.most(from, end), Math.max(0, ...part));
        },
      ),
    );
  });
});
