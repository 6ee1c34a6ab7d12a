/**
 * When each event of a thread happened, four bytes each. Tables keep an event's number alone and ask here for its time.
 *
 *     page     base 81,000,000,000     + 0, 150, 300 …
 *     page     base 81,000,700,300     + 0, 90, …
 */
const PAGE_BITS = 13;
const PAGE_SIZE = 1 << PAGE_BITS;
const MOST = 2 ** 32 - 1;

export class Times {
  private readonly bases: number[] = [];
  /** Ns since the page's base; of a page that spans more than 4.29 s, in doubles. */
  private readonly pages: (Uint32Array | Float64Array)[] = [];
  private count = 0;

  /** @param offset ns to add to all of them: from the recording's beginning to the stream's */
  constructor(public offset: number) {}

  /** Takes in the times of the next events, from `t[from]` to `t[to - 1]`: ns since the stream began. */
  add(t: Float64Array, from: number, to: number): void {
    let i = from;
    while (i < to) {
      const at = this.count & (PAGE_SIZE - 1);
      if (at === 0) {
        this.bases.push(t[i]!);
        this.pages.push(new Uint32Array(PAGE_SIZE));
      }
      const end = Math.min(to, i + PAGE_SIZE - at);
      this.count += end - i;
      this.fill(t, i, end, at);
      i = end;
    }
  }

  /** Fills the last page from `at` on. */
  private fill(t: Float64Array, from: number, to: number, at: number): void {
    const last = this.pages.length - 1;
    const base = this.bases[last]!;
    let page = this.pages[last]!;
    for (let i = from; i < to; i++) {
      const since = t[i]! - base;
      if (!(since >= 0 && since <= MOST) && page instanceof Uint32Array)
        page = this.pages[last] = Float64Array.from(page);
      page[at + i - from] = since;
    }
  }

  /** @returns ns since the recording began; NaN for 0, which is no event */
  at(seq: number): number {
    if (seq === 0) return NaN;
    const page = (seq - 1) >>> PAGE_BITS;
    return this.offset + this.bases[page]! + this.pages[page]![(seq - 1) & (PAGE_SIZE - 1)]!;
  }
}
