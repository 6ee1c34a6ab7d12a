/** Places on an axis that never fall, four bytes each: how far each is from the first one of its block. */

/** Places in a block. */
export const BLOCK = 32;
const MOST = 2 ** 32 - 1;

export class PackedPlaces {
  /** The first place of each block. */
  private readonly bases: Float64Array;
  private readonly since: Uint32Array;
  /** Blocks that reach further than four bytes do. */
  private readonly wide = new Map<number, Float64Array>();

  /** @param next gives the places, in their order; they are whole numbers */
  constructor(
    readonly length: number,
    next: (i: number) => number,
  ) {
    this.bases = new Float64Array(Math.ceil(length / BLOCK));
    this.since = new Uint32Array(length);
    let base = 0;
    let wide: Float64Array | undefined;
    for (let i = 0; i < length; i++) {
      const place = next(i);
      if (i % BLOCK === 0) {
        this.bases[Math.floor(i / BLOCK)] = base = place;
        wide = undefined;
      }
      if (place - base > MOST) wide ??= this.widen(Math.floor(i / BLOCK));
      if (wide) wide[i % BLOCK] = place;
      else this.since[i] = place - base;
    }
  }

  /** @returns the block's places as doubles; those that it had are in it */
  private widen(block: number): Float64Array {
    const places = new Float64Array(BLOCK);
    for (let i = 0; i < BLOCK && block * BLOCK + i < this.length; i++)
      places[i] = this.bases[block]! + this.since[block * BLOCK + i]!;
    this.wide.set(block, places);
    return places;
  }

  at(i: number): number {
    if (this.wide.size > 0) {
      const places = this.wide.get(Math.floor(i / BLOCK));
      if (places) return places[i % BLOCK]!;
    }
    return this.bases[Math.floor(i / BLOCK)]! + this.since[i]!;
  }
}
