/**
 * How many are in which state, event by event: what begins and ends in a lane of many, in the order in which it happened, whoever overlaps whom. A
 * block of changes knows how long each state lasted in it, counted as often as there were some in it, so that a block within a pixel need not be
 * walked through.
 *
 *     event       3        7     8           12
 *     change      +waiting +waiting  waiting → running     …
 *     waiting     1        2         1
 *
 * All that has begun in it ends in it: before the first change and after the last nobody is in any state.
 */
import { NO_STATE, REJECTED, THREW, codeOf, errorOf, seqOf, step } from './change-codes';
import { CLOSE, STATES } from './coverage';
import type { Coverage } from './coverage';
import { BLOCK, PackedPlaces } from './packed-places';
import { toX } from './scale';
import type { Scale } from './scale';

/** Blocks in a larger one. */
const TIMES = 4;

export interface PlacesOfEvents {
  at(seq: number): number;
}

interface Level {
  /** Changes in a block. */
  readonly size: number;
  /** How long each state lasted, {@link STATES} values a block. */
  readonly lengths: Float32Array;
  /** Bits of the states that were there, however short, {@link THREW} and {@link REJECTED}. */
  readonly present: Uint8Array;
}

export class StateChanges {
  /** How many are in each state where a smallest block begins, {@link STATES} values a block. */
  private readonly counts: Uint32Array;
  /** From the smallest blocks to a single one; summed up when they are first looked at: lists that become one are not. */
  private levels: readonly Level[] | undefined;
  /** While blocks are walked through. */
  private readonly now = new Uint32Array(STATES);

  /** @param places of the changes, in order; @param codes of which kind each is */
  private constructor(
    private readonly places: PackedPlaces,
    private readonly codes: Uint8Array,
  ) {
    this.counts = new Uint32Array(Math.ceil(codes.length / BLOCK) * STATES);
  }

  /** @param keys of changes (change-codes.ts); they are sorted. @param places of their thread's events on the axis */
  static of(keys: Float64Array, places: PlacesOfEvents): StateChanges {
    keys.sort();
    const codes = new Uint8Array(keys.length);
    let last = 0;
    const packed = new PackedPlaces(keys.length, (i) => {
      codes[i] = codeOf(keys[i]!);
      const place = places.at(seqOf(keys[i]!));
      // in a damaged recording, times may fall
      if (place > last) last = place;
      return last;
    });
    return new StateChanges(packed, codes);
  }

  get count(): number {
    return this.codes.length;
  }

  /** @returns both together: what happens at once in both is in no order, as they have nothing to do with one another */
  merged(other: StateChanges): StateChanges {
    const length = this.count + other.count;
    const codes = new Uint8Array(length);
    let [a, b] = [0, 0];
    let [own, others] = [this.places.at(0), other.places.at(0)];
    const places = new PackedPlaces(length, (i) => {
      const place = Math.min(own, others);
      if (own <= others) {
        codes[i] = this.codes[a++]!;
        own = a < this.count ? this.places.at(a) : Infinity;
      } else {
        codes[i] = other.codes[b++]!;
        others = b < other.count ? other.places.at(b) : Infinity;
      }
      return place;
    });
    return new StateChanges(places, codes);
  }

  /** Sums up its blocks, if that has not been done. */
  sumUp(): readonly Level[] {
    this.levels ??= levelsFrom(this.smallest());
    return this.levels;
  }

  /** Adds to a coverage what is in sight: blocks within a pixel as a whole. */
  cover(coverage: Coverage, scale: Scale): void {
    const levels = this.sumUp();
    this.look(coverage, scale, levels, levels.length - 1, 0, Infinity);
  }

