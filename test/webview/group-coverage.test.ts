import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Segment, visitSegments } from '../../model/intervals';
import { GROUPINGS } from '../../model/lane-groups';
import type { LaneGroup } from '../../model/lane-groups';
import type { Axis } from '../../webview/axis';
import { CLOSE, Coverage, SHARES } from '../../webview/coverage';
import { GroupLanes } from '../../webview/group-coverage';
import { Intake } from '../../webview/intake';
import { Rows } from '../../webview/rows';
import { toX } from '../../webview/scale';
import type { Scale } from '../../webview/scale';
import { crowd, shop } from './support/programs';
import { Simulation, recordingOf } from './support/simulation';

type Model = Intake['model'];

/** Segment by segment, and await by await: what the lanes of groups must not differ from. */
function exact(model: Model, group: LaneGroup, axis: Axis, scale: Scale) {
  const width = Math.ceil(scale.width);
  const shares = new Float64Array(width * SHARES);
  const touched = new Set<number>();
  const ofLine = new Set(group.awaits);
  for (const task of group.tasks) {
    visitSegments(model, task, (state, start, end, startSeq, endSeq, w) => {
      if (ofLine.size > 0 && (state === Segment.running || !ofLine.has(w))) return;
      const [from, to] = axis === 'time' ? [start, end] : [startSeq, endSeq];
      if (axis === 'order' && from === to) return;
      const shown = state < SHARES ? state : Segment.waiting;
      const [x0, x1] = [toX(scale, from), toX(scale, to)];
      for (let x = Math.max(0, Math.floor(x0)); x <= Math.min(width - 1, x1); x++) {
        const part = Math.min(x1, x + 1) - Math.max(x0, x);
        shares[x * SHARES + shown]! += Math.max(0, part);
        if (part > 1e-6) touched.add(x * SHARES + shown);
      }
    });
  }
  for (let x = 0; x < width; x++) {
    let sum = 0;
    for (let state = 0; state < SHARES; state++) sum += shares[x * SHARES + state]!;
    if (sum > 1) for (let state = 0; state < SHARES; state++) shares[x * SHARES + state]! /= sum;
  }
  return { shares, touched };
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
        for (const model of models) {
          const rows = new Rows();
          rows.grouping = by;
          rows.update(model);
          const { groups } = rows;
          const whole = axis === 'time' ? model.streams[0]!.last : model.streams[0]!.events;
          const lanes = new GroupLanes();
          const coverage = new Coverage();
          const group = fc.nat(groups.length - 1);
          const from = fc.double({ min: -0.1, max: 0.9, noNaN: true });
          const share = fc.constantFrom(1.2, 0.3, 0.02, 1e-4);
          fc.assert(
            fc.property(group, from, share, fc.constantFrom(9, 150), (i, a, b, width) => {
              const scale = { from: a * whole, to: (a + b) * whole, width };
              lanes.cover(model, groups[i]!, axis, scale, coverage);
              const { shares, touched } = exact(model, groups[i]!, axis, scale);
              for (let at = 0; at < width * SHARES; at++) {
                const [got, wanted] = [coverage.shares[at]!, shares[at]!];
                // what is narrow is spread as a whole
                assert.ok(Math.abs(got - wanted) < CLOSE, `${at}: ${got} for ${wanted}`);
                if (touched.has(at)) assert.ok(got > 0, 'nothing short is lost');
              }
            }),
            { numRuns: 40 },
          );
        }
      });
    }
  }

  const bytes = recordingOf(new Simulation().run(crowd(8, 400)));
  for (const by of GROUPINGS.filter((grouping) => grouping !== 'creator')) {
    it(`of a ${by} goes on while the recording grows`, () => {
      const cuts = fc.uniqueArray(fc.nat(bytes.length), { minLength: 1, maxLength: 6 });
      fc.assert(
        fc.property(cuts, fc.constantFrom('time', 'order'), fc.constantFrom(1, 0.1), (at, axis, share) => {
          const intake = new Intake(() => undefined);
          const { model } = intake;
          const rows = new Rows();
          rows.grouping = by;
          const [lanes, coverage] = [new GroupLanes(), new Coverage()];
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
