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
import { STATES } from './coverage';

/** Bits behind those of the states: an await threw, a task ended with an error. */
export const THREW = 1 << STATES;
export const REJECTED = 2 << STATES;

/** Of what has not begun yet, and of what is over. */
export const NO_STATE = STATES;
const CODES = STATES + 1;
/** Codes of errors stand behind those of states left and entered. */
const THREW_CODE = CODES * CODES;
const REJECTED_CODE = THREW_CODE + 1;
const CODE_ROOM = 64;

/** Changes in a smallest block. */
const BLOCK = 32;
/** Blocks in a larger one. */
const TIMES = 4;

export interface PlacesOfEvents {
  at(seq: number): number;
}

/** @returns a change as a number: these stand in the order of their events; `from` and `to` are states, or {@link NO_STATE} */
export function changeKey(seq: number, from: number, to: number): number {
  return seq * CODE_ROOM + from * CODES + to;
}

/** @param bit {@link THREW} or {@link REJECTED} @returns as {@link changeKey} does */
export function errorKey(seq: number, bit: number): number {
  return seq * CODE_ROOM + (bit === THREW ? THREW_CODE : REJECTED_CODE);
}

interface Level {
  /** Changes in a block. */
  readonly size: number;
  /** How long each state lasted, {@link STATES} values a block. */
  readonly lengths: Float32Array;
  /** Bits of the states that were there, however short, {@link THREW} and {@link REJECTED}. */
  readonly present: Uint8Array;
}

/** What a look at the changes finds. */
export interface ChangeVisitor {
  misses(from: number, to: number): boolean;
  /** Whether a stretch of this length is so narrow that its sums say enough. */
  isNarrow(length: number): boolean;
  /** A narrow stretch: bits of its states and errors, and how long each state lasts in all, from `at` on. */
  sum(present: number, lengths: Float32Array, at: number, from: number, to: number): void;
  /** So many are in a state from one place to another. */
  stretch(state: number, many: number, from: number, to: number): void;
  /** Somebody comes into a state, however short. */
  enter(state: number, at: number): void;
  /** @param bit {@link THREW} or {@link REJECTED} */
  error(bit: number, at: number): void;
}

export class StateChanges {
  /** How many are in each state where a smallest block begins, {@link STATES} values a block. */
  private readonly counts: Uint32Array;
  /** From the smallest blocks to a single one; summed up when they are first looked at: lists that become one are not. */
  private levels: readonly Level[] | undefined;
  /** While blocks are walked through. */
  private readonly now = new Uint32Array(STATES);

  /** @param seqs of the changes, in order; @param codes of which kind each is, as in their keys */
  private constructor(
    private readonly seqs: Uint32Array,
    private readonly codes: Uint8Array,
    private readonly places: PlacesOfEvents,
  ) {
    this.counts = new Uint32Array(Math.ceil(seqs.length / BLOCK) * STATES);
  }

  /** @param keys see {@link changeKey}; they are sorted. @param places of their thread's events on the axis */
  static of(keys: Float64Array, places: PlacesOfEvents): StateChanges {
    keys.sort();
    const seqs = new Uint32Array(keys.length);
    const codes = new Uint8Array(keys.length);
    for (let i = 0; i < keys.length; i++) {
      seqs[i] = Math.floor(keys[i]! / CODE_ROOM);
      codes[i] = keys[i]! % CODE_ROOM;
    }
    return new StateChanges(seqs, codes, places);
  }

  get count(): number {
    return this.seqs.length;
  }

  /** @returns both together; of the same thread */
  merged(other: StateChanges): StateChanges {
    const length = this.count + other.count;
    const [seqs, codes] = [new Uint32Array(length), new Uint8Array(length)];
    for (let to = 0, a = 0, b = 0; to < length; to++) {
      const own = b >= other.count || (a < this.count && this.seqs[a]! <= other.seqs[b]!);
      seqs[to] = own ? this.seqs[a]! : other.seqs[b]!;
      codes[to] = own ? this.codes[a++]! : other.codes[b++]!;
    }
    return new StateChanges(seqs, codes, this.places);
  }

  /** Sums up its blocks, if that has not been done. */
  sumUp(): readonly Level[] {
    this.levels ??= levelsFrom(this.smallest());
    return this.levels;
  }

  /** Visits what is in sight: stretches as large as can be. */
  visit(visitor: ChangeVisitor): void {
    const levels = this.sumUp();
    this.look(visitor, levels, levels.length - 1, 0, Infinity);
  }

  private look(
    visitor: ChangeVisitor,
    levels: readonly Level[],
    depth: number,
    first: number,
    end: number,
  ): void {
    const { size, present, lengths } = levels[depth]!;
    const stop = Math.min(end, present.length);
    let to = first < stop ? this.placeOf(first * size) : 0;
    for (let block = first; block < stop; block++) {
      const from = to;
      to = this.placeOf((block + 1) * size);
      if (present[block] === 0 || visitor.misses(from, to)) continue;
      if (visitor.isNarrow(to - from)) visitor.sum(present[block]!, lengths, block * STATES, from, to);
      else if (depth > 0) this.look(visitor, levels, depth - 1, block * TIMES, (block + 1) * TIMES);
      else this.walk(visitor, block);
    }
  }

  /** Where a change stands on the axis; of one behind the last, where the last does. */
  private placeOf(change: number): number {
    return this.places.at(this.seqs[Math.min(change, this.count - 1)]!);
  }

  private walk(visitor: ChangeVisitor, block: number): void {
    const { now, codes } = this;
    for (let state = 0; state < STATES; state++) now[state] = this.counts[block * STATES + state]!;
    const stop = Math.min(this.count, (block + 1) * BLOCK);
    let to = this.placeOf(block * BLOCK);
    for (let change = block * BLOCK; change < stop; change++) {
      const from = to;
      const code = codes[change]!;
      if (code >= THREW_CODE) visitor.error(code === THREW_CODE ? THREW : REJECTED, from);
      else if (step(now, code) < STATES) visitor.enter(code % CODES, from);
      to = this.placeOf(change + 1);
      if (to === from || visitor.misses(from, to)) continue;
      for (let state = 0; state < STATES; state++)
        if (now[state]! > 0) visitor.stretch(state, now[state]!, from, to);
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
        if (code >= THREW_CODE) bits |= code === THREW_CODE ? THREW : REJECTED;
        else bits |= (1 << step(now, code)) & (THREW - 1);
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

/** Takes a change into the counts. @returns the state that somebody has come into */
function step(counts: Uint32Array, code: number): number {
  const [from, to] = [Math.floor(code / CODES), code % CODES];
  if (from < STATES) counts[from]!--;
  if (to < STATES) counts[to]!++;
  return to;
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
