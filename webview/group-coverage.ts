/**
 * A group as one lane: what its tasks, or the awaits of its line, do within each pixel, all together. Parts are summed in blocks, so
 * that blocks within a pixel, and those out of view, need not be walked through in every frame.
 */
import type { LaneGroup } from '../model/lane-groups';
import type { Tables } from '../model/tables';
import type { Axis } from './axis';
import { CLOSE, SHARES } from './coverage';
import type { Coverage } from './coverage';
import { isOver, partsOf, visitPart } from './group-parts';
import { toX } from './scale';
import type { Scale } from './scale';

/** Parts in a block. */
const BLOCK = 32;

/** Blocks of a group on one axis. */
interface Level {
  /** Where a block's first part begins and its last one ends; infinity while something of it may still change. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Running, waiting and ready of each block. */
  readonly sums: Float64Array;
  /** Bits of the states that are there, however short. */
  readonly present: Uint8Array;
}

/** The lane of a group, as long as the group stays as it is. */
class GroupLane {
  private readonly levels = new Map<Axis, Level>();

  /** @param waits of a line: what ran between its awaits is not its own */
  constructor(
    private readonly parts: Int32Array,
    private readonly waits: boolean,
  ) {}

  cover(tables: Tables, axis: Axis, scale: Scale, coverage: Coverage): void {
    const level = this.levelOf(tables, axis);
    const pixels = scale.width / (scale.to - scale.from);
    for (let block = 0; block < level.from.length; block++) {
      const [from, to] = [level.from[block]!, level.to[block]!];
      if (from > scale.to || to < scale.from) continue;
      if ((to - from) * pixels >= CLOSE) {
        this.walk(tables, axis, scale, block, coverage);
        continue;
      }
      const [x0, x1] = [toX(scale, from), toX(scale, to)];
      for (let state = 0; state < SHARES; state++) {
        if (level.present[block]! & (1 << state))
          coverage.spread(state, x0, x1, level.sums[block * SHARES + state]! * pixels);
      }
    }
    share(coverage);
  }

  private walk(tables: Tables, axis: Axis, scale: Scale, block: number, coverage: Coverage): void {
    this.visit(tables, axis, block, (state, from, to) => {
      if (from <= scale.to && to >= scale.from) coverage.add(state, toX(scale, from), toX(scale, to));
    });
  }

  /** @param see gets places on the axis */
  private visit(
    tables: Tables,
    axis: Axis,
    block: number,
    see: (state: number, from: number, to: number) => void,
  ): void {
    const end = Math.min(this.parts.length, (block + 1) * BLOCK);
    for (let i = block * BLOCK; i < end; i++) {
      visitPart(tables, this.parts[i]!, this.waits, (state, start, stop, startSeq, stopSeq) => {
        if (axis === 'time') see(state, start, stop);
        // what is no step of its own is nothing there
        else if (startSeq !== stopSeq) see(state, startSeq, stopSeq);
      });
    }
  }

  private levelOf(tables: Tables, axis: Axis): Level {
    let level = this.levels.get(axis);
    if (!level) this.levels.set(axis, (level = this.summed(tables, axis)));
    return level;
  }

  private summed(tables: Tables, axis: Axis): Level {
    const blocks = Math.ceil(this.parts.length / BLOCK);
    const level = {
      from: new Float64Array(blocks).fill(Infinity),
      to: new Float64Array(blocks).fill(-Infinity),
      sums: new Float64Array(blocks * SHARES),
      present: new Uint8Array(blocks),
    };
    for (let block = 0; block < blocks; block++) {
      this.visit(tables, axis, block, (state, from, to) => {
        if (from < level.from[block]!) level.from[block] = from;
        if (to > level.to[block]!) level.to[block] = to;
        level.sums[block * SHARES + state]! += to - from;
        level.present[block]! |= 1 << state;
      });
      const parts = this.parts.subarray(block * BLOCK, (block + 1) * BLOCK);
      if (!parts.every((part) => isOver(tables, part))) level.to[block] = Infinity;
    }
    return level;
  }
}

/** The lanes of the groups as they are now; groups that have grown are new ones. */
export class GroupLanes {
  private groups: readonly LaneGroup[] = [];
  /** When an earlier stream turns up, all times change. */
  private offsets = '';
  private lanes = new Map<LaneGroup, GroupLane>();

  /** @param coverage is emptied first */
  cover(
    tables: Tables,
    groups: readonly LaneGroup[],
    group: LaneGroup,
    axis: Axis,
    scale: Scale,
    coverage: Coverage,
  ): void {
    coverage.reset(scale.width);
    const offsets = tables.streams.map(({ offset }) => offset).join();
    if (groups !== this.groups || offsets !== this.offsets) this.begin(tables, groups);
    this.offsets = offsets;
    this.lanes.get(group)?.cover(tables, axis, scale, coverage);
  }

  private begin(tables: Tables, groups: readonly LaneGroup[]): void {
    this.groups = groups;
    const parts = partsOf(tables, groups);
    this.lanes = new Map(
      groups.map((group, i) => [group, new GroupLane(parts[i]!, group.awaits.length > 0)]),
    );
  }
}

/** Where several do something at once, each has its share of the pixel. */
function share({ shares, width }: Coverage): void {
  for (let pixel = 0; pixel < width; pixel++) {
    let sum = 0;
    for (let state = 0; state < SHARES; state++) sum += shares[pixel * SHARES + state]!;
    if (sum > 1) for (let state = 0; state < SHARES; state++) shares[pixel * SHARES + state]! /= sum;
  }
}
