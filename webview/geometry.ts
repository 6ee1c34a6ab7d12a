/**
 * One lane of the range in view: segments as bars where there is room for them, as shares of a pixel where there is not. How many
 * awaits are in view decides, lane by lane, not the zoom alone:
 *
 *     a bar a segment   |  long ones as bars, short ones as shares  |  shares only, from sums of blocks
 *              ≤ 2 segments a pixel/3                    ≤ FEW awaits
 */
import { Segment, visitSegments } from '../model/intervals';
import { State } from '../protocol/events';
import type { Tables } from '../model/tables';
import { AwaitBounds, PARTS, coverAwaits } from './await-bounds';
import { AwaitIndexes } from './await-index';
import type { AwaitIndex } from './await-index';
import { placesVersion } from './axis';
import type { Axis } from './axis';
import { Bars } from './bars';
import type { Coverage } from './coverage';
import { Profile } from './lane-profile';
import type { Scale } from './scale';
import type { View } from './view';

/** Awaits in view that are looked at one by one. */
const FEW = 2500;
/** A lane with more awaits than this share of its pixels, or than its part of so many in all lanes, shows its short segments as shares. */
const CROWDED = 0.25;
const MOST_AWAITS = 2500;
/** From this width on a segment of a crowded lane is a bar. */
const BAR_FROM = 2;
const KEPT_PROFILES = 128;

/** Of the view, what decides where bars are. */
export type Plot = Pick<View, 'axis' | 'scale'> & Partial<Pick<View, 'glide' | 'lanesInView'>>;

export class Geometry {
  readonly bars = new Bars();
  /** Where bars of the lane at hand go. */
  private into = this.bars;
  readonly indexes = new AwaitIndexes();
  private readonly bounds = new AwaitBounds();
  private readonly profiles = new Map<number, Profile>();
  /** Tasks that {@link prepare} has looked at, and for which axis. */
  private prepared = 0;
  private preparedAxis: Axis = 'time';

  /**
   * Adds the bars of a lane.
   * @param coverage is emptied first; holds what is too short for a bar
   * @param bars to which bars are added
   */
  lane(tables: Tables, task: number, row: number, view: Plot, coverage: Coverage, bars = this.bars): void {
    this.into = bars;
    const { axis, scale, lanesInView = 1 } = view;
    const few = Math.min(CROWDED * scale.width, MOST_AWAITS / lanesInView);
    coverage.reset(scale.width);
    const index = this.indexes.of(tables, task);
    if (!index) {
      const crowded = tables.tasks.awaits(task) > few;
      return this.segments(tables, task, row, view, crowded ? coverage : undefined, -1);
    }
    const { first, end } = rangeInView(tables, index, axis, scale);
    const crowded = end - first > few ? coverage : undefined;
    const isFew = end - first <= FEW;
    if (isFew && (!crowded || view.glide))
      return this.segments(tables, task, row, view, crowded, first < 0 ? -1 : index.rows[first]!);
    if (first < 0) this.segments(tables, task, row, view, crowded, -1, 1);
    const last = end - 1;
    const begin = Math.max(0, first);
    if (isFew) this.crowd(tables, task, row, view, coverage, index, begin, last);
    else this.profile(tables, task, axis, index).cover(tables, index, scale, begin, last, coverage);
    // What has no end is long: the last one is looked at by itself.
    this.segments(tables, task, row, view, crowded, index.rows[last]!);
  }

  /** Sums up a long lane that has not been drawn yet. @returns whether there was one */
  prepare(tables: Tables, axis: Axis): boolean {
    if (axis !== this.preparedAxis) this.prepared = 0;
    this.preparedAxis = axis;
    while (this.prepared < tables.tasks.count && this.profiles.size < KEPT_PROFILES) {
      const task = this.prepared++;
      if (tables.tasks.awaits(task) <= FEW || this.profiles.get(task)?.axis === axis) continue;
      const index = this.indexes.of(tables, task);
      if (!index) continue;
      this.profile(tables, task, axis, index);
      return true;
    }
    return false;
  }

  /** Many awaits, from number `first` on, each of which has one after it. */
  private crowd(
    tables: Tables,
    task: number,
    row: number,
    { axis, scale }: Plot,
    coverage: Coverage,
    index: AwaitIndex,
    first: number,
    end: number,
  ): void {
    const { into: bars, bounds } = this;
    const addBar = (part: number, w: number, x: number, width: number): void => {
      if (x + width >= 0 && x <= scale.width)
        bars.add(x, width, row, task, PARTS[part]!, w, bounds.seq[part]!);
    };
    coverAwaits(tables, axis, index, first, end, scale, coverage, bounds, BAR_FROM, addBar);
  }

  /** @param first the await to begin at, -1: at the task's start; @param most segments to look at */
  private segments(
    tables: Tables,
    task: number,
    row: number,
    { axis, scale, glide }: Plot,
    coverage: Coverage | undefined,
    first: number,
    most = Infinity,
  ): void {
    const { into: bars } = this;
    let left = most;
    const time = axis === 'time';
    const { order } = tables.streams[tables.tasks.stream(task)]!;
    const pixels = scale.width / (scale.to - scale.from);
    visitSegments(
      tables,
      task,
      (state, start, end, startSeq, endSeq, w) => {
        if (left-- === 0) return false;
        const from = time ? start : order.at(startSeq);
        const to = time ? end : order.at(endSeq);
        if (to < scale.from) return true;
        if (from > scale.to) return false;
        // On the order axis a settling that is no event of its own takes no step.
        if (!time && from === to) return true;
        const x = (from - scale.from) * pixels;
        const width = (to - from) * pixels;
        if (coverage && width < BAR_FROM && state < Segment.left) {
          coverage.add(state, x, x + width);
          if (state === Segment.running && w >= 0 && tables.awaits.outcome(w) === State.rejected)
            coverage.addThrow(x);
        } else if (glide) {
          const left = glide.from(start, order.at(startSeq), x);
          bars.add(left, glide.from(end, order.at(endSeq), x + width) - left, row, task, state, w, startSeq);
        } else bars.add(x, width, row, task, state, w, startSeq);
        return true;
      },
      first,
    );
  }

  private profile(tables: Tables, task: number, axis: Axis, index: AwaitIndex): Profile {
    const version = placesVersion(tables.streams[tables.tasks.stream(task)]!, axis);
    let profile = this.profiles.get(task);
    if (profile?.axis !== axis || profile.version !== version) {
      profile = new Profile(axis, version);
      this.profiles.delete(task);
      this.profiles.set(task, profile);
      if (this.profiles.size > KEPT_PROFILES) this.profiles.delete(this.profiles.keys().next().value!);
    }
    profile.extend(tables, index);
    return profile;
  }
}

/** @returns numbers of the awaits that may be in view; `first` is -1 where the task's start may be */
export function rangeInView(
  tables: Tables,
  index: AwaitIndex,
  axis: Axis,
  scale: Scale,
): { readonly first: number; readonly end: number } {
  return { first: index.before(tables, axis, scale.from) - 1, end: index.before(tables, axis, scale.to) };
}
