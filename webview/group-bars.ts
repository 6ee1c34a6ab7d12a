/**
 * The lane of a group as bars, where few are in view: of a line its awaits, of others its tasks. Those that overlap share the lane's height.
 *
 *     ┌─────────┐          ┌──────┐
 *     └─────────┘ ┌──────┐ │      │
 *        ┌──────┐ │      │ │      │
 *        └──────┘ └──────┘ └──────┘
 */
import { Segment } from '../model/intervals';
import type { Tables } from '../model/tables';
import { State } from '../protocol/events';
import type { Axis } from './axis';
import type { Bars } from './bars';
import type { Plot } from './geometry';
import { visitPart } from './group-parts';
import { toX } from './scale';

/** So many bars one above the other can be told apart. */
const DEEPEST = 4;

interface Piece {
  readonly state: number;
  readonly startSeq: number;
  readonly start: number;
  readonly end: number;
  /** On the order axis. */
  readonly startPlace: number;
  readonly endPlace: number;
  readonly await: number;
}
/** What stands in one part of the height: an await of a line, or a task. */
interface Unit {
  readonly task: number;
  readonly pieces: Piece[];
  from: number;
  to: number;
  /** Its part of the height, and how many parts there are where it stands. */
  part: number;
  cluster: { parts: number };
}

/**
 * Adds the bars of parts of a group's lane.
 * @param parts rows of awaits, or `-1 - task`: those in view; @param ofLine the group is one of awaits
 * @returns false, and adds nothing, if too many overlap
 */
export function addGroupBars(
  tables: Tables,
  parts: readonly number[],
  ofLine: boolean,
  row: number,
  view: Plot & { readonly slim?: boolean },
  bars: Bars,
): boolean {
  const units = unitsOf(tables, parts, ofLine, view.axis);
  if (!pack(units, view.slim ? 1 : DEEPEST)) return false;
  for (const { task, pieces, part, cluster } of units)
    for (const piece of pieces) addBar(piece, task, row, part, cluster.parts, view, bars);
  return true;
}

function addBar(
  { state, startSeq, start, end, startPlace, endPlace, await: w }: Piece,
  task: number,
  row: number,
  part: number,
  parts: number,
  { axis, scale, glide }: Plot,
  bars: Bars,
): void {
  const time = axis === 'time';
  let x = toX(scale, time ? start : startPlace);
  let to = toX(scale, time ? end : endPlace);
  if (to < 0 || x > scale.width) return;
  if (glide) [x, to] = [glide.from(start, startPlace, x), glide.from(end, endPlace, to)];
  bars.add(x, to - x, row, task, state, w, startSeq, part, parts);
}

function unitsOf(tables: Tables, parts: readonly number[], ofLine: boolean, axis: Axis): Unit[] {
  const { tasks, awaits, streams } = tables;
  const units = new Map<number, Unit>();
  for (const part of parts) {
    const task = part < 0 ? -1 - part : awaits.task(part);
    const key = ofLine ? part : task;
    let unit = units.get(key);
    if (!unit) {
      unit = { task, pieces: [], from: Infinity, to: -Infinity, part: 0, cluster: { parts: 1 } };
      units.set(key, unit);
    }
    const { pieces } = unit;
    const { order } = streams[tasks.stream(task)]!;
    visitPart(tables, part, ofLine, (state, start, end, startSeq, endSeq, w) => {
      // what is no step of its own is nothing on the order axis
      if (axis === 'time' || startSeq !== endSeq)
        pieces.push({
          state,
          startSeq,
          start,
          end,
          startPlace: order.at(startSeq),
          endPlace: order.at(endSeq),
          await: w,
        });
    });
    if (ofLine && awaits.outcome(part) === State.rejected && awaits.resumeSeq(part) !== 0)
      pieces.push(thrown(tables, part, order.at(awaits.resumeSeq(part))));
  }
  for (const unit of units.values()) {
    for (const { start, end, startPlace, endPlace } of unit.pieces) {
      unit.from = Math.min(unit.from, axis === 'time' ? start : startPlace);
      unit.to = Math.max(unit.to, axis === 'time' ? end : endPlace);
    }
  }
  return [...units.values()].filter(({ pieces }) => pieces.length > 0).sort((a, b) => a.from - b.from);
}

/** What ran afterwards is not the line's own; that it began with an error is. */
function thrown({ awaits }: Tables, w: number, place: number): Piece {
  const t = awaits.resume(w);
  const startSeq = awaits.resumeSeq(w);
  return { state: Segment.running, startSeq, start: t, end: t, startPlace: place, endPlace: place, await: w };
}

/** Puts units that overlap one below the other. @returns false if that are more than `most` */
function pack(units: readonly Unit[], most: number): boolean {
  let cluster = { parts: 1 };
  let ends: number[] = [];
  for (const unit of units) {
    if (ends.every((end) => end <= unit.from)) {
      cluster = { parts: 1 };
      ends = [];
    }
    const free = ends.findIndex((end) => end <= unit.from);
    unit.part = free < 0 ? ends.length : free;
    if (unit.part >= most) return false;
    ends[unit.part] = unit.to;
    cluster.parts = ends.length;
    unit.cluster = cluster;
  }
  return true;
}
