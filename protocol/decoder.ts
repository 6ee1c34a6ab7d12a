/**
 * Reads event blocks back into columns. The mirror of `encoder.ts`, which describes the bytes.
 *
 * A hostile or damaged block never throws: decoding stops before the first event that is not whole or not sound,
 * and {@link StreamDecoder.damage} says why.
 */
import { MAX_EVENTS_BYTES } from './container';
import {
  FIRST_SKIPPABLE_KIND,
  Kind,
  LOC_WATCHED,
  LocRole,
  PROMISE_MAKERS,
  SCRIPT_LIBRARY,
  SCRIPT_MARKED,
} from './events';
import type { EventBatch, RawLoc, RawScript, StreamTables } from './events';
import { TAG_TIME } from './encoder';

/** Texts longer than this are not ours (the runtime cuts far earlier). */
const MAX_TEXT_BYTES = 1 << 20;

class Columns implements EventBatch {
  count = 0;
  kind: Uint8Array;
  flags: Uint8Array;
  t: Float64Array;
  a: Uint32Array;
  b: Uint32Array;
  c: Uint32Array;
  texts: string[] = [];
  constructor(capacity: number) {
    this.kind = new Uint8Array(capacity);
    this.flags = new Uint8Array(capacity);
    this.t = new Float64Array(capacity);
    this.a = new Uint32Array(capacity);
    this.b = new Uint32Array(capacity);
    this.c = new Uint32Array(capacity);
  }
}

/**
 * Rows are put here, whichever stream they are of: a batch is taken in before the next is decoded, and so stays in the processor's cache.
 * Room for as many as the largest block so far can have.
 */
let shared = new Columns(0);

/** Signals the end of what can be read; never leaves this file. */
const STOP = Symbol('stop');

/** Decodes the event blocks of one stream, in order. */
export class StreamDecoder implements StreamTables {
  readonly scripts: (RawScript | undefined)[] = [undefined];
  readonly locs: (RawLoc | undefined)[] = [undefined];
  readonly strings: string[] = [''];
  /** Why reading stopped early, if it did. */
  damage: string | undefined;
  /** How many bytes of the last payload hold whole, sound events. */
  sound = 0;

  private bytes: Uint8Array = new Uint8Array(0);
  private at = 0;
  private readonly utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

