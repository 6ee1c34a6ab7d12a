/** Signs on a lane: printed lines, and what ended with an error. */
import { Segment } from '../model/intervals';
import { State } from '../protocol/events';
import { outputPlace, taskExtent } from './axis';
import type { Bars } from './bars';
import type { Coverage } from './coverage';
import { rowTop } from './layout';
import type { Layout } from './layout';
import type { Paint } from './paint';
import { toX } from './scale';
import type { Scene } from './scene';

/** Pixels between marks of printed lines, so that they stay marks. */
export const MARK_DISTANCE = 5;
const CROSS = 3.5;
/** Pixels between crosses, so that they stay crosses. */
const CROSS_DISTANCE = 9;
/** Thickness of the edge where an await threw. */
const EDGE = 3;

export function drawMarks(paint: Paint, scene: Scene): void {
  const { view, rows } = scene;
  if (view.slim) return drawSlimMarks(paint, scene);
  for (let row = view.firstRow; row < view.endRow; row++) {
    const task = rows.at(row);
    if (task < 0) continue;
    drawOutputs(paint, scene, task, row);
    drawRejected(paint, scene, task, row);
  }
  drawThrows(paint, scene, scene.geometry.bars, view.scrollTop);
}

/** Low lanes have no room for signs, but errors always show. */
function drawSlimMarks(paint: Paint, scene: Scene): void {
  const { view, rows, facts } = scene;
  const { tasks } = facts.tables;
  const { layout, scale, axis } = view;
  for (let row = view.firstRow; row < view.endRow; row++) {
    const task = rows.at(row);
    if (task < 0 || tasks.endSeq(task) === 0 || tasks.state(task) !== State.rejected) continue;
    const x = toX(scale, taskExtent(facts.tables, axis, task).to);
    if (x < 0 || x > scale.width + EDGE) continue;
    const y = rowTop(layout, row, view.scrollTop) + layout.lane.barTop;
    paint.rect('rejectedForeground', layout.plotLeft + x, y, EDGE, layout.lane.bar);
  }
  drawThrows(paint, scene, scene.geometry.bars, view.scrollTop);
}

function drawOutputs(paint: Paint, { view, outputs, facts }: Scene, task: number, row: number): void {
  const { layout, scale, axis } = view;
  const table = facts.tables.outputs;
  const y = rowTop(view.layout, row, view.scrollTop) + layout.lane.barTop - 0.5;
  let after = -Infinity;
  outputs.visit(task, (output) => {
    const x = toX(scale, outputPlace(facts.tables, axis, output));
    if (x > scale.width) return false;
    if (x < 0 || x - after < MARK_DISTANCE) return true;
    drawOutputMark(paint, layout.plotLeft + x, y, table.stderr(output) === 1);
    after = x;
    return true;
  });
}

/** A flag that points down at its moment: a triangle, for errors a square on a point. */
export function drawOutputMark(paint: Paint, x: number, y: number, isError: boolean): void {
  const { ctx } = paint;
  ctx.fillStyle = paint.color(isError ? 'errorOutputForeground' : 'outputForeground');
  ctx.strokeStyle = paint.color('background');
  ctx.lineWidth = 1;
  ctx.beginPath();
  if (isError) {
    ctx.moveTo(x, y + 4.5);
    ctx.lineTo(x - 3.5, y + 1);
    ctx.lineTo(x, y - 2.5);
    ctx.lineTo(x + 3.5, y + 1);
  } else {
    ctx.moveTo(x, y + 4.5);
    ctx.lineTo(x - 3.5, y - 1.5);
    ctx.lineTo(x + 3.5, y - 1.5);
  }
  ctx.closePath();
  ctx.stroke();
  ctx.fill();
}

/** A cross behind the last bar of a task that ended with an error. */
function drawRejected(paint: Paint, { view, facts }: Scene, task: number, row: number): void {
  const { tasks } = facts.tables;
  if (tasks.endSeq(task) === 0 || tasks.state(task) !== State.rejected) return;
  const { layout, scale, axis } = view;
  const x = toX(scale, taskExtent(facts.tables, axis, task).to) + CROSS + 4;
  if (x < 0 || x > scale.width + CROSS) return;
  const y = rowTop(view.layout, row, view.scrollTop) + layout.lane.barTop + layout.lane.bar / 2;
  drawCross(paint, layout.plotLeft + x, y, CROSS);
}

/** Crosses on the lane of several tasks, where some of them ended with an error. @param behind bars, as on a task's own lane */
export function drawRejections(
  paint: Paint,
  layout: Layout,
  top: number,
  { rejected, width }: Coverage,
  behind: boolean,
): void {
  const { barTop, bar } = layout.lane;
  const isLow = bar < 2 * CROSS;
  let after = -Infinity;
  for (let x = 0; x < width; x++) {
    if (rejected[x] === 0 || x - after < CROSS_DISTANCE) continue;
    after = x;
    if (isLow) paint.rect('rejectedForeground', layout.plotLeft + x, top + barTop, EDGE, bar);
    else drawCross(paint, layout.plotLeft + x + (behind ? CROSS + 4 : 0), top + barTop + bar / 2, CROSS);
  }
}

export function drawCross(paint: Paint, x: number, y: number, size: number): void {
  const { ctx } = paint;
  ctx.strokeStyle = paint.color('rejectedForeground');
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.moveTo(x - size, y - size);
  ctx.lineTo(x + size, y + size);
  ctx.moveTo(x + size, y - size);
  ctx.lineTo(x - size, y + size);
  ctx.stroke();
}

/** An edge with a notch where an await threw, at the beginning of what ran then. */
export function drawThrows(paint: Paint, { view, facts }: Scene, bars: Bars, scrollTop: number): void {
  const { ctx } = paint;
  const { awaits } = facts.tables;
  const { lane } = view.layout;
  ctx.fillStyle = paint.color('rejectedForeground');
  for (let i = 0; i < bars.count; i++) {
    const w = bars.await_[i]!;
    if (bars.state[i] !== Segment.running || w < 0 || awaits.outcome(w) !== State.rejected) continue;
    if (bars.x[i]! < -EDGE || bars.dim[i] === 1) continue;
    const x = paint.snap(view.layout.plotLeft + bars.x[i]!);
    const y = rowTop(view.layout, bars.row[i]!, scrollTop) + bars.top(i, lane);
    const height = bars.height(i, lane);
    if (view.slim) {
      ctx.fillRect(x, y, EDGE, height);
      continue;
    }
    ctx.beginPath();
    ctx.moveTo(x, y - 1);
    ctx.lineTo(x + EDGE, y - 1);
    ctx.lineTo(x + EDGE, y + height / 2 - EDGE);
    ctx.lineTo(x + 2 * EDGE, y + height / 2);
    ctx.lineTo(x + EDGE, y + height / 2 + EDGE);
    ctx.lineTo(x + EDGE, y + height + 1);
    ctx.lineTo(x, y + height + 1);
    ctx.fill();
  }
}
