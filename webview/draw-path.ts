/**
 * The critical path over the lanes: a band below the bars of who ran or was ready, and lines from lane to lane. What was waited for
 * outside belongs to whoever went on then, and is a dashed line in that lane.
 *
 *     lane of f   ▅▅▅▅┐        ┌▅▅▅
 *     lane of g       └▅▅╌╌╌╌▅▅┘
 */
import type { Stretch } from '../model/critical-path';
import { placesOf } from './axis';
import { rowTop } from './layout';
import type { Paint } from './paint';
import { toX } from './scale';
import type { Scene } from './scene';
import { rowAtMoment } from './selected-row';

const THICK = 3;
/** Stretches shorter than this join what is drawn already, pixels. */
const SHORTEST = 0.5;

export function drawPath(paint: Paint, scene: Scene): void {
  const { path, view, facts } = scene;
  if (!path) return;
  const { layout, scale, axis } = view;
  const { tasks, streams } = facts.tables;
  const places = placesOf(streams[tasks.stream(path.task)]!, axis);
  const rows = rowsOf(scene, path.stretches);
  const { ctx } = paint;
  ctx.fillStyle = ctx.strokeStyle = paint.color('pathForeground');
  ctx.lineWidth = 1.5;
  let lastRow = -1;
  let lastX = -Infinity;
  path.stretches.forEach((stretch, i) => {
    const x0 = Math.max(-THICK, toX(scale, places.at(stretch.fromSeq)));
    const x1 = Math.min(scale.width + THICK, toX(scale, places.at(stretch.toSeq)));
    const row = rows[i]!;
    if (x1 < -1 || x0 > scale.width + 1 || row < 0) return;
    if (x1 - lastX < SHORTEST && row === lastRow) return;
    const left = layout.plotLeft + x0;
    if (lastRow >= 0 && lastRow !== row) connect(paint, left, middle(scene, lastRow), middle(scene, row));
    const y = middle(scene, row);
    if (stretch.kind === 'outside' || stretch.kind === 'unknown') {
      ctx.setLineDash([3, 3]);
      line(paint, left, y, layout.plotLeft + x1, y);
      ctx.setLineDash([]);
    } else {
      ctx.fillRect(left, y - THICK / 2, Math.max(1, x1 - x0), THICK);
    }
    lastRow = row;
    lastX = x1;
  });
}

/** Row of each stretch: of its task; of one without a task that of the next one that has one. */
function rowsOf(scene: Scene, stretches: readonly Stretch[]): Int32Array {
  const { rows, facts, path } = scene;
  const found = new Int32Array(stretches.length);
  let next = rows.rowOf(facts.tables, path!.task);
  for (let i = stretches.length - 1; i >= 0; i--) {
    const { task, fromSeq } = stretches[i]!;
    const row = task < 0 ? -1 : rowAtMoment(scene, task, fromSeq);
    if (row >= 0) next = row;
    found[i] = next;
  }
  return found;
}

/** Below the bars, above the next lane. */
function middle({ view }: Scene, row: number): number {
  return rowTop(view.layout, row, view.scrollTop) + view.layout.lane.height - THICK / 2 - 0.5;
}

function connect(paint: Paint, x: number, y0: number, y1: number): void {
  line(paint, x, y0, x, y1);
}

function line({ ctx }: Paint, x0: number, y0: number, x1: number, y1: number): void {
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  ctx.lineTo(x1, y1);
  ctx.stroke();
}
