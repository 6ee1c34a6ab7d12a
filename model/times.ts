/**
 * When each event of a thread happened, four bytes each. Tables keep an event's number alone and ask here for its time.
 *
 *     chunk    base 81,000,000,000     + 0, 150, 300 …
 *     chunk    base 81,000,700,300     + 0, 90, …
 */
const CHUNK_BITS = 12;
const CHUNK = 1 << CHUNK_BITS;
/** Few pages, of many chunks: see `rows.ts`. */
const PAGE_BITS = 16;
const PAGE = 1 << PAGE_BITS;
const MOST = 2 ** 32 - 1;

export class Times {
  private count = 0;
  /** Of each chunk, ns since the recording began; NaN of one that spans more than 4.29 s. */
  private readonly bases: number[] = [];
  /** Ns since the chunk's base. */
  private readonly pages: Uint32Array[] = [];
  /** Ns since the recording began, of the chunks that have no base. */
  private readonly wide = new Map<number, Float64Array>();

  /** @param offset ns to add to all of them: from the recording's beginning to the stream's */
  constructor(private begins: number) {}

  get offset(): number {
    return this.begins;
  }

  /** The recording began earlier than was known: by so many ns. */
  shift(by: number): void {
    this.begins += by;
    for (let chunk = 0; chunk < this.bases.length; chunk++) this.bases[chunk]! += by;
    for (const times of this.wide.values()) for (let i = 0; i < CHUNK; i++) times[i]! += by;
  }

  /** Takes in the times of the next events, from `t[from]` to `t[to - 1]`: ns since the stream began. */
  add(t: Float64Array, from: number, to: number): void {
    for (let i = from; i < to;) {
      const at = this.count & (CHUNK - 1);
      if (at === 0) this.begin(this.begins + t[i]!);
      const end = Math.min(to, i + CHUNK - at);
      this.fill(t, i, end);
      this.count += end - i;
      i = end;
    }
  }

  /** A chunk begins. The first page holds one at first, as most recordings do. */
  private begin(base: number): void {
    const { count, pages } = this;
    this.bases.push(base);
    if (count >= PAGE) {
      if ((count & (PAGE - 1)) === 0) pages.push(new Uint32Array(PAGE));
    } else if (count === 0 || count === pages[0]!.length) {
      const page = new Uint32Array(Math.max(CHUNK, 2 * count));
      if (count > 0) page.set(pages[0]!);
      pages[0] = page;
    }
  }

  /** Fills the last chunk, which has room for so many. */
  private fill(t: Float64Array, from: number, to: number): void {
    const first = this.count;
    const chunk = first >>> CHUNK_BITS;
    const page = this.pages[first >>> PAGE_BITS]!;
    const at = first & (PAGE - 1);
    const { begins } = this;
    let base = this.bases[chunk]!;
    for (let i = from; i < to; i++) {
      const since = t[i]! + begins - base;
      if (since >= 0 && since <= MOST) page[at + i - from] = since;
      else {
        this.widen(chunk, first + i - from)[(at + i - from) & (CHUNK - 1)] = t[i]! + begins;
        base = NaN;
      }
    }
  }

  /** @returns the chunk's times as doubles; those before `event` are in it */
  private widen(chunk: number, event: number): Float64Array {
    const known = this.wide.get(chunk);
    if (known) return known;
    const times = new Float64Array(CHUNK);
    for (let e = chunk * CHUNK; e < event; e++) times[e & (CHUNK - 1)] = this.at(e + 1);
    this.wide.set(chunk, times);
    this.bases[chunk] = NaN;
    return times;
  }

  /** @returns ns since the recording began; NaN for 0, which is no event */
  at(seq: number): number {
    const event = seq - 1;
    const base = this.bases[event >>> CHUNK_BITS]!;
    // NaN alone is not itself; this is short, for callers to have it in place
    if (seq === 0 || base !== base) return this.seldom(seq);
    return base + this.pages[event >>> PAGE_BITS]![event & (PAGE - 1)]!;
  }

  private seldom(seq: number): number {
    const event = seq - 1;
    return seq === 0 ? NaN : this.wide.get(event >>> CHUNK_BITS)![event & (CHUNK - 1)]!;
  }
}
