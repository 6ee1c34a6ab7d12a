import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { MAX_EVENTS_BYTES } from '../../protocol/container';
import { StreamDecoder } from '../../protocol/decoder';
import { EventEncoder } from '../../protocol/encoder';
import { FIRST_SKIPPABLE_KIND, Kind } from '../../protocol/events';
import { Written, events, rowsOf } from './arbitrary-events';

const blocks = fc.array(fc.tuple(events, fc.integer({ min: 0, max: 2 ** 51 })), {
  minLength: 1,
  maxLength: 4,
});

describe('event codec', () => {
  it('gives back what was written: every kind, times up to 2^52, ids in any order, any text', () => {
    fc.assert(
      fc.property(blocks, (list) => {
        const written = new Written();
        for (const [events, start] of list) written.block(events, start);
        const decoder = new StreamDecoder();
        const rows = written.blocks.flatMap((payload) => rowsOf(decoder.decode(payload)));
        assert.deepEqual(rows, written.rows);
        assert.deepEqual(decoder.scripts, written.scripts);
        assert.deepEqual(decoder.locs, written.locs);
        assert.deepEqual(decoder.strings, written.strings);
        assert.equal(decoder.damage, undefined);
        assert.equal(decoder.sound, written.blocks.at(-1)!.length);
      }),
    );
  });

  it('reads a block that was cut anywhere to its last whole event', () => {
    fc.assert(
      fc.property(events, fc.double({ min: 0, max: 1, noNaN: true }), (list, where) => {
        const written = new Written();
        written.block(list, 1000);
        const payload = written.blocks[0]!;
        const cut = payload.slice(0, Math.floor(where * payload.length));
        const decoder = new StreamDecoder();
        const rows = rowsOf(decoder.decode(cut, false));
        assert.deepEqual(rows, written.rows.slice(0, rows.length));
        assert.deepEqual(decoder.locs, written.locs.slice(0, decoder.locs.length));
        assert.equal(decoder.damage, undefined);

        // the sound bytes alone are a whole block with the same events
        const again = new StreamDecoder();
        assert.deepEqual(rowsOf(again.decode(cut.slice(0, decoder.sound), decoder.sound > 0)), rows);
        assert.equal(again.damage, undefined);
      }),
    );
  });

  it('loses no whole event to a cut', () => {
    const written = new Written();
    const one = { flags: 0, dt: 300, a: 7, b: 0, c: 0, text: 'x', loc: undefined as never };
    written.block(
      [
        { ...one, kind: Kind.Settle },
        { ...one, kind: Kind.Output },
      ],
      0,
    );
    const payload = written.blocks[0]!;
    const counts = Array.from(
      { length: payload.length + 1 },
      (_, n) => new StreamDecoder().decode(payload.slice(0, n), false).count,
    );
    // head 1, settle = tag 1 + dt 2 + id 1, output = tag 1 + dt 2 + location 1 + length 1 + text 1
    assert.deepEqual(counts, [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2]);
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 3 }),
        fc.boolean(),
        (list, whole) => {
          const decoder = new StreamDecoder();
          for (const bytes of list) {
            const batch = decoder.decode(bytes, whole);
            assert.ok(batch.count <= bytes.length);
            assert.ok(decoder.sound <= bytes.length);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('never throws on a sound block with a few bytes changed', () => {
    fc.assert(
      fc.property(events, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }), (list, changes) => {
        const written = new Written();
        written.block(list, 0);
        const payload = written.blocks[0]!;
        for (const [at, value] of changes) payload[at % payload.length] = value;
        const batch = new StreamDecoder().decode(payload);
        assert.ok(batch.count <= payload.length);
        assert.equal(batch.texts.length, rowsOf(batch).filter(([kind]) => kind === Kind.Output).length);
      }),
      { numRuns: 500 },
    );
  });

  it('says where a block stops making sense, and reads nothing of the stream after that', () => {
    const decoder = new StreamDecoder();
    // head, After, a kind that is not known
    assert.equal(decoder.decode(Uint8Array.of(0, Kind.After, 0)).count, 1);
    assert.match(decoder.damage!, /3 bytes .* after byte 2/);
    assert.equal(decoder.decode(Uint8Array.of(0, Kind.After)).count, 0);
  });

  it('passes over kinds of later versions', () => {
    const later = Math.max(...Object.values(Kind)) + 1;
    assert.ok(later > FIRST_SKIPPABLE_KIND);
    const payload = Uint8Array.of(0, Kind.After, later, 2, 99, 99, Kind.After);
    const decoder = new StreamDecoder();
    assert.equal(decoder.decode(payload).count, 2);
    assert.equal(decoder.damage, undefined);
  });

  it('takes no block that is larger than any that is written', () => {
    const decoder = new StreamDecoder();
    assert.equal(decoder.decode(new Uint8Array(MAX_EVENTS_BYTES + 1)).count, 0);
    assert.match(decoder.damage!, /larger than any/);
  });

  it('writes the same in one go as field by field', () => {
    const number = fc.oneof(fc.nat(200), fc.nat(2 ** 31 - 1), fc.integer({ min: 2 ** 31, max: 2 ** 45 }));
    const event = fc.record({ how: fc.nat(3), dt: number, id: number, a: number, b: number });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const inOneGo = new EventEncoder(1 << 12, 0);
        const byFields = new EventEncoder(1 << 12, 0);
        let t = 0;
        for (const e of [inOneGo, byFields]) e.begin(0);
        for (const { how, dt, id, a, b } of events) {
          t += dt;
          for (const e of [inOneGo, byFields]) e.at(t);
          WAYS[how]!(inOneGo, byFields, id, a, b);
        }
        assert.deepEqual(written(inOneGo), written(byFields));
      }),
    );
  });

  it('holds a clock that steps back', () => {
    const encoder = new EventEncoder(100, 0);
    encoder.begin(50);
    for (const t of [60, 40, 70]) {
      encoder.at(t);
      encoder.event(Kind.After, 0);
    }
    const batch = new StreamDecoder().decode(encoder.bytes.slice(0, encoder.length));
    assert.deepEqual([...batch.t.subarray(0, batch.count)], [60, 60, 70]);
  });
});

/** Each writes an event twice: by the method for hot paths, and field by field. */
const WAYS: ((quick: EventEncoder, slow: EventEncoder, id: number, a: number, b: number) => void)[] = [
  (quick, slow, id) => {
    quick.one(Kind.Resume, 1, id);
    slow.event(Kind.Resume, 1);
    slow.id(id);
  },
  (quick, slow, id, a, b) => {
    quick.two(Kind.Suspend, 2, id, a, b);
    slow.event(Kind.Suspend, 2);
    slow.id(id);
    slow.id(a);
    slow.varint(b);
  },
  (quick, slow, id, a, b) => {
    quick.made(Kind.TaskStart, 0, id, a, b);
    slow.event(Kind.TaskStart, 0);
    slow.id(id);
    slow.varint(a);
    slow.varint(b);
  },
  (quick, slow, id) => {
    quick.resource(Kind.CallbackResource, 0, id);
    slow.event(Kind.CallbackResource, 0);
    slow.resourceId(id);
  },
];

const written = (e: EventEncoder): Uint8Array => e.bytes.subarray(0, e.length);
