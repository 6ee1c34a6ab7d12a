/**
 * Segments as bars. Each state has a shape of its own, so that nothing is said by colour alone:
 *
 *     running  ███████   waiting  ┌─────┐   ready  ▨▨▨▨▨▨   left  ░░░░░░   unfinished  ┌╌╌╌╌╌  (open at its right)
 */
import { Segment } from '../model/intervals';
import type { Bars } from './bars';
import { rowTop } from './layout';
import type { Layout } from './layout';
import type { Paint } from './paint';
import type { ColorName } from './theme';

/** From this width, and height, on corners are round, and an outline leaves room for a filling. */
const ROUND_FROM = 6;
const OUTLINE_FROM = 3;
const LABEL_FROM = 30;
const LABEL_PAD = 5;
/** Lower bars have no room for a label. */
const LABEL_HEIGHT = 12;
const MOST_LABELS = 400;
/** How strong bars are that stand for what surrounds the others. */
const DIM = 0.3;

/** What is drawn last stays visible where bars are narrower than a pixel. */
const ORDER = [Segment.waiting, Segment.unfinished, Segment.left, Segment.ready, Segment.running] as const;

export function drawBars(paint: Paint, layout: Layout, scrollTop: number, bars: Bars, origin: number): void {
  const { ctx } = paint;
  const { lane } = layout;
  for (const state of ORDER) {
    style(paint, state, layout.plotLeft + origin);
    for (let i = 0; i < bars.count; i++) {
      if (bars.state[i] !== state) continue;
      // Far outside the view lie edges that a canvas cannot count to.
      const left = Math.max(-20, bars.x[i]!);
      const right = Math.min(layout.plotWidth + 20, bars.x[i]! + bars.width[i]!);
      const x = paint.snap(layout.plotLeft + left);
      const width = Math.max(1, paint.snap(layout.plotLeft + right) - x);
      const y = rowTop(layout, bars.row[i]!, scrollTop) + bars.top(i, lane);
      ctx.globalAlpha = bars.dim[i] === 1 ? DIM : 1;
      bar(paint, state, x, y, width, bars.height(i, lane));
    }
    ctx.globalAlpha = 1;
    ctx.setLineDash([]);
  }
}

function style(paint: Paint, state: number, origin: number): void {
  const { ctx } = paint;
  switch (state) {
    case Segment.running:
      ctx.fillStyle = paint.color('runningBackground');
      break;
    case Segment.waiting:
      ctx.fillStyle = paint.color('waitingBackground');
      ctx.strokeStyle = paint.color('waitingBorder');
      break;
    case Segment.ready:
      ctx.fillStyle = paint.pattern('stripes', 'readyBackground', origin);
      ctx.strokeStyle = paint.color('readyBackground');
      break;
    case Segment.left:
      ctx.fillStyle = paint.pattern('dots', 'leftBackground', origin);
      ctx.strokeStyle = paint.color('leftBackground');
      break;
    default:
      ctx.strokeStyle = paint.color('unfinishedBorder');
      ctx.setLineDash([4, 3]);
  }
  ctx.lineWidth = Math.max(1, paint.hair);
}

function bar(paint: Paint, state: number, x: number, y: number, width: number, height: number): void {
  const { ctx } = paint;
  if (state === Segment.unfinished) return openBar(paint, x, y, width, height);
  if (width < OUTLINE_FROM && state !== Segment.running) {
    const filling = ctx.fillStyle;
    // A pattern or a tint would vanish.
    ctx.fillStyle = ctx.strokeStyle;
    ctx.fillRect(x, y, width, height);
    ctx.fillStyle = filling;
    return;
  }
  const outlined = state !== Segment.running;
  const inset = outlined ? 0.5 : 0;
  if (width < ROUND_FROM || height < ROUND_FROM) {
    ctx.fillRect(x, y, width, height);
    if (outlined) ctx.strokeRect(x + inset, y + inset, width - 1, height - 1);
    return;
  }
  ctx.beginPath();
  ctx.roundRect(x + inset, y + inset, width - 2 * inset, height - 2 * inset, 2);
  ctx.fill();
  if (outlined) ctx.stroke();
}

/** Closed on the left, dashed, and open where it goes on. */
function openBar(paint: Paint, x: number, y: number, width: number, height: number): void {
  const { ctx } = paint;
  ctx.beginPath();
  ctx.moveTo(x + width, y + 0.5);
  ctx.lineTo(x + 0.5, y + 0.5);
  ctx.lineTo(x + 0.5, y + height - 0.5);
  ctx.lineTo(x + width, y + height - 0.5);
  ctx.stroke();
}

const LABEL_COLORS: Readonly<Record<number, ColorName>> = {
  [Segment.running]: 'runningForeground',
  [Segment.waiting]: 'waitingForeground',
  [Segment.left]: 'waitingForeground',
  [Segment.unfinished]: 'waitingForeground',
};

/**
 * What stands on the bars, after all that lies over them: it stays readable there.
 * @param labelOf what to write on a bar, by its number; empty for nothing
 */
export function drawLabels(
  paint: Paint,
  layout: Layout,
  scrollTop: number,
  bars: Bars,
  labelOf: (bar: number) => string,
): void {
  if (layout.lane.bar < LABEL_HEIGHT) return;
  const { ctx } = paint;
  paint.font(Math.round(paint.size * 0.85));
  let labels = 0;
  for (let i = 0; i < bars.count && labels < MOST_LABELS; i++) {
    const color = LABEL_COLORS[bars.state[i]!];
    const height = bars.height(i, layout.lane);
    if (!color || bars.width[i]! < LABEL_FROM || height < LABEL_HEIGHT || bars.dim[i] === 1) continue;
    const left = Math.max(0, bars.x[i]!);
    const room = Math.min(layout.plotWidth, bars.x[i]! + bars.width[i]!) - left - 2 * LABEL_PAD;
    if (room < LABEL_FROM - 2 * LABEL_PAD) continue;
    const x = layout.plotLeft + left + LABEL_PAD;
    const y = rowTop(layout, bars.row[i]!, scrollTop) + bars.top(i, layout.lane) + height / 2 + 0.5;
    const text = paint.fitting(labelOf(i), room);
    if (text === '') continue;
    // no dots behind letters
    if (bars.state[i] === Segment.left)
      paint.rect('background', x - 2, y - height / 2 + 1, paint.measure(text) + 4, height - 3);
    ctx.fillStyle = paint.color(color);
    ctx.fillText(text, x, y);
    labels++;
  }
  paint.font();
}

/** A frame around one bar. */
export function drawFrame(
  paint: Paint,
  layout: Layout,
  scrollTop: number,
  row: number,
  x: number,
  width: number,
  color: ColorName = 'focus',
  top = layout.lane.barTop,
  height = layout.lane.bar,
): void {
  const { ctx } = paint;
  const left = paint.snap(layout.plotLeft + Math.max(-20, x));
  const right = paint.snap(layout.plotLeft + Math.min(layout.plotWidth + 20, x + width));
  ctx.strokeStyle = paint.color(color);
  ctx.lineWidth = color === 'focus' ? 2 : 1.25;
  ctx.beginPath();
  ctx.roundRect(
    left - 2,
    rowTop(layout, row, scrollTop) + top - 2,
    Math.max(2, right - left) + 4,
    height + 4,
    4,
  );
  ctx.stroke();
}
