/** Hatched bands where a debugger or the tracer itself held the program: over the bars, since nothing of them happened there. */
import type { PauseTable, Tables } from '../model/tables';
import type { Axis } from './axis';
import { rowTop } from './layout';
import type { Paint } from './paint';
import { toX } from './scale';
import type { Scene } from './scene';
import type { ColorName } from './theme';

/** How much of the bars is covered. */
const VEIL = 0.6;

export function drawPauses(paint: Paint, scene: Scene, pauses: PauseTable, color: ColorName): void {
  for (let row = 0; row < pauses.count; row++) drawPause(paint, scene, pauses, row, color);
}

function drawPause(
  paint: Paint,
  { view, rows, facts }: Scene,
  pauses: PauseTable,
  pause: number,
  color: ColorName,
): void {
  const { layout, scale, axis } = view;
  const { tasks } = facts.tables;
  const over = pauses.endSeq(pause) !== 0;
  const from = axis === 'time' ? pauses.start(pause) : pauses.startSeq(pause);
  const to = !over ? Infinity : axis === 'time' ? pauses.end(pause) : pauses.endSeq(pause);
  const left = paint.snap(layout.plotLeft + Math.max(0, toX(scale, from)));
  const right = paint.snap(layout.plotLeft + Math.min(scale.width, toX(scale, to)));
  if (right < layout.plotLeft || left > layout.plotLeft + scale.width || right < left) return;
  const width = Math.max(right - left, paint.hair);
  for (let row = view.firstRow; row < view.endRow; row++) {
    const task = rows.at(row);
    // One thread is held; the lanes of others go on.
    if (task < 0 || tasks.stream(task) !== pauses.stream(pause)) continue;
    // Not before a task began, nor after it ended: there is nothing to cover.
    const [begins, ends] = lifeOf(facts.tables, task, axis);
    const x0 = Math.max(left, paint.snap(layout.plotLeft + toX(scale, begins)));
    const x1 = Math.min(left + width, paint.snap(layout.plotLeft + toX(scale, ends)));
    const y = rowTop(layout, row, view.scrollTop);
    if (x1 > x0) band(paint, x0, y, x1 - x0, layout.lane.height, color);
  }
}

function lifeOf({ tasks, streams }: Tables, task: number, axis: Axis): [from: number, to: number] {
  const stream = streams[tasks.stream(task)]!;
  const ended = tasks.endSeq(task) !== 0;
  if (axis === 'order') return [tasks.startSeq(task), ended ? tasks.endSeq(task) : stream.events];
  const begun = tasks.startSeq(task) !== 0;
  return [begun ? tasks.start(task) : -Infinity, ended ? tasks.end(task) : stream.last];
}

function band(paint: Paint, x: number, y: number, width: number, height: number, color: ColorName): void {
  const { ctx } = paint;
  ctx.globalAlpha = VEIL;
  paint.rect('background', x, y, width, height);
  ctx.globalAlpha = 1;
  ctx.fillStyle = paint.pattern('stripes', color, 0);
  ctx.fillRect(x, y, width, height);
  for (const edge of [x, x + width - paint.hair]) {
    paint.rect(color, edge, y, paint.hair, height);
  }
}
