import { placesOf } from './axis';
import { rowTop } from './layout';
import { linksOf, ranMeanwhile } from './links';
import type { Link } from './links';
import type { Paint } from './paint';
import { toX } from './scale';
import type { Scene } from './scene';

/** Of the line below what ran meanwhile. */
const UNDERLINE = 2.5;
const HEAD = 4;

/** Draws what belongs to the selection besides the arrow of its settling: from whom it is, for whom it waits, who ran meanwhile. */
export function drawLinks(paint: Paint, scene: Scene): void {
  drawMeanwhile(paint, scene);
  for (const link of linksOf(scene)) drawLink(paint, link);
}

function drawMeanwhile(paint: Paint, { view, rows, facts, segment }: Scene): void {
  if (!segment || segment.await < 0) return;
  const { tables } = facts;
  const { layout, scale } = view;
  const places = placesOf(tables.streams[tables.tasks.stream(segment.task)]!, view.axis);
  for (const { task, from, to } of ranMeanwhile(tables, segment.await)) {
    const row = rows.rowOf(tables, task);
    if (row < 0 || task === segment.task) continue;
    const x0 = Math.max(0, toX(scale, places.at(from)));
    const x1 = Math.min(scale.width, toX(scale, places.at(to)));
    if (x1 < 0 || x0 > scale.width) continue;
    const y = rowTop(layout, row, view.scrollTop) + layout.lane.barTop + layout.lane.bar;
    const height = Math.min(UNDERLINE, layout.lane.height - layout.lane.bar);
    paint.rect('readyBackground', layout.plotLeft + x0, y, Math.max(2, x1 - x0), height);
  }
}

/** Down or up one pixel of the axis: dashed to what is awaited, drawn through from who created. */
function drawLink(paint: Paint, { kind, x, y0, y1 }: Link): void {
  const { ctx } = paint;
  const at = paint.snap(x);
  const down = y1 > y0 ? 1 : -1;
  for (const [color, width] of [
    ['background', 3],
    ['arrowForeground', 1],
  ] as const) {
    ctx.strokeStyle = ctx.fillStyle = paint.color(color);
    ctx.lineWidth = width;
    ctx.setLineDash(kind === 'awaited' && color !== 'background' ? [3, 3] : []);
    ctx.beginPath();
    ctx.moveTo(at, y0);
    ctx.lineTo(at, y1);
    ctx.stroke();
  }
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(at, y1);
  ctx.lineTo(at - HEAD, y1 - down * HEAD * 1.5);
  ctx.lineTo(at + HEAD, y1 - down * HEAD * 1.5);
  ctx.closePath();
  ctx.fill();
}
