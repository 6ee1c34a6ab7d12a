/** A group as one lane: what its tasks, or the awaits of its line, do within each pixel, all together. */
import { Segment, visitSegments } from '../model/intervals';
import type { LaneGroup } from '../model/lane-groups';
import type { Tables } from '../model/tables';
import type { Axis } from './axis';
import { resumeAt, settleAt, suspendAt } from './axis';
import { SHARES } from './coverage';
import type { Coverage } from './coverage';
import { toX } from './scale';
import type { Scale } from './scale';

/** @param coverage is emptied first */
export function coverGroup(
  tables: Tables,
  group: LaneGroup,
  axis: Axis,
  scale: Scale,
  coverage: Coverage,
): void {
  coverage.reset(scale.width);
  if (group.awaits.length > 0) coverAwaits(tables, group, axis, scale, coverage);
  else for (const task of group.tasks) coverTask(tables, task, axis, scale, coverage);
  share(coverage);
}

function coverAwaits(tables: Tables, group: LaneGroup, axis: Axis, scale: Scale, coverage: Coverage): void {
  const { awaits, tasks, streams } = tables;
  for (const w of group.awaits) {
    const from = suspendAt(axis, awaits, w);
    // They stand in the order of their suspensions, thread by thread.
    if (from > scale.to) continue;
    const stream = streams[tasks.stream(awaits.task(w))]!;
    const last = axis === 'time' ? stream.last : stream.events;
    const resume = orElse(resumeAt(axis, awaits, w), last);
    if (resume < scale.from) continue;
    const settle = Math.min(orElse(settleAt(axis, awaits, w), resume), resume);
    if (settle > from) coverage.add(Segment.waiting, toX(scale, from), toX(scale, settle));
    if (resume > settle) coverage.add(Segment.ready, toX(scale, settle), toX(scale, resume));
  }
}

function coverTask(tables: Tables, task: number, axis: Axis, scale: Scale, coverage: Coverage): void {
  const { tasks, streams } = tables;
  const time = axis === 'time';
  const stream = streams[tasks.stream(task)]!;
  const [start, end] = time
    ? [tasks.start(task), tasks.endSeq(task) === 0 ? stream.last : tasks.end(task)]
    : [tasks.startSeq(task), tasks.endSeq(task) || stream.events];
  if (start > scale.to || end < scale.from) return;
  visitSegments(tables, task, (state, from, to, fromSeq, toSeq) => {
    const [a, b] = time ? [from, to] : [fromSeq, toSeq];
    if (a > scale.to) return false;
    // What has no end, or was left to its promise, waits.
    const shown = state < SHARES ? state : Segment.waiting;
    if (b >= scale.from && (time || a !== b)) coverage.add(shown, toX(scale, a), toX(scale, b));
    return true;
  });
}

/** Where several do something at once, each has its share of the pixel. */
function share({ shares, width }: Coverage): void {
  for (let pixel = 0; pixel < width; pixel++) {
    let sum = 0;
    for (let state = 0; state < SHARES; state++) sum += shares[pixel * SHARES + state]!;
    if (sum > 1) for (let state = 0; state < SHARES; state++) shares[pixel * SHARES + state]! /= sum;
  }
}

function orElse(value: number, otherwise: number): number {
  return Number.isNaN(value) ? otherwise : value;
}
