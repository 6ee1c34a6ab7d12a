/**
 * What a lane does within each pixel, where its segments are too short to draw: shares of running, ready and waiting, so that a
 * state however short keeps its presence.
 *
 *     pixel    0         1         2
 *            ──┬─────────┬─────────┬──
 *     share   running 0.2  ready 0.1  …
 */
import { Segment, visitSegments } from '../model/intervals';
import { State } from '../protocol/events';
import type { Tables } from '../model/tables';
import type { AwaitIndex } from './await-index';
import type { Axis } from './axis';
import { suspendAt } from './axis';
import { toX } from './scale';
import type { Scale } from './scale';

/** Kinds of which shares are kept; the rest (left, unfinished) are long by nature and drawn as bars. */
export const SHARES = 3;

export class Coverage {
  /** Pixel by pixel, {@link SHARES} values each. */
  shares = new Float32Array(0);
  /** 1 where an await threw. */
  threw = new Uint8Array(0);
  /** Pixels in use. */
  width = 0;
  empty = true;

  reset(width: number): void {
    this.width = Math.ceil(width);
    this.empty = true;
    if (this.threw.length < this.width) {
      this.shares = new Float32Array(this.width * SHARES);
      this.threw = new Uint8Array(this.width);
    } else {
      this.shares.fill(0, 0, this.width * SHARES);
      this.threw.fill(0, 0, this.width);
    }
  }

  /** Adds a segment from pixel `x0` to `x1`; one without length too. */
  add(state: number, x0: number, x1: number): void {
    if (state >= SHARES || x1 < 0 || x0 >= this.width) return;
    this.empty = false;
    const from = Math.max(0, x0);
    const to = Math.min(this.width, x1);
    const first = Math.floor(from);
    const last = Math.max(first, Math.min(this.width, Math.ceil(to)) - 1);
    for (let pixel = first; pixel <= last; pixel++) {
      const share = Math.min(to, pixel + 1) - Math.max(from, pixel);
      this.shares[pixel * SHARES + state]! += Math.max(share, LEAST_SHARE);
    }
  }

  addThrow(x: number): void {
    const pixel = Math.floor(x);
    if (pixel < 0 || pixel >= this.width) return;
    this.threw[pixel] = 1;
    this.empty = false;
  }
}

/** What has no length still has presence. */
const LEAST_SHARE = 1e-6;

/** Awaits in a block of {@link Profile}. */
const BLOCK = 32;

/** A long lane's shares, summed in blocks of awaits, for one axis: whole blocks within a pixel need not be walked through. */
export class Profile {
  /** Sums of running, waiting and ready in each block. */
  private sums = new Float64Array(0);
  private threw = new Uint8Array(0);
  private blocks = 0;

  constructor(
    private readonly task: number,
    readonly axis: Axis,
  ) {}

  /** Sums the blocks that are complete: the last await may still change. */
  extend(tables: Tables, index: AwaitIndex): void {
    const complete = Math.floor(Math.max(0, index.count - 1) / BLOCK);
    if (this.threw.length < complete) {
      const room = 2 * complete;
      const sums = new Float64Array(room * SHARES);
      sums.set(this.sums);
      this.sums = sums;
      const threw = new Uint8Array(room);
      threw.set(this.threw);
      this.threw = threw;
    }
    for (; this.blocks < complete; this.blocks++) this.sum(tables, index, this.blocks);
  }

  private sum(tables: Tables, index: AwaitIndex, block: number): void {
    const first = index.rows[block * BLOCK]!;
    const until = suspendAt('order', tables.awaits, index.rows[(block + 1) * BLOCK]!);
    visitSegments(
      tables,
      this.task,
      (state, start, end, startSeq, endSeq, w) => {
        if (startSeq >= until) return false;
        if (state < SHARES) {
          this.sums[block * SHARES + state]! += this.axis === 'time' ? end - start : endSeq - startSeq;
        }
        if (state === Segment.running && w >= 0 && tables.awaits.outcome(w) === State.rejected)
          this.threw[block] = 1;
        return true;
      },
      first,
    );
  }

  /**
   * Adds what is in view to `out`: blocks that lie within a pixel as a whole, the others segment by segment.
   * @param first number of the first await in view, @param end of the first one after it
   */
  cover(tables: Tables, index: AwaitIndex, scale: Scale, first: number, end: number, out: Coverage): void {
    const { awaits } = tables;
    const xOf = (n: number): number => toX(scale, suspendAt(this.axis, awaits, index.rows[n]!));
    const perPixel = (scale.to - scale.from) / scale.width;
    let n = first;
    while (n < end) {
      const block = Math.floor(n / BLOCK);
      const next = (block + 1) * BLOCK;
      const whole = n % BLOCK === 0 && block < this.blocks && next <= end;
      const x0 = whole ? xOf(n) : 0;
      if (whole && Math.floor(x0) === Math.floor(xOf(next))) {
        this.coverBlock(block, x0, perPixel, out);
      } else {
        this.walk(tables, index, scale, n, Math.min(next, end), out);
      }
      n = next;
    }
  }

  private coverBlock(block: number, x: number, perPixel: number, out: Coverage): void {
    for (let state = 0; state < SHARES; state++) {
      const sum = this.sums[block * SHARES + state]!;
      if (sum > 0) out.add(state, x, x + Math.min(sum / perPixel, Math.floor(x) + 1 - x - LEAST_SHARE));
    }
    if (this.threw[block] === 1) out.addThrow(x);
  }

  private walk(
    tables: Tables,
    index: AwaitIndex,
    scale: Scale,
    from: number,
    to: number,
    out: Coverage,
  ): void {
    const stop = to < index.count ? suspendAt('order', tables.awaits, index.rows[to]!) : Infinity;
    const time = this.axis === 'time';
    visitSegments(
      tables,
      this.task,
      (state, start, end, startSeq, endSeq, w) => {
        if (startSeq >= stop) return false;
        const x0 = toX(scale, time ? start : startSeq);
        out.add(state, x0, toX(scale, time ? end : endSeq));
        if (state === Segment.running && w >= 0 && tables.awaits.outcome(w) === State.rejected)
          out.addThrow(x0);
        return true;
      },
      index.rows[from],
    );
  }
}
