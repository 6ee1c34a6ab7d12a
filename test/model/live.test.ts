import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { EventView } from '../../model/event-view';
import { segmentsOf } from '../../model/intervals';
import { Lanes } from '../../model/lanes';
import { Model } from '../../model/model';
import { summarize } from '../../model/summary';
import type { EventBatch } from '../../protocol/events';
import { column, part, streamInfo, traceText } from '../support/trace-text';

/** Tables that any location, script and string of the random events is in. */
const { tables } = traceText('0 A start main@1 from @2\n1 A suspend @3 on p\n2 resource r1 Timeout @4');
const LOCS = tables.locs.length;

/** Of all tables. */
const FIELDS = new Set(
  `stream id loc callerLoc parent resource variant state start end startSeq endSeq left leftSeq firstAwait lastAwait awaits
  task n promise promiseRow what on suspend settle resume suspendSeq settleSeq readySeq resumeSeq settlerTask settlerResource
  outcome next type made madeSeq delay repeats calledSeq t seq stderr text maker link observedSeq kind ref tick`.split(
    /\s+/,
  ),
);

/** Any events at all: what a sound recording never holds is the more likely, so that the ids are few. */
const anyEvents = fc
  .array(
    fc.record({
      kind: fc.integer({ min: 4, max: 16 }),
      flags: fc.nat(3),
      dt: fc.nat(3),
      a: fc.oneof({ weight: 20, arbitrary: fc.nat(12) }, { weight: 1, arbitrary: fc.nat(0xffffffff) }),
      b: fc.nat(LOCS - 1),
      c: fc.nat(12),
    }),
    { maxLength: 80 },
  )
  .map((rows): EventBatch => {
    let t = 0;
    return {
      count: rows.length,
      kind: Uint8Array.from(rows, (r) => r.kind),
      flags: Uint8Array.from(rows, (r) => r.flags),
      t: Float64Array.from(rows, (r) => (t += r.dt)),
      a: Uint32Array.from(rows, (r) => r.a),
      b: Uint32Array.from(rows, (r) => r.b),
      c: Uint32Array.from(rows, (r) => r.c),
      texts: [],
    };
  });

function emptyModel(streams = 1): Model {
  const model = new Model();
  for (let tid = 0; tid < streams; tid++) model.addStream(streamInfo({ tid }), tables);
  return model;
}

/** Everything that a model says of its first rows, and of all that there are. */
function contents(model: Model): unknown {
  const { tasks, awaits, resources, outputs, streams } = model;
  return [
    ...[tasks, awaits, resources, outputs].map(rowsOf),
    streams.map((s) => [s.events, s.last, s.lost, s.contexts.task, s.contexts.depth]),
    streams.map(({ promises, jobs }) => [promises, jobs].map(rowsOf)),
  ];
}

/** All fields of all rows: whatever can be asked with nothing but a row's number. */
function rowsOf(table: { readonly count: number }): unknown[] {
  const asks = table as unknown as Record<string, (row: number) => unknown>;
  const fields = Object.getOwnPropertyNames(Object.getPrototypeOf(table)).filter(
    (name) => FIELDS.has(name) && typeof asks[name] === 'function',
  );
  assert.ok(fields.length > 5);
  return column(table.count, (row) => fields.map((name) => [name, asks[name]!(row)]));
}

describe('A model that grows with its recording', () => {
  it('is the same however the events arrive', () => {
    fc.assert(
      fc.property(anyEvents, fc.array(fc.nat(80)), (events, cuts) => {
        const whole = emptyModel();
        whole.append(0, events);

        const grown = emptyModel();
        const lanes = new Lanes();
        const borders = [
          0,
          ...cuts.map((c) => Math.min(c, events.count)).toSorted((x, y) => x - y),
          events.count,
        ];
        for (let i = 1; i < borders.length; i++) {
          grown.append(0, part(events, borders[i - 1]!, borders[i]!));
          lanes.extend(grown);
        }
        assert.deepEqual(contents(grown), contents(whole));

        const atOnce = new Lanes();
        atOnce.extend(whole);
        assert.deepEqual(
          [...lanes.depth.subarray(0, lanes.count)],
          [...atOnce.depth.subarray(0, atOnce.count)],
        );
      }),
    );
  });

  it('says the same of a stream whatever the others do meanwhile', () => {
    fc.assert(
      fc.property(anyEvents, anyEvents, (one, other) => {
        const alone = emptyModel(1);
        alone.append(0, one);
        const among = emptyModel(2);
        for (let i = 0; i < Math.max(one.count, other.count); i++) {
          if (i < other.count) among.append(1, part(other, i, i + 1));
          if (i < one.count) among.append(0, part(one, i, i + 1));
        }
        const segments = (model: Model): unknown[] => {
          const first: unknown[] = [];
          for (let task = 0; task < model.tasks.count; task++) {
            if (model.tasks.stream(task) !== 0) continue;
            first.push(segmentsOf(model, task).map(({ await: _await, ...rest }) => rest));
          }
          return first;
        };
        assert.deepEqual(segments(among), segments(alone));
      }),
    );
  });
});

describe('A hostile recording', () => {
  it('throws nowhere, and its segments never go back in time', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const model = emptyModel();
        model.append(0, events);
        summarize(model, (_, loc) => String(loc));
        for (let task = 0; task < model.tasks.count; task++) {
          // a creator comes before what it creates, or walking up would not end
          assert.ok(model.tasks.parent(task) < task);
          let at = -Infinity;
          let seq = 0;
          for (const s of segmentsOf(model, task)) {
            assert.ok(s.start >= at && s.end >= s.start && s.startSeq >= seq && s.endSeq >= s.startSeq);
            at = s.end;
            seq = s.endSeq;
          }
        }
        const view = new EventView(model, () => null);
        let last = 0;
        for (let i = 0; i < events.count; i++) {
          view.step(0, events, i, (event) => {
            assert.equal(event.seq, ++last);
            assert.ok(!JSON.stringify(event).includes('undefined'));
          });
        }
      }),
      { numRuns: 300 },
    );
  });
});
