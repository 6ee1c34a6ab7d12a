/**
 * A long lane's shares on one axis, from blocks of awaits. A block much narrower than a pixel is taken as a whole; what it has is spread over
 * its width, which may touch a second pixel.
 */
import { Segment, visitSegments } from '../model/intervals';
import { State } from '../protocol/events';
import type { Tables } from '../model/tables';
import type { AwaitIndex } from './await-index';
import type { Axis } from './axis';
import { suspendAt } from './axis';
import { CLOSE, SHARES } from './coverage';
import type { Coverage } from './coverage';
import { Levels } from './levels';
import type { Blocks } from './levels';
import { toX } from './scale';
import type { Scale } from './scale';

/** Awaits in a smallest block. */
const BLOCK = 4;
/** The sign, behind those of the states, of blocks in which an await threw. */
const THREW = 1 << SHARES;

export class Profile {
  private readonly levels = new Levels(BLOCK, SHARES);

  /** @param offset of the task's stream: when an earlier stream turns up, all times change */
  constructor(
    private readonly task: number,
    readonly axis: Axis,
    readonly offset: number,
  ) {}

  /** Takes in the awaits that are new. */
  extend(tables: Tables, index: AwaitIndex): void {
    this.levels.extend(index.count, (block) => this.sum(tables, index, block));
  }

  private sum(tables: Tables, index: AwaitIndex, block: number): void {
    const { awaits } = tables;
    const blocks = this.levels.smallest;
    const first = index.rows[block * BLOCK]!;
    const next = index.rows[(block + 1) * BLOCK]!;
    const time = this.axis === 'time';
    blocks.begin(suspendAt(this.axis, awaits, first));
    blocks.from[block + 1] = suspendAt(this.axis, awaits, next);
    const until = awaits.suspendSeq(next);
    visitSegments(
      tables,
      this.task,
      (state, start, end, startSeq, endSeq, w) => {
        if (startSeq >= until) return false;
        if (state < SHARES) blocks.add(block, state, time ? end - start : endSeq - startSeq);
        if (state === Segment.running && w >= 0 && awaits.outcome(w) === State.rejected)
          blocks.present[block]! |= THREW;
        return true;
      },
      first,
    );
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
        this.walk(tables, index, scale, n, next, out);
        n = next;
      }
    }
  }

  private walk(
    tables: Tables,
    index: AwaitIndex,
    scale: Scale,
    from: number,
    to: number,
    out: Coverage,
  ): void {
    const { awaits } = tables;
    const stop = to < index.count ? awaits.suspendSeq(index.rows[to]!) : Infinity;
    const time = this.axis === 'time';
    visitSegments(
      tables,
      this.task,
      (state, start, end, startSeq, endSeq, w) => {
        if (startSeq >= stop) return false;
        const x0 = toX(scale, time ? start : startSeq);
        out.add(state, x0, toX(scale, time ? end : endSeq));
        if (state === Segment.running && w >= 0 && awaits.outcome(w) === State.rejected) out.addThrow(x0);
        return true;
      },
      index.rows[from],
    );
  }
}

function spread(blocks: Blocks, block: number, scale: Scale, pixels: number, out: Coverage): void {
  const present = blocks.present[block]!;
  const [x0, x1] = [toX(scale, blocks.from[block]!), toX(scale, blocks.from[block + 1]!)];
  for (let state = 0; state < SHARES; state++) {
    if (present & (1 << state)) out.spread(state, x0, x1, blocks.sums[block * SHARES + state]! * pixels);
  }
  if (!(present & THREW)) return;
  out.addThrow(x0);
  // which of two pixels it was is not known here
  out.addThrow(x1);
}
