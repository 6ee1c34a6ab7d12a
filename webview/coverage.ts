/**
 * What a lane does within each pixel, where its segments are too short to draw: shares of each state, so that one however short keeps its
 * presence; and where something went wrong.
 *
 *     pixel    0         1         2
 *            ──┬─────────┬─────────┬──
 *     share   running 0.2  ready 0.1  …
 */
/** States that a task's own lane sums up; the rest (left, unfinished) are long by nature and drawn as bars there. */
export const SHARES = 3;
/** All states: where many tasks are one lane, the rest are shares too. */
export const STATES = 5;

export class Coverage {
  /** Pixel by pixel, {@link STATES} values each. */
  shares = new Float32Array(0);
  /** 1 where an await threw. */
  threw = new Uint8Array(0);
  /** 1 where a task ended with an error; of lanes of several tasks. */
  rejected = new Uint8Array(0);
  /** Pixels in use. */
  width = 0;
  empty = true;

  reset(width: number): void {
    this.width = Math.ceil(width);
    this.empty = true;
    if (this.threw.length < this.width) {
      this.shares = new Float32Array(this.width * STATES);
      this.threw = new Uint8Array(this.width);
      this.rejected = new Uint8Array(this.width);
    } else {
      this.shares.fill(0, 0, this.width * STATES);
      this.threw.fill(0, 0, this.width);
      this.rejected.fill(0, 0, this.width);
    }
  }

  /** Adds a segment from pixel `x0` to `x1`; one without length too. */
  add(state: number, x0: number, x1: number): void {
    if (x1 < 0 || x0 >= this.width) return;
    this.empty = false;
    const pixel = Math.floor(x0);
    // by far the most are as short as that; the others have a function of their own, so that this one can stand where it is called
    if (pixel >= 0 && x1 <= pixel + 1)
      this.shares[pixel * STATES + state]! += x1 - x0 > LEAST_SHARE ? x1 - x0 : LEAST_SHARE;
    else this.addLong(state, Math.max(0, x0), Math.min(this.width, x1));
  }

  private addLong(state: number, from: number, to: number): void {
    const first = Math.floor(from);
    const last = Math.max(first, Math.ceil(to) - 1);
    for (let pixel = first; pixel <= last; pixel++) {
      const share = Math.min(to, pixel + 1) - Math.max(from, pixel);
      this.shares[pixel * STATES + state]! += Math.max(share, LEAST_SHARE);
    }
  }

  /** Something comes into a state at pixel `x`, however short it stays. */
  enter(state: number, x: number): void {
    if (x < 0 || x >= this.width) return;
    this.empty = false;
    this.shares[Math.floor(x) * STATES + state]! += LEAST_SHARE;
  }

  /** Adds a stretch with length from pixel `x0` to `x1`. @param counts how many are in each of {@link STATES} */
  addAll(counts: Uint32Array, x0: number, x1: number): void {
    const pixel = Math.floor(x0);
    // by far the most are as short as that
    if (pixel >= 0 && x1 <= pixel + 1 && pixel < this.width) this.addWithin(counts, pixel, x1 - x0);
    else {
      const to = Math.min(this.width, x1);
      for (let at = Math.max(0, pixel); at < to; at++)
        this.addWithin(counts, at, Math.min(to, at + 1) - Math.max(x0, at));
    }
  }

  private addWithin(counts: Uint32Array, pixel: number, share: number): void {
    const { shares } = this;
    const at = pixel * STATES;
    for (let state = 0; state < STATES; state++) {
      const many = counts[state]!;
      if (many === 0) continue;
      this.empty = false;
      shares[at + state]! += many * share;
    }
  }

  /**
   * Adds what several segments between two pixels have in all, spread evenly: who takes them together knows no better. They are there even
   * if they have no length.
   * @param present bits of the states that are there
   * @param lengths of so many `states`, from `at` on, on an axis of which one is so many `pixels` wide
   */
  spread(
    present: number,
    lengths: Float32Array | Float64Array,
    at: number,
    pixels: number,
    x0: number,
    x1: number,
    states = SHARES,
  ): void {
    const { shares, width } = this;
    const first = Math.floor(x0);
    const last = Math.max(first, Math.ceil(x1) - 1);
    for (let pixel = Math.max(0, first); pixel <= Math.min(last, width - 1); pixel++) {
      this.empty = false;
      const part =
        first === last ? pixels : (pixels * (Math.min(x1, pixel + 1) - Math.max(x0, pixel))) / (x1 - x0);
      for (let state = 0; state < states; state++) {
        if (present & (1 << state))
          shares[pixel * STATES + state]! += Math.max(part * lengths[at + state]!, LEAST_SHARE);
      }
    }
  }

  addThrow(x: number): void {
    this.mark(this.threw, x);
  }

  addRejection(x: number): void {
    this.mark(this.rejected, x);
  }

  private mark(marks: Uint8Array, x: number): void {
    const pixel = Math.floor(x);
    if (pixel < 0 || pixel >= this.width) return;
    marks[pixel] = 1;
    this.empty = false;
  }
}

/** From this width on, in pixels, what many segments do is looked at more closely. */
export const CLOSE = 1;

/** What has no length still has presence. */
const LEAST_SHARE = 1e-6;
