/**
 * A group as one lane: what its tasks, or the awaits of its line, do within each pixel, all together. What is over is kept as changes in their order
 * (state-changes.ts), so that a frame costs what is in sight and not how many there are; the others are few, and looked at one by one.
 */
import { eventCount } from '../model/event-count';
import type { SegmentVisitor } from '../model/intervals';
import type { LaneGroup } from '../model/lane-groups';
import type { Tables } from '../model/tables';
import { placesOf } from './axis';
import type { Axis } from './axis';
import { STATES } from './coverage';
import type { Coverage } from './coverage';
import { isOver, streamOf, visitErrors, visitPart } from './group-parts';
import { LaneChanges } from './lane-changes';
import { PartBlocks } from './part-blocks';
import { NO_STATE, changeKey, errorKey } from './change-codes';
import { markErrors } from './state-changes';
import { toX } from './scale';
import type { Scale } from './scale';

/** To find some that are in view, so many times as many are looked at. */
const LOOKED = 8;
/** To put a few among all others costs more than to look at each of them. */
const FRESH = 256;

/** The lane of a group on one axis. */
export class GroupLane {
  private readonly blocks = new PartBlocks();
  private readonly changes = new LaneChanges();
  private taken = 0;
  /** So many there were when it was brought up to date. */
  private events = -1;
  /** Numbers of the parts that are not over. */
  private open: number[] = [];
  /** Numbers of those that are, and are not among the changes yet. */
  private readonly fresh = new Set<number>();

  /** @param mostFresh parts that are over are looked at one by one until they are so many */
  constructor(
    private readonly group: LaneGroup,
    readonly axis: Axis,
    private readonly mostFresh = FRESH,
  ) {}

  /** There are parts that it has not taken in. */
  get isBehind(): boolean {
    return this.taken < this.group.parts.length;
  }

  /** Takes in the parts that are new, at most so many, and what has come to an end. @returns how many were new */
  update(tables: Tables, most: number): number {
    const { parts } = this.group;
    const events = eventCount(tables);
    if (events === this.events && this.taken === parts.length) return 0;
    this.events = events;
    let kept = 0;
    const take = (number: number): void => {
      if (isOver(tables, parts[number]!)) this.fresh.add(number);
      else this.open[kept++] = number;
    };
    for (const number of this.open) take(number);
    const before = this.taken;
    const stop = Math.min(parts.length, before + most);
    for (; this.taken < stop; this.taken++) take(this.taken);
    this.open.length = kept;
    if (this.fresh.size >= this.mostFresh) this.settle(tables);
    return this.taken - before;
  }

  /** Puts what is fresh among the changes. */
  private settle(tables: Tables): void {
    const { changes, blocks, group, axis } = this;
    const { parts } = group;
    const ofLine = group.awaits.length > 0;
    let [stream, state, from, until] = [-1, NO_STATE, 0, 0];
    // one function for all parts: they are many
    const see: SegmentVisitor = (next, _, __, startSeq, endSeq) => {
      // something between two segments may not belong to the lane
      if (state === NO_STATE) from = startSeq;
      else if (until !== startSeq) {
        changes.add(stream, changeKey(until, state, NO_STATE));
        state = NO_STATE;
      }
      changes.add(stream, changeKey(startSeq, state, next));
      [state, until] = [next, endSeq];
    };
    const fail = (bit: number, seq: number): void => {
      changes.add(stream, errorKey(seq, bit));
      from ||= seq;
      until = Math.max(until, seq);
    };
    for (const number of this.fresh) {
      const part = parts[number]!;
      stream = streamOf(tables, part);
      [state, from, until] = [NO_STATE, 0, 0];
      visitPart(tables, part, ofLine, see);
      if (state !== NO_STATE) changes.add(stream, changeKey(until, state, NO_STATE));
      visitErrors(tables, part, ofLine, fail);
      if (from === 0) continue;
      const places = placesOf(tables.streams[stream]!, axis);
      blocks.add(number, places.at(from), places.at(until));
    }
    this.fresh.clear();
    changes.settle((of) => placesOf(tables.streams[of]!, axis));
  }

  /** @returns the parts that are in a part of the axis, about in their order; undefined if they are more than `most` */
  inView(tables: Tables, from: number, to: number, most: number): number[] | undefined {
    const { fresh } = this;
    const { parts } = this.group;
    // what is over since the last frame may be come upon twice
    const found = new Set<number>();
    let looked = fresh.size + this.open.length;
    const look = (number: number): void => {
      if (this.touches(tables, number, from, to)) found.add(parts[number]!);
    };
    this.blocks.visit(
      // what is in view may lie among much that is not: then that is looked at no longer
      (begin, end) => looked > LOOKED * most || begin > to || end < from,
      (first, end) => {
        const stop = Math.min(end, this.taken);
        looked += stop - first;
        for (let number = first; number < stop; number++)
          if (isOver(tables, parts[number]!) && !fresh.has(number)) look(number);
      },
    );
    if (looked > LOOKED * most) return undefined;
    for (const numbers of [fresh, this.open]) for (const number of numbers) look(number);
    return found.size > most ? undefined : [...found];
  }

  private touches(tables: Tables, number: number, from: number, to: number): boolean {
    let touches = false;
    this.places(tables, number, (begin, end) => {
      if (begin <= to && end >= from) touches = true;
    });
    return touches;
  }

  cover(tables: Tables, scale: Scale, coverage: Coverage): void {
    this.changes.cover(coverage, scale);
    const add = (state: number, from: number, to: number): void => {
      if (from <= scale.to && to >= scale.from) coverage.add(state, toX(scale, from), toX(scale, to));
    };
    const mark = (bit: number, at: number): void => markErrors(coverage, bit, toX(scale, at));
    for (const numbers of [this.fresh, this.open])
      for (const number of numbers) this.visit(tables, number, add, mark);
    share(coverage);
  }

  /** @param see gets from where to where there is something of a part on the axis */
  private places(tables: Tables, number: number, see: (from: number, to: number) => void): void {
    this.visit(
      tables,
      number,
      (_, from, to) => see(from, to),
      (_, at) => see(at, at),
    );
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
    const places = placesOf(tables.streams[streamOf(tables, part)]!, this.axis);
    visitErrors(tables, part, group.awaits.length > 0, (bit, seq) => mark(bit, places.at(seq)));
    // what ran between the awaits of a line is not its own
    visitPart(tables, part, group.awaits.length > 0, (state, start, stop, startSeq, stopSeq) => {
      if (this.axis === 'time') see(state, start, stop);
      // what is no step of its own is nothing there
      else if (startSeq !== stopSeq) see(state, places.at(startSeq), places.at(stopSeq));
    });
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
