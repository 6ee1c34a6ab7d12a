/**
 * Bands where a debugger or the tracer itself held the program: over the bars, since nothing of them happened there. They stay quiet, for
 * they tell of nothing that the program did: the bars below fade, and thin lines lean against the stripes of what is ready.
 */
import type { PauseTable } from '../model/tables';
import { placesOf, taskExtent } from './axis';
import { rowTop } from './layout';
import type { Paint } from './paint';
import { toX } from './scale';
import type { Scene } from './scene';

/** How much of the bars is covered. */
const VEIL = 0.2;
/** How strong the lines are. */
const LINES = 0.65;

/** Narrower than this, pixels, it is one line. */
const NARROW = 3;

type Holder = 'pausedBackground' | 'tracerBackground';

export function drawHeld(paint: Paint, scene: Scene): void {
  const { tracings, pauses } = scene.facts.tables;
  for (let row = 0; row < tracings.count; row++) drawPause(paint, scene, tracings, row, 'tracerBackground');
  for (let row = 0; row < pauses.count; row++) drawPause(paint, scene, pauses, row, 'pausedBackground');
}

function drawPause(
  paint: Paint,
  { view, rows, facts }: Scene,
  pauses: PauseTable,
  pause: number,
  color: Holder,
): void {
  const { layout, scale, axis } = view;
  const { tasks, streams } = facts.tables;
  const places = placesOf(streams[pauses.stream(pause)]!, axis);
  const from = places.at(pauses.startSeq(pause));
  const to = pauses.endSeq(pause) === 0 ? Infinity : places.at(pauses.endSeq(pause));
  // It takes time, but mostly no step.
  if (from === to) return;
  const left = paint.snap(layout.plotLeft + Math.max(0, toX(scale, from)));
  const right = paint.snap(layout.plotLeft + Math.min(scale.width, toX(scale, to)));
  if (right < layout.plotLeft || left > layout.plotLeft + scale.width || right < left) return;
  const width = Math.max(right - left, paint.hair);
  for (let row = view.firstRow; row < view.endRow; row++) {
    const task = rows.at(row);
    // One thread is held; the lanes of others go on.
    if (task < 0 || tasks.stream(task) !== pauses.stream(pause)) continue;
    // Not before a task began, nor after it ended: there is nothing to cover.
    const { from: begins, to: ends } = taskExtent(facts.tables, axis, task);
    const x0 =
      tasks.startSeq(task) === 0 ? left : Math.max(left, paint.snap(layout.plotLeft + toX(scale, begins)));
    const x1 = Math.min(left + width, paint.snap(layout.plotLeft + toX(scale, ends)));
    const y = rowTop(layout, row, view.scrollTop);
    if (x1 > x0) band(paint, x0, y, x1 - x0, layout.lane.height, color);
  }
}

function band(paint: Paint, x: number, y: number, width: number, height: number, color: Holder): void {
  const { ctx } = paint;
  if (width < NARROW) {
    ctx.globalAlpha = LINES / 2;
    paint.rect(color, x, y, paint.hair, height);
    ctx.globalAlpha = 1;
    return;
  }
  ctx.globalAlpha = VEIL;
  paint.rect('background', x, y, width, height);
  ctx.globalAlpha = LINES;
  ctx.fillStyle = paint.pattern(color === 'tracerBackground' ? 'leaning' : 'crossed', color, 0);
  ctx.fillRect(x, y, width, height);
  for (const edge of [x, x + width - paint.hair]) paint.rect(color, edge, y, paint.hair, height);
  ctx.globalAlpha = 1;
}
