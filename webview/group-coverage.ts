/**
 * A group as one lane: what its tasks, or the awaits of its line, do within each pixel, all together. Parts that are over are summed in blocks, so
 * that blocks within a pixel, and those out of view, need not be walked through in every frame; the others are few, and looked at one by one.
 */
import type { LaneGroup } from '../model/lane-groups';
import type { Tables } from '../model/tables';
import { placesVersion } from './axis';
import type { Axis } from './axis';
import { CLOSE, STATES } from './coverage';
import type { Coverage } from './coverage';
import { isOver, visitErrors, visitPart } from './group-parts';
import { PartBlocks, REJECTED, THREW } from './part-blocks';
import { toX } from './scale';
import type { Scale } from './scale';

/** Groups whose sums are kept. */
const KEPT = 512;
/** To find some that are in view, so many times as many are looked at. */
const LOOKED = 8;

/** The lane of a group on one axis. */
class GroupLane {
  private readonly blocks = new PartBlocks();
  private taken = 0;
  /** So many there were when it was brought up to date. */
  private events = -1;
  /** Numbers of the parts that are not over. */
  private open: number[] = [];

  constructor(
    private readonly group: LaneGroup,
    readonly axis: Axis,
  ) {}

  /** Takes in the parts that are new, at most so many, and what has come to an end. @returns how many were new */
  update(tables: Tables, most: number): number {
    const { parts } = this.group;
    const events = tables.streams.reduce((n, stream) => n + stream.events, 0);
    if (events === this.events && this.taken === parts.length) return 0;
    this.events = events;
    let kept = 0;
    const take = (number: number): void => {
      if (!isOver(tables, parts[number]!)) this.open[kept++] = number;
      else
        this.visit(
          tables,
          number,
          (state, from, to) => this.blocks.add(number, state, from, to),
          (bit, at) => this.blocks.mark(number, bit, at),
        );
    };
    for (const number of this.open) take(number);
    const before = this.taken;
    const stop = Math.min(parts.length, before + most);
    for (; this.taken < stop; this.taken++) take(this.taken);
    this.open.length = kept;
    return this.taken - before;
  }

  /** @returns the parts that are in a part of the axis, about in their order; undefined if they are more than `most` */
  inView(tables: Tables, from: number, to: number, most: number): number[] | undefined {
    const { parts } = this.group;
    const found: number[] = [];
    let looked = this.open.length;
    const look = (number: number): void => {
      if (this.touches(tables, number, from, to)) found.push(parts[number]!);
    };
    this.blocks.visit({
      // what is in view may lie among much that is not: then that is looked at no longer
      misses: (begin, end) => looked > LOOKED * most || begin > to || end < from,
      isNarrow: () => false,
      sum: () => undefined,
      parts: (first, end) => {
        const stop = Math.min(end, this.taken);
        looked += stop - first;
        for (let number = first; number < stop; number++) if (isOver(tables, parts[number]!)) look(number);
      },
    });
    if (looked > LOOKED * most) return undefined;
    for (const number of this.open) look(number);
    return found.length > most ? undefined : found;
  }

  private touches(tables: Tables, number: number, from: number, to: number): boolean {
    let touches = false;
    const see = (begin: number, end: number): void => {
      if (begin <= to && end >= from) touches = true;
    };
    this.visit(
      tables,
      number,
      (_, begin, end) => see(begin, end),
      (_, at) => see(at, at),
    );
    return touches;
  }

  cover(tables: Tables, scale: Scale, coverage: Coverage): void {
    const pixels = scale.width / (scale.to - scale.from);
    const misses = (from: number, to: number): boolean => from > scale.to || to < scale.from;
    const add = (state: number, from: number, to: number): void => {
      if (!misses(from, to)) coverage.add(state, toX(scale, from), toX(scale, to));
    };
    const mark = (bits: number, at: number): void => {
      if (bits & THREW) coverage.addThrow(toX(scale, at));
      if (bits & REJECTED) coverage.addRejection(toX(scale, at));
    };
    const { parts } = this.group;
    this.blocks.visit({
      misses,
      isNarrow: (length) => length * pixels < CLOSE,
      sum: (present, lengths, at, from, to) => {
        coverage.spread(present, lengths, at, pixels, toX(scale, from), toX(scale, to), STATES);
        if (present < THREW) return;
        mark(present, from);
        // which of two pixels it was is not known here
        mark(present, to);
      },
      parts: (first, end) => {
        const stop = Math.min(end, this.taken);
        for (let number = first; number < stop; number++)
          if (isOver(tables, parts[number]!)) this.visit(tables, number, add, mark);
      },
    });
    for (const number of this.open) this.visit(tables, number, add, mark);
    share(coverage);
  }

  /** @param see gets places on the axis, @param mark those of errors */
  private visit(
    tables: Tables,
    number: number,
    see: (state: number, from: number, to: number) => void,
    mark: (bit: number, at: number) => void,
  ): void {
    const { group } = this;
    const part = group.parts[number]!;
    const { order } = tables.streams[tables.tasks.stream(part < 0 ? -1 - part : tables.awaits.task(part))]!;
    visitErrors(tables, part, group.awaits.length > 0, this.axis, mark);
    // what ran between the awaits of a line is not its own
    visitPart(tables, part, group.awaits.length > 0, (state, start, stop, startSeq, stopSeq) => {
      if (this.axis === 'time') see(state, start, stop);
      // what is no step of its own is nothing there
      else if (startSeq !== stopSeq) see(state, order.at(startSeq), order.at(stopSeq));
    });
  }
}

/** The lanes of the groups that have been in view, on the axis that is. */
export class GroupLanes {
  /** Not all that is to be shown has been summed up yet. */
  behind = false;
  /** Of the places on the axis. */
  private version = '';
  private readonly lanes = new Map<LaneGroup, GroupLane>();
  private left: number;

  /** @param atOnce parts that are summed up in one frame */
  constructor(private readonly atOnce = Infinity) {
    this.left = atOnce;
  }

  /** To be called before each frame. */
  begin(): void {
    this.left = this.atOnce;
    this.behind = false;
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
    const version = tables.streams.map((stream) => placesVersion(stream, axis)).join();
    if (version !== this.version) this.lanes.clear();
    this.version = version;
    const lane = this.lane(group, axis);
    this.left -= lane.update(tables, this.left);
    if (this.left <= 0) this.behind = true;
    return lane;
  }

  private lane(group: LaneGroup, axis: Axis): GroupLane {
    const known = this.lanes.get(group);
    if (known?.axis === axis) return known;
    const lane = new GroupLane(group, axis);
    this.lanes.delete(group);
    this.lanes.set(group, lane);
    if (this.lanes.size > KEPT) this.lanes.delete(this.lanes.keys().next().value!);
    return lane;
  }
}

/** Where several do something at once, each has its share of the pixel. */
function share({ shares, width }: Coverage): void {
  for (let pixel = 0; pixel < width; pixel++) {
    let sum = 0;
    for (let state = 0; state < STATES; state++) sum += shares[pixel * STATES + state]!;
    if (sum > 1) for (let state = 0; state < STATES; state++) shares[pixel * STATES + state]! /= sum;
  }
}
