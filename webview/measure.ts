/** The measure: a part of the axis that a person marks to see how long it is. */
import type { Axis } from './axis';
import { ROOMY } from './layout';
import type { Paint } from './paint';
import { fromX, toX } from './scale';
import type { Extent, Scale } from './scale';
import type { Scene } from './scene';

const PAD = 6;
const LABEL_HEIGHT = ROOMY.bar + 2;

export class Measure {
  private axis: Axis = 'time';
  private anchor = 0;
  private other = 0;
  private shown = false;

  /** @param x pixel of the plot */
  press(axis: Axis, scale: Scale, x: number): void {
    this.axis = axis;
    this.anchor = this.other = fromX(scale, x);
    this.shown = true;
  }

  drag(scale: Scale, x: number): void {
    this.other = fromX(scale, Math.max(0, Math.min(scale.width, x)));
  }

  /** What is measured, on whichever axis. */
  get taken(): (Extent & { readonly axis: Axis }) | undefined {
    const part = this.of(this.axis);
    return part && { axis: this.axis, ...part };
  }

  /** Measures a part of an axis. */
  take(axis: Axis, { from, to }: Extent): void {
    this.axis = axis;
    this.anchor = from;
    this.other = to;
    this.shown = true;
  }

  /** @returns true if there was a measure */
  clear(): boolean {
    const was = this.shown;
    this.shown = false;
    return was;
  }

  /** @returns the part that is measured; undefined if none is, or it is one of the other axis */
  of(axis: Axis): Extent | undefined {
    if (!this.shown || axis !== this.axis) return undefined;
    return { from: Math.min(this.anchor, this.other), to: Math.max(this.anchor, this.other) };
  }
}

export function drawMeasure(paint: Paint, { view, measure, times, facts }: Scene): void {
  const { layout, scale, axis } = view;
  const part = measure.of(axis);
  if (!part) return;
  const { ctx } = paint;
  const x0 = paint.snap(layout.plotLeft + toX(scale, part.from));
  const x1 = paint.snap(layout.plotLeft + toX(scale, part.to));
  ctx.globalAlpha = 0.14;
  paint.rect('focus', x0, layout.head, x1 - x0, layout.plotHeight);
  ctx.globalAlpha = 1;
  for (const x of [x0, x1]) paint.rect('focus', x, layout.head, 1, layout.plotHeight);
  const length = part.to - part.from;
  const text =
    axis === 'time'
      ? times.duration(length)
      : facts.say.text('measureSteps', times.count(Math.round(length)));
  const width = paint.measure(text) + 2 * PAD;
  const middle = (Math.max(x0, layout.plotLeft) + Math.min(x1, layout.width)) / 2;
  const x = Math.max(layout.plotLeft + 2, Math.min(layout.width - width - 2, middle - width / 2));
  const y = layout.head + layout.plotHeight - LABEL_HEIGHT - 6;
  ctx.fillStyle = paint.color('focus');
  ctx.beginPath();
  ctx.roundRect(x, y, width, LABEL_HEIGHT, 3);
  ctx.fill();
  ctx.fillStyle = paint.color('runningForeground');
  ctx.fillText(text, x + PAD, y + LABEL_HEIGHT / 2 + 0.5);
}
