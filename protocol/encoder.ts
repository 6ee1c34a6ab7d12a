/**
 * Writes events as bytes. No allocation, no objects: the caller gives numbers, the encoder puts varints into a fixed buffer.
 *
 *     event   = tag, [dt], fields            tag = kind | TIME | flags << 6
 *     dt      = varint, ns since the event before; only with TIME, else the time is unchanged
 *     field   = varint (LEB128), or an id as zigzag delta to the id field before it (promises and tasks
 *               one chain, resources another; both chains begin at 0 in each block)
 *     text    = varint byte length, UTF-8
 *     block   = varint ns since the stream began, then events
 *
 * The delta coding is what makes a record 4 to 6 bytes: neighbours in time are neighbours in id.
 */
import type { Kind } from './events';

export const TAG_TIME = 32;
const TAG_FLAGS_SHIFT = 6;
/** Longest event without a text: tag, 8 of time, three fields of 5, with room to spare. */
export const MAX_EVENT_BYTES = 48;

export class EventEncoder {
  readonly bytes: Uint8Array;
  /** Bytes written so far, the block's reserved head included. */
  length = 0;
  /** Events written since the start. */
  events = 0;
  private time = 0;
  private lastTime = 0;
  private lastId = 0;
  private lastResource = 0;

  /**
   * @param size bytes of the buffer
   * @param head bytes kept free at the front, for the block header
   */
  constructor(
    size: number,
    private readonly head: number,
  ) {
    this.bytes = new Uint8Array(size);
  }

  /** Begins a block at stream time `t` (ns, never falls). What was in the buffer is forgotten. */
  begin(t: number): void {
    this.length = this.head;
    this.lastId = this.lastResource = 0;
    this.time = this.lastTime = t;
    this.varint(t);
  }

  get empty(): boolean {
    return this.length === 0;
  }

  reset(): void {
    this.length = 0;
  }

  /** True when an event without a text, or with one of `textBytes`, still fits. */
  fits(textBytes = 0): boolean {
    return this.length + MAX_EVENT_BYTES + textBytes <= this.bytes.length;
  }

  /** Sets the time of the events that follow; ns since the stream began. A clock that steps back is held. */
  at(t: number): void {
    if (t > this.time) this.time = t;
  }

  event(kind: Kind, flags: number): void {
    this.events++;
    const dt = this.time - this.lastTime;
    if (dt === 0) {
      this.bytes[this.length++] = kind | (flags << TAG_FLAGS_SHIFT);
    } else {
      this.bytes[this.length++] = kind | TAG_TIME | (flags << TAG_FLAGS_SHIFT);
      this.lastTime = this.time;
      this.varint(dt);
    }
  }

  /**
   * An event of one id, or of two and a number, in one go: what hot paths write. The same bytes as {@link at}, {@link event} and
   * the fields one by one.
   * @param second the second id; 0 for none, and then there is no number either
   */
  quick(kind: Kind, flags: number, t: number, first: number, second: number, number: number): void {
    this.events++;
    if (t > this.time) this.time = t;
    const bytes = this.bytes;
    let i = this.length;
    const dt = this.time - this.lastTime;
    if (dt === 0) {
      bytes[i++] = kind | (flags << TAG_FLAGS_SHIFT);
    } else if (dt < 0x7fffffff) {
      bytes[i++] = kind | TAG_TIME | (flags << TAG_FLAGS_SHIFT);
      this.lastTime = this.time;
      let rest = dt | 0;
      while (rest > 127) {
        bytes[i++] = (rest & 127) | 128;
        rest >>>= 7;
      }
      bytes[i++] = rest;
    } else {
      bytes[i] = kind | TAG_TIME | (flags << TAG_FLAGS_SHIFT);
      this.length = i + 1;
      this.lastTime = this.time;
      this.varint(dt);
      i = this.length;
    }
    let d = first - this.lastId;
    let zigzag = (d << 1) ^ (d >> 31);
    while (zigzag > 127) {
      bytes[i++] = (zigzag & 127) | 128;
      zigzag >>>= 7;
    }
    bytes[i++] = zigzag;
    this.lastId = first;
    if (second !== 0) {
      d = second - first;
      zigzag = (d << 1) ^ (d >> 31);
      while (zigzag > 127) {
        bytes[i++] = (zigzag & 127) | 128;
        zigzag >>>= 7;
      }
      bytes[i++] = zigzag;
      this.lastId = second;
      let rest = number;
      while (rest > 127) {
        bytes[i++] = (rest & 127) | 128;
        rest >>>= 7;
      }
      bytes[i++] = rest;
    }
    this.length = i;
  }

  varint(n: number): void {
    const b = this.bytes;
    let i = this.length;
    while (n > 0x7fffffff) {
      b[i++] = (n % 128) | 128;
      n = Math.floor(n / 128);
    }
    while (n > 127) {
      b[i++] = (n & 127) | 128;
      n >>>= 7;
    }
    b[i++] = n;
    this.length = i;
  }

  /** The fields of a kind that readers may pass over: their length, then two numbers at most. */
  skippable(a?: number, c?: number): void {
    const at = this.length++;
    if (a !== undefined) this.varint(a);
    if (c !== undefined) this.varint(c);
    this.bytes[at] = this.length - at - 1;
  }

  /** A task's or promise's id. */
  id(n: number): void {
    const d = n - this.lastId;
    this.lastId = n;
    this.varint(d < 0 ? -2 * d - 1 : 2 * d);
  }

  resourceId(n: number): void {
    const d = n - this.lastResource;
    this.lastResource = n;
    this.varint(d < 0 ? -2 * d - 1 : 2 * d);
  }

  /** A text's bytes, already UTF-8. The caller has asked {@link fits}. */
  text(utf8: Uint8Array): void {
    this.varint(utf8.length);
    this.bytes.set(utf8, this.length);
    this.length += utf8.length;
  }
}
