/** The lanes of the groups that have been in view, on the axis that is: they are summed up some at a time, in frames and between them. */
import { eventCount } from '../model/event-count';
import type { LaneGroup } from '../model/lane-groups';
import type { Tables } from '../model/tables';
import { allPlacesVersion } from './axis';
import type { Axis } from './axis';
import type { Coverage } from './coverage';
import { GroupLane } from './group-lane';
import type { Scale } from './scale';

/** Groups whose sums are kept, besides those in view. */
const KEPT = 512;
/** Where lanes begin anew, so many times as much is summed up in the frame. */
const ANEW = 10;

export class GroupLanes {
  /** Lanes of the last frame that have not been summed up wholly. */
  private readonly lagging = new Set<GroupLane>();
  /** Lanes of the last frame, none of which gives way to others. */
  private readonly used = new Set<GroupLane>();
  /** Of the groups that there are. */
  private groups = '';
  /** So many there were as the frame began; undefined before the first. */
  private events: number | undefined;
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

  /**
   * To be called before each frame. What comes until the next one is taken in then: it has no place on the order axis yet.
   * @param groups changes when there are other groups: those that were are not kept
   */
  begin(tables: Tables, groups: string): void {
    if (groups !== this.groups) this.lanes.clear();
    this.groups = groups;
    for (const [group, lane] of this.lanes) {
      // the least recently drawn is the first of the map
      if (this.lanes.size <= KEPT) break;
      if (!this.used.has(lane)) this.lanes.delete(group);
    }
    this.used.clear();
    this.events = eventCount(tables);
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
   * @returns whether there is still more that needs no frame before it
   */
  catchUp(tables: Tables, most: number): boolean {
    if (!this.isUpToDate(tables)) return false;
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
    if (version !== this.version) {
      // else they would be seen to begin anew
      if (this.lanes.size > 0) this.left += ANEW * this.atOnce;
      this.lanes.clear();
    }
    this.version = version;
    const lane = this.lane(group, axis);
    this.used.add(lane);
    if (!this.isUpToDate(tables)) return lane;
    this.left -= lane.update(tables, this.left);
    if (lane.isBehind) this.lagging.add(lane);
    return lane;
  }

  private isUpToDate(tables: Tables): boolean {
    return this.events === undefined || this.events === eventCount(tables);
  }

  private lane(group: LaneGroup, axis: Axis): GroupLane {
    const known = this.lanes.get(group);
    const lane = known?.axis === axis ? known : new GroupLane(group, axis, this.mostFresh);
    this.lanes.delete(group);
    this.lanes.set(group, lane);
    return lane;
  }
}
