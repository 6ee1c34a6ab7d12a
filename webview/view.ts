/** What is in view: the axis and its scale, the rows' scrolling, and whether all is to stay in view while the recording grows. */
import type { Tables } from '../model/tables';
import type { Axis } from './axis';
import type { Glide } from './glide';
import { ROOMY, SLIM, layoutOf } from './layout';
import type { Layout } from './layout';
import { SMALLEST_SPAN, around, fitted, panned, revealed, zoomed } from './scale';
import type { Extent, Scale } from './scale';

interface Held {
  /** On the axis. */
  readonly at: number;
  /** Pixel of the canvas. */
  readonly x: number;
  readonly wholly: boolean;
  /** With another one, someone has moved the view. */
  scale: Scale;
}

export class View {
  axis: Axis = 'time';
  /** On the order axis, steps are also told in a table. */
  steps = true;
  /** All is in view and stays so. */
  fitting = true;
  scale: Scale = { from: 0, to: 1, width: 1 };
  scrollTop = 0;
  layout: Layout = layoutOf(1, 1);
  dpr = 1;
  /** Width of the names that a person chose; by default it follows the page's. */
  namesWidth: number | undefined;
  rows = 0;
  /** Lanes are as low as can be. */
  slim = false;
  /** The strips of the event loop's lane have names. */
  tallLoop = false;
  /** What stays where it is while the page changes its width, until someone moves the view. */
  held: Held | undefined;
  /** While the axis changes. */
  glide: Glide | undefined;
  /** Where a page that comes back was scrolled to: kept until there are enough rows. */
  wantedTop: number | undefined;

  resize(width: number, height: number, dpr: number, extent: Extent): void {
    const lane = this.slim ? SLIM : ROOMY;
    this.layout = layoutOf(width, height, this.namesWidth, lane, this.tallLoop);
    this.dpr = dpr;
    this.scale = this.resized(this.layout);
    this.grow(extent, this.rows);
  }

  /** Puts a place at a pixel of the canvas, and keeps it there. @param wholly see `around` */
  hold(at: number, x: number, wholly: boolean): void {
    const scale = around(this.scale, at, x - this.layout.plotLeft, wholly);
    this.fitting &&= scale === this.scale;
    this.scale = scale;
    this.held = { at, x, wholly, scale };
  }

  private resized({ plotLeft, plotWidth: width }: Layout): Scale {
    const { held, scale } = this;
    const wider = { ...scale, width };
    if (held?.scale !== scale || held.x < plotLeft || held.x > plotLeft + width) return wider;
    // as much of the axis in a pixel as before, but for what would be no more in view
    const to = held.wholly ? scale.to : scale.from + ((scale.to - scale.from) * width) / scale.width;
    held.scale = around({ ...wider, to }, held.at, held.x - plotLeft, held.wholly);
    return held.scale;
  }

  /** The recording has grown. */
  grow(extent: Extent, rows: number): void {
    this.rows = rows;
    if (this.fitting) this.scale = fitted(extent, this.layout.plotWidth);
    const wanted = this.wantedTop;
    this.scrollTo(wanted ?? this.scrollTop);
    if (wanted !== undefined && this.scrollTop < wanted) this.wantedTop = wanted;
  }

  fit(extent: Extent): void {
    this.fitting = true;
    this.scale = fitted(extent, this.layout.plotWidth);
  }

  show(from: number, to: number): void {
    this.fitting = false;
    this.scale = fitted({ from, to }, this.layout.plotWidth);
  }

  /** Without a margin; a part too small to see is widened. */
  showExactly(from: number, to: number): void {
    const middle = (from + to) / 2;
    const half = Math.max((to - from) / 2, SMALLEST_SPAN / 2);
    this.fitting = false;
    this.scale = { from: middle - half, to: middle + half, width: this.layout.plotWidth };
  }

  /** @param x pixel of the plot that stays where it is */
  zoom(factor: number, x: number, extent: Extent): void {
    this.fitting = false;
    this.scale = zoomed(this.scale, factor, x, extent);
  }

  pan(dx: number, extent: Extent): void {
    if (dx === 0) return;
    this.fitting = false;
    this.scale = panned(this.scale, dx, extent);
  }

  get contentHeight(): number {
    return (this.rows + 0.5) * this.layout.lane.height;
  }

  /** Scrolled to the end of more lanes than there is room for. */
  get isAtEnd(): boolean {
    const end = this.contentHeight - this.layout.plotHeight;
    return end > 0 && this.scrollTop >= end - 1;
  }

  scrollTo(top: number): void {
    this.wantedTop = undefined;
    this.scrollTop = Math.max(0, Math.min(Math.round(top), this.contentHeight - this.layout.plotHeight));
  }

  /** Scrolls no farther than needed. */
  revealRow(row: number): void {
    if (row < 0) return;
    const { height } = this.layout.lane;
    const top = row * height;
    const bottom = top + height;
    if (top < this.scrollTop) this.scrollTo(top - height);
    else if (bottom > this.scrollTop + this.layout.plotHeight) {
      this.scrollTo(bottom + height - this.layout.plotHeight);
    }
  }

  revealRange(from: number, to: number): void {
    const scale = revealed(this.scale, from, to);
    if (scale === this.scale) return;
    this.fitting = false;
    this.scale = scale;
  }

  /** First row in view, and the row after the last. */
  get firstRow(): number {
    return Math.floor(this.scrollTop / this.layout.lane.height);
  }
  get endRow(): number {
    return Math.min(
      this.rows,
      Math.ceil((this.scrollTop + this.layout.plotHeight) / this.layout.lane.height),
    );
  }

  get lanesInView(): number {
    return Math.max(1, this.endRow - this.firstRow);
  }
}

/** @returns the part of the other axis on which lies what is in view; undefined if nothing is */
export function onOtherAxis(tables: Tables, axis: Axis, { from, to }: Scale): Extent | undefined {
  const { tasks, awaits, streams } = tables;
  let low = Infinity;
  let high = -Infinity;
  const moment = (stream: number, seq: number): void => {
    const { times, order } = streams[stream]!;
    const at = (axis === 'time' ? times : order).at(seq);
    if (seq === 0 || at < from || at > to) return;
    const other = (axis === 'time' ? order : times).at(seq);
    low = Math.min(low, other);
    high = Math.max(high, other);
  };
  for (let task = 0; task < tasks.count; task++) {
    moment(tasks.stream(task), tasks.startSeq(task));
    moment(tasks.stream(task), tasks.endSeq(task));
  }
  for (let w = 0; w < awaits.count; w++) {
    const stream = tasks.stream(awaits.task(w));
    moment(stream, awaits.suspendSeq(w));
    moment(stream, awaits.resumeSeq(w));
  }
  return low <= high ? { from: low, to: high } : undefined;
}
