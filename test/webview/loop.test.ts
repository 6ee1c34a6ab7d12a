import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CLOSE } from '../../webview/coverage';
import { ReadyQueue } from '../../model/ready-queue';
import { Intake } from '../../webview/intake';
import { jobBefore, jobExtent, jobTime } from '../../webview/loop';
import { LoopProfiles } from '../../webview/loop-profile';
import { loopShares } from '../../webview/loop-shares';
import { toX } from '../../webview/scale';
import { crowd } from './support/programs';
import { Simulation, recordingOf } from './support/simulation';
import { modelOf } from '../support/trace-text';

describe('the lane of the event loop', () => {
  const intake = new Intake(() => undefined);
  intake.push(0, recordingOf(new Simulation(0).run(crowd(9, 1200)).end()));
  while (intake.step(() => false));
  const { model } = intake;
  const stream = model.streams[0]!;

  it('has the share of each pixel in which a job ran, as exact as adding one by one', () => {
    for (const axis of ['time', 'order'] as const) {
      const end = axis === 'time' ? stream.last : stream.events;
      fc.assert(
        fc.property(
          fc.double({ min: 0, max: 0.9, noNaN: true }),
          fc.double({ min: 0.01, max: 1, noNaN: true }),
          (a, b) => {
            const scale = { from: a * end, to: a * end + b * end, width: 50 };
            const slow = new Float64Array(50);
            const touched = new Uint8Array(50);
            for (let job = 0; job < stream.jobs.count; job++) {
              const [from, to] = jobExtent(stream, axis, job);
              const [x0, x1] = [toX(scale, from), toX(scale, to)];
              for (
                let x = Math.max(0, Math.floor(x0));
                x < Math.min(50, Math.max(x1, Math.floor(x0) + 1));
                x++
              ) {
                slow[x]! += Math.max(0, Math.min(x1, x + 1) - Math.max(x0, x));
                touched[x] = 1;
              }
            }
            const { shares } = loopShares(model, new LoopProfiles(), 0, axis, scale);
            shares.forEach((share, x) => {
              // what is narrow is spread as a whole
              assert.ok(Math.abs(share - Math.min(1, slow[x]!)) < CLOSE, `${x}: ${share} ${slow[x]}`);
              if (touched[x] === 1) assert.ok(share > 0, 'nothing short is lost');
            });
          },
        ),
      );
    }
  });

  it('finds the job at a place', () => {
    const { jobs } = stream;
    assert.equal(jobBefore(stream, 'order', 0), -1);
    for (const job of [0, 7, jobs.count - 1]) {
      assert.equal(jobBefore(stream, 'order', jobs.startSeq(job)), job);
      assert.equal(jobBefore(stream, 'order', jobs.startSeq(job) - 1), job - 1);
    }
  });

  it('marks what blocks it, and does not take the tracer for the program', () => {
    const trace = (tracer: number): ReturnType<typeof modelOf> =>
      modelOf(`0 resource r1 Timeout @1
        1000 call r1
        2000 resource r2147483647 AWAITSCOPE @1
        3000 call r2147483647
        ${3000 + tracer} after
        80000000 after
        90000000 call r1
        90001000 after`);
    const blocked = (model: ReturnType<typeof modelOf>): number[] => [
      ...loopShares(model, new LoopProfiles(), 0, 'time', { from: 0, to: 1e8, width: 10 }).blocked,
    ];
    assert.deepEqual(blocked(trace(1000)), [1, 1, 1, 1, 1, 1, 1, 1, 0, 0]);
    const traced = trace(70e6);
    assert.deepEqual(blocked(traced), [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert.equal(jobTime(traced.streams[0]!, 0), 80e6 - 1000 - 70e6);
  });

  it('has the phases and the longest queue of each pixel, whatever its zoom', () => {
    const queue = new ReadyQueue(0);
    while (queue.step(model));
    for (const axis of ['time', 'order'] as const) {
      const end = axis === 'time' ? stream.last : stream.events;
      for (const [from, to] of [
        [0, 1],
        [0.2, 0.9],
        [0.5, 0.52],
        [0.5, 0.5004],
      ] as const) {
        const scale = { from: from * end, to: to * end, width: 60 };
        const shown = loopShares(model, new LoopProfiles(), 0, axis, scale, queue);
        for (let job = 0; job < stream.jobs.count; job++) {
          const [x0, x1] = jobExtent(stream, axis, job).map((at) => toX(scale, at)) as [number, number];
          // what is narrow may be drawn in the next pixel
          const near = (x: number): boolean => x >= Math.floor(x0) - 1 && x <= Math.max(x0, x1) + 1;
          const pixels = [...shown.phases.keys()].filter(near);
          if (pixels.length === 0 || x1 < 0 || x0 > 60) continue;
          const bit = 1 << stream.jobs.phase(job);
          assert.ok(
            pixels.some((x) => shown.phases[x]! & bit),
            `${axis} ${from} job ${job}`,
          );
          assert.ok(
            pixels.some((x) => shown.ready[x]! >= queue.at(job)!),
            `queue of job ${job}`,
          );
        }
        const most = Math.max(...shown.ready);
        assert.ok(most <= queue.most(0, stream.jobs.count));
      }
    }
  });

  it('takes no pause in a debugger for blocking, nor for running', () => {
    const model = modelOf(`0 resource r1 Timeout @1
      1000 call r1
      10000000 pause
      90000000 pause over
      99000000 after`);
    const { shares, blocked } = loopShares(model, new LoopProfiles(), 0, 'time', {
      from: 0,
      to: 1e8,
      width: 10,
    });
    assert.deepEqual([...blocked], Array(10).fill(0));
    assert.deepEqual(
      [...shares].map((share) => share > 0),
      [true, ...Array<boolean>(8).fill(false), true],
    );
    assert.equal(jobTime(model.streams[0]!, 0), 99e6 - 1000 - 80e6);
  });
});
