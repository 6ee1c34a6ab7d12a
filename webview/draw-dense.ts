/**
 * Lanes with more segments than pixels: each pixel column is a stack of shares, as high as a bar. All such lanes of a frame go
 * into one image, so that a million segments cost a few copied rows.
 *
 *     ▒ waiting   (the rest)
 *     ▨ ready
 *     █ running
 */
import { Segment } from '../model/intervals';
import { SHARES } from './coverage';
import type { Coverage } from './coverage';
import { rowTop } from './layout';
import type { Layout } from './layout';
import { contextOf } from './paint';
import type { Canvas, Context, Paint } from './paint';

export class DenseImage {
  private canvas: Canvas | undefined;
  private ctx: Context | undefined;
  private image: ImageData | undefined;
  private pixels = new Uint32Array(0);

  /** Paints one lane's shares over its row. */
  draw(paint: Paint, layout: Layout, scrollTop: number, row: number, coverage: Coverage): void {
    const { width } = coverage;
    const { bar } = layout.lane;
    this.prepare(paint, width, bar);
    this.pixels.fill(0);
    const running = paint.number('runningBackground');
    const ready = paint.number('readyBackground');
    const waiting = paint.number('waitingBackground') || paint.number('waitingBorder');
    const edge = paint.number('waitingBorder');
    const threw = paint.number('rejectedForeground');
    for (let x = 0; x < width; x++) {
      const runs = levels(coverage.shares[x * SHARES + Segment.running]!, bar);
      const readies = levels(coverage.shares[x * SHARES + Segment.ready]!, bar);
      const waits = levels(coverage.shares[x * SHARES + Segment.waiting]!, bar);
      if (runs + readies + waits === 0) continue;
      const top = waits > 0 ? 0 : Math.max(0, bar - runs - readies);
      for (let y = top; y < bar; y++) this.pixels[y * width + x] = waiting;
      // What is short keeps its levels, taken from what is long.
      const fromReady = Math.min(bar - Math.min(2, runs), runs + readies);
      for (let y = bar - fromReady; y < bar; y++) this.pixels[y * width + x] = ready;
      const fromRunning = readies > 0 ? Math.min(runs, bar - 2) : runs;
      for (let y = bar - fromRunning; y < bar; y++) this.pixels[y * width + x] = running;
      if (waits > 0) this.pixels[x] = edge;
      if (coverage.threw[x] === 1) for (let y = 0; y < 3; y++) this.pixels[y * width + x] = threw;
    }
    this.ctx!.putImageData(this.image!, 0, 0);
    paint.ctx.imageSmoothingEnabled = false;
    const top = rowTop(layout, row, scrollTop) + layout.lane.barTop;
    paint.ctx.drawImage(this.canvas!, 0, 0, width, bar, layout.plotLeft, top, width, bar);
  }

  private prepare(paint: Paint, width: number, height: number): void {
    if (this.canvas?.width === width && this.canvas.height === height) return;
    this.canvas = paint.scratch(width, height);
    this.ctx = contextOf(this.canvas);
    this.image = this.ctx.createImageData(width, height);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }
}

/** Levels of a share: what is there at all has one in eight, so that it can be seen. */
function levels(share: number, bar: number): number {
  return share === 0 ? 0 : Math.max(Math.ceil(bar / 8), Math.min(bar, Math.round(share * bar)));
}
