/** Events of every kind for property tests: how they are written, and the rows that must come back. */
import * as fc from 'fast-check';
import { EventEncoder } from '../../protocol/encoder';
import { Kind, LocRole, PROMISE_MAKERS } from '../../protocol/events';
import type { EventBatch, RawLoc, RawScript } from '../../protocol/events';

/** One event, with fields as they appear in a row. Definitions (Script, Loc, String) carry what they define. */
export interface AnyEvent {
  readonly kind: Kind;
  readonly flags: number;
  /** Time since the event before, ns. */
  readonly dt: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly text: string;
  readonly loc: RawLoc;
}

export type Row = readonly [kind: number, flags: number, t: number, a: number, b: number, c: number | string];

const utf8 = new TextEncoder();
const id = fc.integer({ min: 0, max: 0xffffffff });
/** Anything that UTF-8 can carry. */
const text = fc.string({ unit: 'binary', maxLength: 40 });
const position = fc.integer({ min: 0, max: 2 ** 31 });

const loc: fc.Arbitrary<RawLoc> = fc.record(
  {
    role: fc.constantFrom(LocRole.call, LocRole.await, LocRole.function),
    script: fc.nat(3),
    line: position,
    column: position,
    functionLine: position,
    functionColumn: position,
    name: text,
  },
  { noNullPrototype: true },
);

export const events: fc.Arbitrary<AnyEvent[]> = fc.array(
  fc.record(
    {
      kind: fc.constantFrom(...Object.values(Kind)),
      flags: fc.nat(3),
      dt: fc.oneof(
        fc.constant(0),
        fc.nat(5000),
        fc.nat(2 ** 32),
        fc.maxSafeNat().map((n) => n % 2 ** 45),
      ),
      a: id,
      b: id,
      c: id,
      text,
      loc,
    },
    { noNullPrototype: true },
  ),
  { maxLength: 120 },
);

/** What a stream's blocks should give. */
export class Written {
  readonly rows: Row[] = [];
  readonly scripts: (RawScript | undefined)[] = [undefined];
  readonly locs: (RawLoc | undefined)[] = [undefined];
  readonly strings: string[] = [''];
  /** The payloads of the event blocks. */
  readonly blocks: Uint8Array[] = [];
  private t = 0;

  /** Writes the events as one more block. */
  block(events: readonly AnyEvent[], start: number): void {
    const encoder = new EventEncoder(1 << 20, 8);
    this.t = Math.max(this.t, start);
    encoder.begin(this.t);
    for (const event of events) {
      this.t += event.dt;
      encoder.at(this.t);
      this.event(encoder, event);
    }
    this.blocks.push(encoder.bytes.slice(8, encoder.length));
  }

  private event(e: EventEncoder, { kind, flags, a, b, c, text, loc }: AnyEvent): void {
    const row = (a: number, b: number, c: number | string): void => {
      this.rows.push([kind, flags, this.t, a, b, c]);
    };
    const locRef = b % this.locs.length;
    const stringRef = c % this.strings.length;
    e.event(kind, kind === Kind.Loc ? loc.role : flags);
    switch (kind) {
      case Kind.Script:
        e.text(utf8.encode(text));
        this.scripts.push({
          url: text,
          library: (flags & 1) === 1,
          ...((flags & 2) !== 0 && { marked: true }),
        });
        break;
      case Kind.Loc: {
        const script = loc.script % this.scripts.length;
        for (const n of [script, loc.line, loc.column, loc.functionLine, loc.functionColumn]) e.varint(n);
        e.text(utf8.encode(loc.name));
        this.locs.push({ ...loc, script });
        break;
      }
      case Kind.String:
        e.text(utf8.encode(text));
        this.strings.push(text);
        break;
      case Kind.TaskStart: {
        const call = c % this.locs.length;
        e.id(a);
        e.varint(locRef);
        e.varint(call);
        row(a, locRef, call);
        break;
      }
      case Kind.Suspend:
        e.id(a);
        e.id(c);
        e.varint(locRef);
        row(a, locRef, c);
        break;
      case Kind.Resume:
      case Kind.TaskEnd:
      case Kind.Settle:
      case Kind.CallbackPromise:
      case Kind.Leave:
        e.id(a);
        row(a, 0, 0);
        break;
      case Kind.After:
        row(0, 0, 0);
        break;
      case Kind.CallbackResource:
        e.resourceId(a);
        row(a, 0, 0);
        break;
      case Kind.Resource:
        e.resourceId(a);
        e.varint(locRef);
        e.varint(stringRef);
        row(a, locRef, stringRef);
        break;
      case Kind.Promise: {
        const made = locRef * 16 + (b % PROMISE_MAKERS.length);
        e.id(a);
        e.varint(made);
        e.varint(c);
        row(a, made, c);
        break;
      }
      case Kind.Timer:
        e.skippable(a, c);
        row(a, 0, c);
        break;
      case Kind.Threw:
      case Kind.Observe:
        e.skippable(a);
        row(a, 0, 0);
        break;
      case Kind.Pause:
        e.skippable();
        row(0, 0, 0);
        break;
      case Kind.Stuck:
        e.skippable(locRef);
        row(0, locRef, 0);
        break;
      case Kind.Output:
        e.varint(locRef);
        e.text(utf8.encode(text));
        row(0, locRef, text);
        break;
      case Kind.Lost:
        e.varint(a);
        e.varint(stringRef);
        row(a, 0, stringRef);
        break;
    }
  }
}

/** A batch's rows, printed texts in place of their number. */
export function rowsOf(batch: EventBatch): Row[] {
  return Array.from({ length: batch.count }, (_, i): Row => {
    const c = batch.kind[i] === Kind.Output ? batch.texts[batch.c[i]!]! : batch.c[i]!;
    return [batch.kind[i]!, batch.flags[i]!, batch.t[i]!, batch.a[i]!, batch.b[i]!, c];
  });
}
