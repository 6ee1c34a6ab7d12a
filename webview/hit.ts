/** What is at a point of the canvas. */
import { visitSegments } from '../model/intervals';
import { outputPlace, placesOf } from './axis';
import { rangeInView } from './geometry';
import { LOOP_TOP, MAP_HEIGHT, rowAt, rowTop } from './layout';
import { jobAt, loopStream } from './loop';
import { NEAR, scoreOf } from './aim';
import { onTwisty } from './draw-names';
import { segmentInGroup } from './hit-group';
import { outputAt } from './output-lane';
import { fromX, toX } from './scale';
import type { Scene } from './scene';
import type { FoundSegment } from './selection';
import { stickiesOf } from './sticky';
import type { Point } from './worker-protocol';

export type Hit =
  | { readonly on: 'nothing'; readonly row: number }
  | { readonly on: 'twisty' | 'name' | 'lane'; readonly row: number; readonly content: number }
  | { readonly on: 'segment'; readonly row: number; readonly segment: FoundSegment }
  | { readonly on: 'job'; readonly row: -1; readonly stream: number; readonly job: number }
  | { readonly on: 'output'; readonly row: number; readonly output: number };

const NEAR_OUTPUT = 5;
/** Below its top edge a mark of a printed line ends. */
const MARK_HEIGHT = 5;

export function hitAt(scene: Scene, { x, y }: Point): Hit {
  const { view, rows } = scene;
  const { plotLeft, outputTop, head } = view.layout;
  const plotX = x - plotLeft;
  if (y < MAP_HEIGHT) return { on: 'nothing', row: -1 };
  if (y >= LOOP_TOP && y < outputTop) return hitLoop(scene, plotX);
  if (y < head) {
    const output = plotX < 0 || y < outputTop ? -1 : outputAt(scene, plotX);
    return output < 0 ? { on: 'nothing', row: -1 } : { on: 'output', row: -1, output };
  }
  const sticky = stickiesOf(scene).find(({ top }) => y < top + view.layout.lane.height);
  const onSticky = sticky !== undefined;
  const row = onSticky ? sticky.row : rowAt(view.layout, y, view.scrollTop);
  if (row >= rows.count) return { on: 'nothing', row: -1 };
  const content = rows.at(row);
  if (onTwisty(scene, row, x)) return { on: 'twisty', row, content };
  if (plotX < 0) return { on: 'name', row, content };
  if (content < 0) {
    const inGroup = onSticky ? undefined : segmentInGroup(scene, row, plotX, y);
    return inGroup ? { on: 'segment', row, segment: inGroup } : { on: 'lane', row, content };
  }
  const { barTop } = view.layout.lane;
  if (!view.slim && y - rowTop(view.layout, row, view.scrollTop) < barTop + MARK_HEIGHT) {
    const output = outputNear(scene, content, plotX);
    if (output >= 0) return { on: 'output', row, output };
  }
  const segment = segmentAt(scene, content, plotX);
  return segment ? { on: 'segment', row, segment } : { on: 'lane', row, content };
}

function hitLoop(scene: Scene, x: number): Hit {
  const stream = loopStream(scene);
  const job = x < 0 ? -1 : jobAt(scene, stream, x);
  return job < 0 ? { on: 'nothing', row: -1 } : { on: 'job', row: -1, stream, job };
}

/** @returns the segment at a pixel of the plot; one too narrow to aim at is found from near by, before what lies around it */
export function segmentAt(scene: Scene, task: number, x: number): FoundSegment | undefined {
  const { view, facts, geometry } = scene;
  const { tables } = facts;
  const { axis, scale } = view;
  const places = placesOf(tables.streams[tables.tasks.stream(task)]!, axis);
  const low = fromX(scale, x - NEAR);
  const high = fromX(scale, x + NEAR);
  const index = geometry.indexes.of(tables, task);
  const range = index && rangeInView(tables, index, axis, { from: low, to: high, width: 1 });
  let best: FoundSegment | undefined;
  let bestScore = Infinity;
  visitSegments(
    tables,
    task,
    (state, start, end, startSeq, endSeq, w) => {
      const [from, to] = [places.at(startSeq), places.at(endSeq)];
      if (to < low) return true;
      if (from > high) return false;
      const score = scoreOf(toX(scale, from), toX(scale, to), x);
      if (score < bestScore) {
        bestScore = score;
        best = { task, state, start, end, startSeq, endSeq, await: w };
      }
      return true;
    },
    index && range && range.first >= 0 ? index.rows[range.first]! : -1,
  );
  return best;
}

function outputNear({ view, outputs, facts }: Scene, task: number, x: number): number {
  let near = -1;
  let nearest = NEAR_OUTPUT;
  outputs.visit(task, (output) => {
    const at = toX(view.scale, outputPlace(facts.tables, view.axis, output));
    if (Math.abs(at - x) < nearest) {
      nearest = Math.abs(at - x);
      near = output;
    }
    return at < x + NEAR_OUTPUT;
  });
  return near;
}
