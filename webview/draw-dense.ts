/**
 * Lanes with more segments than pixels: each pixel column is a stack of shares, as high as a bar. All such lanes of a frame go
 * into one image, so that a million segments cost a few copied rows.
 *
 *     ┄ unfinished  dashed, empty
 *     ░ left        dots
 *     ▒ waiting     (the rest)
 *     ▨ ready
 *     █ running
 */
import { Segment } from '../model/intervals';
import { STATES } from './coverage';
import type { Coverage } from './coverage';
import { rowTop } from './layout';
import type { Layout } from './layout';
import { contextOf } from './paint';
import type { Canvas, Context, Paint } from './paint';

/** Lower bars have no room for dots and dashes. */
const DASHED_FROM = 8;

export class DenseImage {
  private canvas: Canvas | undefined;
  private ctx: Context | undefined;
  private image: ImageData | undefined;
  private pixels = new Uint32Array(0);
  private readonly rows = new Uint8Array(STATES);

  /** Paints one lane's shares over its row. */
  draw(paint: Paint, layout: Layout, scrollTop: number, row: number, coverage: Coverage): void {
    const { width } = coverage;
    const { bar } = layout.lane;
    this.prepare(paint, width, bar);
    this.pixels.fill(0);
    const running = paint.number('runningBackground');
    const ready = paint.number('readyBackground');
    const waiting = paint.number('waitingBackground');
    const edge = paint.number('waitingBorder');
    const threw = paint.number('rejectedForeground');
    const left = paint.number('leftBackground');
    const unfinished = paint.number('unfinishedBorder');
    for (let x = 0; x < width; x++) {
      // most columns of most lanes have nothing in them
      if (!stack(coverage.shares, x * STATES, bar, this.rows) && coverage.threw[x] === 0) continue;
      const waits = this.rows[Segment.waiting]!;
      const runsFrom = bar - this.rows[Segment.running]!;
      const readyFrom = runsFrom - this.rows[Segment.ready]!;
      const waitsFrom = readyFrom - waits;
      const leftFrom = waitsFrom - this.rows[Segment.left]!;
      const openFrom = leftFrom - this.rows[Segment.unfinished]!;
      for (let y = openFrom; y < leftFrom; y += Math.max(1, leftFrom - openFrom - 1))
        if (x % 7 < 4 || bar < DASHED_FROM) this.pixels[y * width + x] = unfinished;
      for (let y = leftFrom; y < waitsFrom; y++)
        if ((x + y) % 3 === 0 || bar < DASHED_FROM) this.pixels[y * width + x] = left;
      for (let y = waitsFrom; y < readyFrom; y++) this.pixels[y * width + x] = waiting;
      for (let y = readyFrom; y < runsFrom; y++) this.pixels[y * width + x] = ready;
      for (let y = runsFrom; y < bar; y++) this.pixels[y * width + x] = running;
      if (waits > 0) this.pixels[waitsFrom * width + x] = edge;
      // Without a filling it is an outline, as bars are.
      if (waits > 0 && waiting === 0) this.outline(coverage, x, waitsFrom, readyFrom - 1, edge);
      if (coverage.threw[x] === 1) for (let y = 0; y < 3; y++) this.pixels[y * width + x] = threw;
    }
    this.ctx!.putImageData(this.image!, 0, 0);
    paint.ctx.imageSmoothingEnabled = false;
    const top = rowTop(layout, row, scrollTop) + layout.lane.barTop;
    paint.ctx.drawImage(this.canvas!, 0, 0, width, bar, layout.plotLeft, top, width, bar);
  }

  /** @param top of what waits in this column, @param foot its last row */
  private outline({ shares, width }: Coverage, x: number, top: number, foot: number, edge: number): void {
    const waitsAt = (at: number): boolean => shares[at * STATES + Segment.waiting]! > 0;
    const isEnd = x === 0 || x === width - 1 || !waitsAt(x - 1) || !waitsAt(x + 1);
    for (let y = isEnd ? top : foot; y <= foot; y++) this.pixels[y * width + x] = edge;
  }

  private prepare(paint: Paint, width: number, height: number): void {
    if (this.canvas?.width === width && this.canvas.height === height) return;
    this.canvas = paint.scratch(width, height);
    this.ctx = contextOf(this.canvas);
    this.image = this.ctx.createImageData(width, height);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }
}

/** Where there is room for fewer than there are, these give way first. */
const GIVES_WAY = [
  Segment.waiting,
  Segment.left,
  Segment.ready,
  Segment.running,
  Segment.unfinished,
] as const;
/** While any of these goes on, it fills what is left of the column. */
const FILLS = [Segment.waiting, Segment.left, Segment.unfinished] as const;

/**
 * Shares of a pixel as rows of its column.
 * @param rows is filled with the number of rows of each state: what is there at all has at least one in eight, so that it can be seen, unless
 *   the column has fewer rows than there are states; where anything waits, they fill the column
 * @returns whether there is anything
 */
export function stack(shares: ArrayLike<number>, at: number, bar: number, rows: Uint8Array): boolean {
  const least = Math.ceil(bar / 8);
  let all = 0;
  for (let state = 0; state < STATES; state++) {
    const share = shares[at + state]!;
    let of = 0;
    if (share !== 0) {
      of = (share * bar + 0.5) | 0;
      if (of < least) of = least;
      else if (of > bar) of = bar;
      all += of;
    }
    rows[state] = of;
  }
  if (all === 0) return false;
  for (const state of FILLS) {
    if (rows[state] === 0 || all >= bar) continue;
    rows[state]! += bar - all;
    return true;
  }
  // what is short keeps its rows, taken from what is long
  for (; all > bar; all--) {
    let most: Segment = Segment.waiting;
    for (const state of GIVES_WAY) if (rows[state]! > rows[most]!) most = state;
    rows[most]!--;
  }
  return true;
}
