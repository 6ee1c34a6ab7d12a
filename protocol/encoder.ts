/**
 * Writes events as bytes. No allocation, no objects: the caller gives numbers, the encoder puts varints into a fixed buffer.
 * `event` and the fields one by one can write any; what hot paths write has a method that does it in one go, with the same bytes.
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

/** Where {@link EventEncoder.times} has the time of the next event, and that of the event before. */
const NEXT = 0;
const BEFORE = 1;
/** No event may begin here: the buffer is empty, and has no block yet. */
const NOWHERE = -1;

export class EventEncoder {
  readonly bytes: Uint8Array;
  /** Bytes written so far, the block's reserved head included. */
  length = 0;
  /** An event without a text may begin up to here; before anywhere while there is no block. */
  limit = NOWHERE;
  /**
   * Ns since the stream began. Not two fields: those would hold small integers for the first two seconds, and the change to doubles would
   * then throw away all optimised code that has to do with them.
   */
  private readonly times = new Float64Array(2);
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

  /** Begins a block at stream time `t` (ns), or at the time that {@link at} set last. What was in the buffer is forgotten. */
  begin(t = this.times[NEXT]!): void {
    this.length = this.head;
    this.limit = this.bytes.length - MAX_EVENT_BYTES;
    this.lastId = this.lastResource = 0;
    this.times.fill(t);
    this.varint(t);
  }

  get empty(): boolean {
    return this.length === 0;
  }

  reset(): void {
    this.length = 0;
    this.limit = NOWHERE;
  }

  /** True when an event with a text of `textBytes` still fits. */
  fits(textBytes: number): boolean {
    return this.length + textBytes <= this.limit;
  }

  /** Sets the time of the events that follow; ns since the stream began. A clock that steps back is held. */
  at(t: number): void {
    if (t > this.times[NEXT]!) this.times[NEXT] = t;
  }

  /** The head of an event: tag and time. @returns where its fields begin */
  private begun(kind: Kind, flags: number): number {
    const { bytes, times } = this;
    let i = this.length;
    const dt = times[NEXT]! - times[BEFORE]!;
    if (dt === 0) {
      bytes[i++] = kind | (flags << TAG_FLAGS_SHIFT);
      return i;
    }
    times[BEFORE] = times[NEXT]!;
    bytes[i++] = kind | TAG_TIME | (flags << TAG_FLAGS_SHIFT);
    return put(bytes, i, dt);
  }

  /** An event's head; its fields follow. */
  event(kind: Kind, flags: number): void {
    this.length = this.begun(kind, flags);
  }

  /** An event of one id. */
  one(kind: Kind, flags: number, id: number): void {
    this.length = put(this.bytes, this.begun(kind, flags), zigzag(id - this.lastId));
    this.lastId = id;
  }

  /** An event of two ids and a number. */
  two(kind: Kind, flags: number, first: number, second: number, number: number): void {
    const { bytes } = this;
    let i = put(bytes, this.begun(kind, flags), zigzag(first - this.lastId));
    i = put(bytes, i, zigzag(second - first));
    this.lastId = second;
    this.length = put(bytes, i, number);
  }

  /** An event of one id and two numbers. */
  made(kind: Kind, flags: number, id: number, a: number, b: number): void {
    const { bytes } = this;
    let i = put(bytes, this.begun(kind, flags), zigzag(id - this.lastId));
    this.lastId = id;
    i = put(bytes, i, a);
    this.length = put(bytes, i, b);
  }

  /** An event of a resource. */
  resource(kind: Kind, flags: number, id: number): void {
    this.length = put(this.bytes, this.begun(kind, flags), zigzag(id - this.lastResource));
    this.lastResource = id;
  }

  varint(n: number): void {
    this.length = put(this.bytes, this.length, n);
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
    this.varint(zigzag(n - this.lastId));
    this.lastId = n;
  }

  resourceId(n: number): void {
    this.varint(zigzag(n - this.lastResource));
    this.lastResource = n;
  }

  /** A text's bytes, already UTF-8. The caller has asked {@link fits}. */
  text(utf8: Uint8Array): void {
    this.varint(utf8.length);
    this.bytes.set(utf8, this.length);
    this.length += utf8.length;
  }
}

/** Small numbers of either sign as small numbers; exact for any integer. */
function zigzag(d: number): number {
  return d < 0 ? -2 * d - 1 : 2 * d;
}

const INT32 = 2 ** 31;

/** A varint. @returns where it ends */
function put(bytes: Uint8Array, i: number, n: number): number {
  while (n >= INT32) {
    bytes[i++] = (n % 128) | 128;
    n = Math.floor(n / 128);
  }
  let rest = n | 0;
  while (rest > 127) {
    bytes[i++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  bytes[i++] = rest;
  return i;
}
