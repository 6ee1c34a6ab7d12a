import { ROOMY } from './layout';
import type { Arrow } from './arrows';
import type { Paint } from './paint';

const HEAD = 6;
const DOT = 3;
/** Below this distance a curve would be a knot. */
const CURVE_FROM = 14;
const LABEL_HEIGHT = 17;
const LABEL_PAD = 6;

/** Draws the way from the settling to the resume, on a halo that sets it off from the bars. */
export function drawArrow(paint: Paint, arrow: Arrow, left: number, right: number): void {
  const { ctx } = paint;
  ctx.lineCap = 'round';
  for (const [color, width] of [
    ['background', 4.5],
    ['arrowForeground', 1.75],
  ] as const) {
    ctx.strokeStyle = ctx.fillStyle = paint.color(color);
    ctx.lineWidth = width;
    path(paint, arrow);
    dot(paint, arrow, color === 'background' ? DOT + 1.5 : DOT);
  }
  ctx.lineCap = 'butt';
  if (arrow.label !== '') drawLabel(paint, arrow, left, right);
}

function path(paint: Paint, { x0, y0, x1, y1, resumed }: Arrow): void {
  const { ctx } = paint;
  const down = y1 > y0 ? 1 : -1;
  const curved = x1 - x0 >= CURVE_FROM;
  // A short way ends on the edge of the bar, from above or below; a long one arrives along the lane.
  const endY = curved ? y1 : y1 - down * (ROOMY.bar / 2 + 1);
  ctx.beginPath();
  ctx.moveTo(x0, y0);
  if (curved) {
    const bend = Math.min(14, (x1 - x0) / 2);
    ctx.lineTo(x0, y1 - down * bend);
    ctx.quadraticCurveTo(x0, y1, x0 + bend, y1);
    ctx.lineTo(x1 - 1, y1);
  } else ctx.lineTo(x1, endY);
  ctx.stroke();
  if (!resumed) return;
  ctx.beginPath();
  if (curved) {
    ctx.moveTo(x1, y1);
    ctx.lineTo(x1 - HEAD, y1 - HEAD * 0.65);
    ctx.lineTo(x1 - HEAD, y1 + HEAD * 0.65);
  } else {
    ctx.moveTo(x1, endY);
    ctx.lineTo(x1 - HEAD * 0.65, endY - down * HEAD);
    ctx.lineTo(x1 + HEAD * 0.65, endY - down * HEAD);
  }
  ctx.closePath();
  ctx.fill();
}

function dot(paint: Paint, { x0, y0 }: Arrow, radius: number): void {
  const { ctx } = paint;
  ctx.beginPath();
  ctx.arc(x0, y0, radius, 0, 2 * Math.PI);
  ctx.fill();
}

/** A pill at the beginning, kept within the plot. */
function drawLabel(paint: Paint, { x0, y0, label }: Arrow, left: number, right: number): void {
  const { ctx } = paint;
  paint.font(Math.round(paint.size * 0.85));
  const text = paint.fitting(label, (right - left) * 0.6);
  const width = paint.measure(text) + 2 * LABEL_PAD;
  const x = paint.snap(Math.max(left + 4, Math.min(right - width - 4, x0 - width / 2)));
  const y = paint.snap(y0 - LABEL_HEIGHT / 2);
  ctx.fillStyle = paint.color('resourceBackground');
  ctx.strokeStyle = paint.color('arrowForeground');
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(x + 0.5, y + 0.5, width - 1, LABEL_HEIGHT - 1, LABEL_HEIGHT / 2);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = paint.color('resourceForeground');
  ctx.fillText(text, x + LABEL_PAD, y + LABEL_HEIGHT / 2 + 0.5);
  paint.font();
}
