/** The lanes of the groups that have been in view, on the axis that is: they are summed up some at a time, in frames and between them. */
import type { LaneGroup } from '../model/lane-groups';
import type { Tables } from '../model/tables';
import { allPlacesVersion } from './axis';
import type { Axis } from './axis';
import type { Coverage } from './coverage';
import { GroupLane } from './group-lane';
import type { Scale } from './scale';

/** Groups whose sums are kept. */
const KEPT = 512;

export class GroupLanes {
  /** Lanes of the last frame that have not been summed up wholly. */
  private readonly lagging = new Set<GroupLane>();
  /** Of the places on the axis. */
  private version = '';
  private readonly lanes = new Map<LaneGroup, GroupLane>();
  private left: number;

  /** @param atOnce parts that are summed up in one frame @param mostFresh see {@link GroupLane} */
  constructor(
    private readonly atOnce = Infinity,
    private readonly mostFresh?: number,
  ) {
    this.left = atOnce;
  }

  /** To be called before each frame. */
  begin(): void {
    this.left = this.atOnce;
    this.lagging.clear();
  }

  /** Not all that is to be shown has been summed up yet. */
  get behind(): boolean {
    return this.lagging.size > 0;
  }

  /**
   * Sums up more of what is behind.
   * @param most so many parts
   * @returns whether there is still more
   */
  catchUp(tables: Tables, most: number): boolean {
    let left = most;
    for (const lane of this.lagging) {
      left -= lane.update(tables, left);
      if (lane.isBehind) break;
      this.lagging.delete(lane);
    }
    return this.behind;
  }

  /** @param coverage is emptied first */
  cover(tables: Tables, group: LaneGroup, axis: Axis, scale: Scale, coverage: Coverage): void {
    coverage.reset(scale.width);
    this.updated(tables, group, axis).cover(tables, scale, coverage);
  }

  /** @returns the parts of a group that are in a part of the axis; undefined if they are more than `most` */
  inView(
    tables: Tables,
    group: LaneGroup,
    axis: Axis,
    from: number,
    to: number,
    most: number,
  ): readonly number[] | undefined {
    return this.updated(tables, group, axis).inView(tables, from, to, most);
  }

  private updated(tables: Tables, group: LaneGroup, axis: Axis): GroupLane {
    const version = allPlacesVersion(tables, axis);
    if (version !== this.version) this.lanes.clear();
    this.version = version;
    const lane = this.lane(group, axis);
    this.left -= lane.update(tables, this.left);
    if (lane.isBehind) this.lagging.add(lane);
    return lane;
  }

  private lane(group: LaneGroup, axis: Axis): GroupLane {
    const known = this.lanes.get(group);
    if (known?.axis === axis) return known;
    const lane = new GroupLane(group, axis, this.mostFresh);
    this.lanes.delete(group);
    this.lanes.set(group, lane);
    if (this.lanes.size > KEPT) this.lanes.delete(this.lanes.keys().next().value!);
    return lane;
  }
}