  private look(
    coverage: Coverage,
    scale: Scale,
    levels: readonly Level[],
    depth: number,
    first: number,
    end: number,
  ): void {
    const { size, present, lengths } = levels[depth]!;
    const stop = Math.min(end, present.length);
    const pixels = scale.width / (scale.to - scale.from);
    let to = first < stop ? this.placeOf(first * size) : 0;
    for (let block = first; block < stop && to <= scale.to; block++) {
      const from = to;
      to = this.placeOf((block + 1) * size);
      const bits = present[block]!;
      if (bits === 0 || to < scale.from) continue;
      if ((to - from) * pixels < CLOSE) {
        const [x0, x1] = [toX(scale, from), toX(scale, to)];
        coverage.spread(bits, lengths, block * STATES, pixels, x0, x1, STATES);
        if (bits < THREW) continue;
        markErrors(coverage, bits, x0);
        // which of two pixels it was is not known here
        markErrors(coverage, bits, x1);
      } else if (depth > 0) this.look(coverage, scale, levels, depth - 1, block * TIMES, (block + 1) * TIMES);
      else this.walk(coverage, scale, block);
    }
  }

  /** Where a change stands on the axis; of one behind the last, where the last does. */
  private placeOf(change: number): number {
    return this.places.at(Math.min(change, this.count - 1));
  }

  /** Change by change: this is most of what a frame costs where lanes are dense. */
  private walk(coverage: Coverage, { from, to, width }: Scale, block: number): void {
    const { now, codes } = this;
    for (let state = 0; state < STATES; state++) now[state] = this.counts[block * STATES + state]!;
    const stop = Math.min(this.count, (block + 1) * BLOCK);
    const pixels = width / (to - from);
    let x1 = (this.placeOf(block * BLOCK) - from) * pixels;
    for (let change = block * BLOCK; change < stop && x1 <= width; change++) {
      const x0 = x1;
      const code = codes[change]!;
      const error = errorOf(code);
      if (error === 0) {
        const state = step(now, code);
        if (state !== NO_STATE) coverage.enter(state, x0);
      } else markErrors(coverage, error, x0);
      x1 = (this.placeOf(change + 1) - from) * pixels;
      if (x1 > x0 && x1 >= 0) coverage.addAll(now, x0, x1);
    }
  }

  /** Sums up the smallest blocks. */
  private smallest(): Level {
    const { count, codes, counts } = this;
    const blocks = Math.ceil(count / BLOCK);
    const present = new Uint8Array(blocks);
    const lengths = new Float32Array(blocks * STATES);
    const now = new Uint32Array(STATES);
    const sums = new Float64Array(STATES);
    let to = this.placeOf(0);
    for (let block = 0; block < blocks; block++) {
      counts.set(now, block * STATES);
      sums.fill(0);
      let bits = 0;
      const stop = Math.min(count, (block + 1) * BLOCK);
      for (let change = block * BLOCK; change < stop; change++) {
        const from = to;
        const code = codes[change]!;
        const error = errorOf(code);
        // of NO_STATE there is no bit
        bits |= error !== 0 ? error : (1 << step(now, code)) & (THREW - 1);
        to = this.placeOf(change + 1);
        if (to > from) for (let state = 0; state < STATES; state++) sums[state]! += now[state]! * (to - from);
      }
      for (let state = 0; state < STATES; state++) if (sums[state]! > 0) bits |= 1 << state;
      present[block] = bits;
      lengths.set(sums, block * STATES);
    }
    return { size: BLOCK, present, lengths };
  }
}

/** @param bits {@link THREW}, {@link REJECTED}, and others that mean nothing here */
export function markErrors(coverage: Coverage, bits: number, x: number): void {
  if (bits & THREW) coverage.addThrow(x);
  if (bits & REJECTED) coverage.addRejection(x);
}

/** @returns these blocks, and larger ones, up to a single one */
function levelsFrom(smallest: Level): Level[] {
  const levels = [smallest];
  for (let level = smallest; level.present.length > 1;) levels.push((level = larger(level)));
  return levels;
}

/** @returns each {@link TIMES} blocks as one */
function larger({ size, present, lengths }: Level): Level {
  const blocks = Math.ceil(present.length / TIMES);
  const all = {
    size: size * TIMES,
    present: new Uint8Array(blocks),
    lengths: new Float32Array(blocks * STATES),
  };
  for (let i = 0; i < present.length; i++) {
    const block = Math.floor(i / TIMES);
    all.present[block]! |= present[i]!;
    for (let state = 0; state < STATES; state++)
      all.lengths[block * STATES + state]! += lengths[i * STATES + state]!;
  }
  return all;
}