  /**
   * Decodes one block.
   * @param payload the payload of an `events` block
   * @param whole false when the file ends within the block: a last event cut in half is then expected
   * @returns good until the next block is decoded, of whichever stream
   */
  decode(payload: Uint8Array, whole = true): EventBatch {
    this.bytes = payload;
    this.at = 0;
    this.sound = 0;
    // Tables of what follows on damage would have other numbers than were written.
    if (this.damage === undefined && payload.length > MAX_EVENTS_BYTES) {
      this.damage = `an event block of ${payload.length} bytes is larger than any`;
    }
    if (this.damage !== undefined) return new Columns(0);
    // No event is shorter than one byte, so the payload's length bounds the rows.
    if (shared.kind.length < payload.length) shared = new Columns(payload.length);
    const out = shared;
    out.count = 0;
    out.texts = [];
    let sound = 0;
    try {
      let t = this.varint();
      let lastId = 0;
      let lastResource = 0;
      const id = (): number => {
        const z = this.varint();
        lastId += z % 2 === 0 ? z / 2 : -(z + 1) / 2;
        return lastId;
      };
      sound = this.at;
      while (this.at < payload.length) {
        const tag = payload[this.at++]!;
        const kind = tag & 31;
        const flags = tag >>> 6;
        if (tag & TAG_TIME) t += this.varint();
        let a = 0;
        let b = 0;
        let c = 0;
        switch (kind) {
          case Kind.Script:
            this.scripts.push({
              url: this.text(),
              library: (flags & SCRIPT_LIBRARY) !== 0,
              ...((flags & SCRIPT_MARKED) !== 0 && { marked: true }),
            });
            sound = this.at;
            continue;
          case Kind.Loc:
            this.loc(flags);
            sound = this.at;
            continue;
          case Kind.String:
            this.strings.push(this.text());
            sound = this.at;
            continue;
          case Kind.TaskStart:
            a = id();
            b = this.locRef();
            c = this.locRef();
            break;
          case Kind.Suspend:
            a = id();
            c = id();
            b = this.locRef();
            break;
          case Kind.Resume:
          case Kind.TaskEnd:
          case Kind.Settle:
          case Kind.CallbackPromise:
          case Kind.Leave:
            a = id();
            break;
          case Kind.After:
            break;
          case Kind.CallbackResource:
          case Kind.Resource: {
            const z = this.varint();
            lastResource += z % 2 === 0 ? z / 2 : -(z + 1) / 2;
            a = lastResource;
            if (kind === Kind.Resource) {
              b = this.locRef();
              c = this.stringRef();
            }
            break;
          }
          case Kind.Promise:
            a = id();
            b = this.varint();
            if (b >>> 4 >= this.locs.length || (b & 15) >= PROMISE_MAKERS.length) throw STOP;
            c = this.varint();
            break;
          case Kind.Output:
            b = this.locRef();
            c = out.texts.length;
            out.texts.push(this.text());
            break;
          case Kind.Lost:
            a = this.varint();
            c = this.stringRef();
            break;
          default: {
            if (kind < FIRST_SKIPPABLE_KIND) throw STOP;
            const end = this.varint() + this.at;
            if (end > payload.length) throw STOP;
            if (kind === Kind.Timer) {
              a = this.varint();
              c = this.varint();
            } else if (kind === Kind.Observe || kind === Kind.Threw) {
              a = this.varint();
            } else if (kind === Kind.Stuck) {
              b = this.locRef();
            } else if (kind !== Kind.Pause) {
              this.at = sound = end;
              continue;
            }
            // what a later version may have added behind
            if (this.at > end) throw STOP;
            this.at = end;
          }
        }
        const i = out.count++;
        out.kind[i] = kind;
        out.flags[i] = flags;
        out.t[i] = t;
        out.a[i] = a;
        out.b[i] = b;
        out.c[i] = c;
        sound = this.at;
      }
    } catch (e) {
      if (e !== STOP) throw e;
      if (whole)
        this.damage ??= `an event block of ${payload.length} bytes makes no sense after byte ${sound}`;
      // a text of an event that was not whole has no row
      let texts = 0;
      for (let i = 0; i < out.count; i++) if (out.kind[i] === Kind.Output) texts++;
      out.texts.length = texts;
    }
    this.sound = sound;
    return out;
  }

  private varint(): number {
    const bytes = this.bytes;
    const b0 = bytes[this.at];
    if (b0 === undefined) throw STOP;
    this.at++;
    if (b0 < 128) return b0;
    let n = b0 & 127;
    let scale = 128;
    for (;;) {
      const b = bytes[this.at++];
      if (b === undefined || scale > 2 ** 49) throw STOP;
      n += (b & 127) * scale;
      if (b < 128) return n;
      scale *= 128;
    }
  }

  private text(): string {
    const n = this.varint();
    if (n > MAX_TEXT_BYTES || this.at + n > this.bytes.length) throw STOP;
    const s = this.utf8.decode(this.bytes.subarray(this.at, this.at + n));
    this.at += n;
    return s;
  }

  private locRef(): number {
    const n = this.varint();
    if (n >= this.locs.length) throw STOP;
    return n;
  }

  private stringRef(): number {
    const n = this.varint();
    if (n >= this.strings.length) throw STOP;
    return n;
  }

  private loc(flags: number): void {
    const watched = flags === LOC_WATCHED;
    const role = watched ? LocRole.await : (flags as LocRole);
    const script = this.varint();
    if (script >= this.scripts.length) throw STOP;
    const line = this.varint();
    const column = this.varint();
    const functionLine = this.varint();
    const functionColumn = this.varint();
    const name = this.text();
    const loc = { role, script, line, column, functionLine, functionColumn, name };
    this.locs.push(watched ? { ...loc, watched } : loc);
  }
}
