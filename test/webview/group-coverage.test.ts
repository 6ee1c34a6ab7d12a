import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { SEGMENT_NAMES, Segment, visitSegments } from '../../model/intervals';
import { GROUPINGS } from '../../model/lane-groups';
import type { LaneGroup } from '../../model/lane-groups';
import { State } from '../../protocol/events';
import type { Axis } from '../../webview/axis';
import { CLOSE, Coverage, STATES } from '../../webview/coverage';
import { GroupLanes } from '../../webview/group-coverage';
import { Intake } from '../../webview/intake';
import { Rows } from '../../webview/rows';
import { toX } from '../../webview/scale';
import type { Scale } from '../../webview/scale';
import { crowd, shop } from './support/programs';
import { Simulation, recordingOf } from './support/simulation';

type Model = Intake['model'];
/** So that all that is over stands among the changes. */
const ONE_BY_ONE = 1;
const axes = fc.constantFrom<Axis>('time', 'order');

/** Segment by segment, and await by await: what the lanes of groups must not differ from. */
function exact(model: Model, group: LaneGroup, axis: Axis, scale: Scale) {
  const width = Math.ceil(scale.width);
  const shares = new Float64Array(width * STATES);
  const touched = new Set<number>();
  const [threw, rejected] = [new Set<number>(), new Set<number>()];
  // what stands on the edge of two pixels may be in either
  const mark = (marks: Set<number>, at: number): void => {
    const x = toX(scale, at);
    if (x >= 0 && x < width && Math.abs(x - Math.round(x)) > 1e-6) marks.add(Math.floor(x));
  };
  const { tasks, awaits } = model;
  const time = axis === 'time';
  const ofLine = new Set(group.awaits);
  for (const task of group.tasks) {
    if (ofLine.size === 0 && tasks.endSeq(task) !== 0 && tasks.state(task) === State.rejected)
      mark(rejected, time ? tasks.end(task) : tasks.endSeq(task));
    for (let w = tasks.firstAwait(task); w >= 0; w = awaits.next(w)) {
      if (ofLine.size > 0 && !ofLine.has(w)) continue;
      if (awaits.outcome(w) === State.rejected && awaits.resumeSeq(w) !== 0)
        mark(threw, time ? awaits.resume(w) : awaits.resumeSeq(w));
    }
    visitSegments(model, task, (state, start, end, startSeq, endSeq, w) => {
      if (ofLine.size > 0 && (state === Segment.running || !ofLine.has(w))) return;
      const [from, to] = time ? [start, end] : [startSeq, endSeq];
      if (!time && from === to) return;
      const [x0, x1] = [toX(scale, from), toX(scale, to)];
      for (let x = Math.max(0, Math.floor(x0)); x <= Math.min(width - 1, x1); x++) {
        const part = Math.min(x1, x + 1) - Math.max(x0, x);
        shares[x * STATES + state]! += Math.max(0, part);
        if (part > 1e-6) touched.add(x * STATES + state);
      }
    });
  }
  for (let x = 0; x < width; x++) {
    let sum = 0;
    for (let state = 0; state < STATES; state++) sum += shares[x * STATES + state]!;
    if (sum > 1) for (let state = 0; state < STATES; state++) shares[x * STATES + state]! /= sum;
  }
  return { shares, touched, threw, rejected };
}

describe('the lane of a group', () => {
  const models = [new Simulation().run(crowd(5, 300)), new Simulation().run(shop(9))].map((simulation) => {
    const intake = new Intake(() => undefined);
    intake.push(0, recordingOf(simulation));
    while (intake.step(() => false));
    return intake.model;
  });

  for (const by of GROUPINGS.filter((grouping) => grouping !== 'creator')) {
    for (const axis of ['time', 'order'] as const) {
      it(`of a ${by} has what all in it do, as exact as adding one by one, on the ${axis} axis`, () => {
        let seen = 0;
        const states = new Set<string>();
        for (const model of models) {
          const rows = new Rows();
          rows.grouping = by;
          rows.update(model);
          const { groups } = rows;
          const whole = axis === 'time' ? model.streams[0]!.last : model.streams[0]!.events;
          const lanes = new GroupLanes(Infinity, ONE_BY_ONE);
          const coverage = new Coverage();
          const group = fc.nat(groups.length - 1);
          const from = fc.double({ min: -0.1, max: 0.9, noNaN: true });
          const share = fc.constantFrom(1.2, 0.3, 0.02, 1e-4);
          const look = (i: number, a: number, b: number, width: number): void => {
            const scale = { from: a * whole, to: (a + b) * whole, width };
            lanes.cover(model, groups[i]!, axis, scale, coverage);
            const { shares, touched, threw, rejected } = exact(model, groups[i]!, axis, scale);
            for (const [marks, wanted] of [
              [coverage.threw, threw],
              [coverage.rejected, rejected],
            ] as const) {
              assert.deepEqual(
                [...wanted].filter((pixel) => marks[pixel] !== 1),
                [],
                'no error is lost',
              );
              seen += wanted.size;
            }
            for (let at = 0; at < width * STATES; at++) {
              const [got, wanted] = [coverage.shares[at]!, shares[at]!];
              // what is narrow is spread as a whole
              assert.ok(Math.abs(got - wanted) < CLOSE, `${at}: ${got} for ${wanted}`);
              if (touched.has(at)) assert.ok(got > 0, 'nothing short is lost');
              if (touched.has(at)) states.add(SEGMENT_NAMES[at % STATES]!);
            }
          };
          groups.forEach((_, i) => look(i, -0.1, 1.2, 150));
          fc.assert(fc.property(group, from, share, fc.constantFrom(9, 150), look), { numRuns: 40 });
        }
        // or else it has shown nothing
        assert.ok(seen > 1 && states.has('unfinished'), `${seen} errors, ${[...states].join()}`);
        assert.equal(states.has('left'), by !== 'line');
      });
    }
  }

  const bytes = recordingOf(new Simulation().run(crowd(8, 400)));
  for (const by of GROUPINGS.filter((grouping) => grouping !== 'creator')) {
    it(`of a ${by} goes on while the recording grows`, () => {
      const cuts = fc.uniqueArray(fc.nat(bytes.length), { minLength: 1, maxLength: 6 });
      fc.assert(
        fc.property(cuts, axes, fc.constantFrom(1, 0.1), fc.constantFrom(1, 20), (at, axis, share, few) => {
          const intake = new Intake(() => undefined);
          const { model } = intake;
          const rows = new Rows();
          rows.grouping = by;
          const [lanes, coverage] = [new GroupLanes(Infinity, few), new Coverage()];
          const ends = [...at.sort((a, b) => a - b), bytes.length];
          ends.forEach((end, i) => {
            intake.push(0, bytes.slice(ends[i - 1] ?? 0, end));
            while (intake.step(() => false));
            rows.update(model);
            const stream = model.streams[0];
            if (!stream) return;
            const whole = axis === 'time' ? stream.last : stream.events;
            const scale = { from: whole * (1 - share), to: whole, width: 100 };
            for (const group of rows.groups) {
              lanes.cover(model, group, axis, scale, coverage);
              const { shares } = exact(model, group, axis, scale);
              shares.forEach((wanted, k) => assert.ok(Math.abs(coverage.shares[k]! - wanted) < CLOSE));
            }
          });
        }),
        { numRuns: 20 },
      );
    });
  }
});
