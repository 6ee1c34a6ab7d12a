/**
 * A long lane's shares on one axis, from blocks of awaits. A block much narrower than a pixel is taken as a whole; what it has is spread over
 * its width, which may touch a second pixel.
 */
import type { Tables } from '../model/tables';
import { AwaitBounds, PARTS, THREW, coverAwaits } from './await-bounds';
import type { AwaitIndex } from './await-index';
import type { Axis } from './axis';
import { CLOSE, SHARES } from './coverage';
import type { Coverage } from './coverage';
import { Levels } from './levels';
import type { Blocks } from './levels';
import { toX } from './scale';
import type { Scale } from './scale';

/** Awaits in a smallest block. */
const BLOCK = 4;

export class Profile {
  private readonly levels = new Levels(BLOCK, SHARES);
  private readonly bounds = new AwaitBounds();

  /** @param version see `placesVersion` */
  constructor(
    readonly axis: Axis,
    readonly version: number,
  ) {}

  /** Takes in the awaits that are new. */
  extend(tables: Tables, index: AwaitIndex): void {
    this.levels.extend(index.count, (block) => this.sum(tables, index, block));
  }

  private sum(tables: Tables, { rows }: AwaitIndex, block: number): void {
    const { bounds } = this;
    const { at } = bounds;
    const blocks = this.levels.smallest;
    const first = block * BLOCK;
    for (let n = first; n < first + BLOCK; n++) {
      const present = bounds.read(tables, this.axis, rows[n]!, rows[n + 1]!);
      if (n === first) blocks.begin(at[0]!);
      PARTS.forEach((state, part) => {
        if (present & (1 << state)) blocks.add(block, state, at[part + 1]! - at[part]!);
      });
      blocks.present[block]! |= present & THREW;
    }
    blocks.from[block + 1] = at[3]!;
  }

  /**
   * Adds what is in view to `out`: narrow blocks as a whole, the others segment by segment.
   * @param first number of the first await in view, @param end of the first one after it
   */
  cover(tables: Tables, index: AwaitIndex, scale: Scale, first: number, end: number, out: Coverage): void {
    const pixels = scale.width / (scale.to - scale.from);
    const isNarrow = ({ from }: Blocks, block: number): boolean =>
      (from[block + 1]! - from[block]!) * pixels < CLOSE;
    let n = first;
    while (n < end) {
      const blocks = this.levels.largest(n, end, isNarrow);
      if (blocks) {
        spread(blocks, n / blocks.size, scale, pixels, out);
        n += blocks.size;
      } else {
        const next = Math.min(end, (Math.floor(n / BLOCK) + 1) * BLOCK);
        coverAwaits(tables, this.axis, index, n, next, scale, out, this.bounds);
        n = next;
      }
    }
  }
}

function spread(blocks: Blocks, block: number, scale: Scale, pixels: number, out: Coverage): void {
  const present = blocks.present[block]!;
  const [x0, x1] = [toX(scale, blocks.from[block]!), toX(scale, blocks.from[block + 1]!)];
  out.spread(present, blocks.sums, block * SHARES, pixels, x0, x1);
  if (!(present & THREW)) return;
  out.addThrow(x0);
  // which of two pixels it was is not known here
  out.addThrow(x1);
}
