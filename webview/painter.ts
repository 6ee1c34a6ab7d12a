/** One frame, from back to front. */
import { arrowOf } from './arrows';
import { awaitedText } from './awaited';
import { placesOf, taskExtent } from './axis';
import { Coverage } from './coverage';
import { drawBookmarks } from './draw-bookmarks';
import { drawArrow } from './draw-arrow';
import { drawBars, drawFrame, drawLabels } from './draw-bars';
import { DenseImage } from './draw-dense';
import { drawFindings } from './draw-findings';
import { drawLinks } from './draw-links';
import { drawLoop } from './draw-loop';
import { Bars } from './bars';
import { drawMarks, drawThrows } from './draw-marks';
import { drawName, drawNames } from './draw-names';
import { drawPath } from './draw-path';
import { drawHeld } from './draw-pauses';
import { awaitedTask, drawRows } from './draw-rows';
import { TICK_DISTANCE, drawRuler } from './draw-ruler';
import { rowTop } from './layout';
import { drawMeasure } from './measure';
import { drawOutputLane } from './output-lane';
import { Segment } from '../model/intervals';
import { GroupPainter } from './group-painter';
import { isLineRow } from './line-rows';
import type { Paint } from './paint';
import { toX } from './scale';
import type { Scene } from './scene';
import type { FoundSegment } from './selection';
import { stickiesOf } from './sticky';
import type { Sticky } from './sticky';
import type { Theme } from './theme';
import { ticksOf } from './ticks';

export class Painter {
  private readonly dense = new DenseImage();
  private readonly coverage = new Coverage();
  private readonly groups: GroupPainter;
  /** Of the heading that stays on top of its lanes. */
  private readonly stickyBars = new Bars();

  constructor(private readonly paint: Paint) {
    this.groups = new GroupPainter(paint, this.dense);
  }

  draw(scene: Scene, theme: Theme): void {
    const { paint } = this;
    const { view } = scene;
    const { layout } = view;
    const ticks = ticksOf(view.axis, view.scale, TICK_DISTANCE);
    paint.begin(layout.width, layout.height, view.dpr, theme);
    drawRows(paint, scene, ticks);
    paint.clip(layout.plotLeft, layout.head, layout.plotWidth, layout.plotHeight);
    this.drawLanes(scene);
    if (!view.glide) drawHeld(paint, scene);
    this.drawLabels(scene, scene.geometry.bars, view.scrollTop);
    // What points at the bars comes back when these are at their places.
    if (!view.glide) this.drawOnLanes(scene);
    this.drawSelection(scene);
    if (!view.glide) drawLinks(paint, scene);
    const arrow = view.glide ? undefined : arrowOf(scene);
    if (arrow) drawArrow(paint, arrow, layout.plotLeft, layout.width);
    drawMeasure(paint, scene);
    paint.unclip();
    drawNames(paint, scene);
    this.drawStickies(scene);
    drawRuler(paint, scene, ticks);
    drawFindings(paint, scene, 'axis');
    drawBookmarks(paint, scene, 'flags');
    drawLoop(paint, scene);
    drawOutputLane(paint, scene);
    scene.map.draw(paint, scene, scene.extent);
  }

  /** Whose lanes these are, where their own rows have been scrolled away: over the lanes. What is pushed up goes below what stands above it. */
  private drawStickies(scene: Scene): void {
    for (const sticky of [...stickiesOf(scene)].reverse()) this.drawSticky(scene, sticky);
  }

  private drawSticky(scene: Scene, { row, top }: Sticky): void {
    const { paint, stickyBars: bars } = this;
    const { view, rows } = scene;
    const { layout } = view;
    const { width, lane, head, plotLeft } = layout;
    paint.clip(0, head, width, layout.plotHeight);
    paint.rect('names', 0, top, width, lane.height);
    // as if it were scrolled to where it stands
    const scrollTop = view.scrollTop + rowTop(layout, row, view.scrollTop) - top;
    bars.clear();
    paint.clip(plotLeft, 0, layout.plotWidth, layout.height);
    if (rows.at(row) < 0) this.groups.draw(scene, row, scrollTop, bars);
    else this.drawTask(scene, row, scrollTop, bars);
    drawBars(paint, layout, scrollTop, bars, toX(view.scale, 0) % 6);
    drawThrows(paint, scene, bars, scrollTop);
    this.drawLabels(scene, bars, scrollTop);
    paint.unclip();
    drawName(paint, scene, row, top);
    paint.rect('border', 0, top + lane.height - paint.hair, width, paint.hair);
    paint.unclip();
  }

  /** @returns what was drawn last, as PNG */
  picture(): Promise<Blob> {
    const { canvas } = this.paint;
    if ('convertToBlob' in canvas) return canvas.convertToBlob();
    return new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the canvas gives no picture')))),
    );
  }

  private drawLanes(scene: Scene): void {
    const { paint } = this;
    const { view, rows, geometry } = scene;
    const { bars } = geometry;
    bars.clear();
    scene.groupLanes.begin(scene.facts.tables, `${rows.grouping} ${rows.hiding}`);
    for (let row = view.firstRow; row < view.endRow; row++) {
      const task = rows.at(row);
      if (task < 0) {
        this.groups.draw(scene, row, view.scrollTop, bars);
        continue;
      }
      this.drawTask(scene, row, view.scrollTop, bars);
    }
    drawBars(paint, view.layout, view.scrollTop, bars, toX(view.scale, 0) % 6);
  }

  /** Draws a task's shares; what are bars is added to `bars`. */
  private drawTask(scene: Scene, row: number, scrollTop: number, bars: Bars): void {
    const { coverage } = this;
    const { view, rows, geometry, facts } = scene;
    const first = bars.count;
    geometry.lane(facts.tables, rows.at(row), row, view, coverage, bars);
    if (isLineRow(rows, row)) this.groups.drawLine(scene, row, bars, first, coverage);
    else if (!coverage.empty) this.dense.draw(this.paint, view.layout, scrollTop, row, coverage);
    this.groups.drawHidden(scene, row, scrollTop);
  }

  private drawLabels({ view, facts }: Scene, bars: Bars, scrollTop: number): void {
    drawLabels(this.paint, view.layout, scrollTop, bars, (bar) => {
      const state = bars.state[bar]!;
      if (state === Segment.running) return facts.taskName(bars.task[bar]!);
      if (state === Segment.left) return facts.say.text('left');
      return bars.await_[bar]! < 0 ? '' : awaitedText(facts, bars.await_[bar]!);
    });
  }

  private drawOnLanes(scene: Scene): void {
    const { paint } = this;
    drawPath(paint, scene);
    drawMarks(paint, scene);
    drawFindings(paint, scene, 'lanes');
    drawBookmarks(paint, scene, 'lines');
  }

  private drawSelection(scene: Scene): void {
    const { view, rows, segment, facts, geometry } = scene;
    const { glide } = view;
    if (segment) {
      const row = rows.rowOf(facts.tables, segment.task, segment.await);
      const stream = facts.tables.streams[facts.tables.tasks.stream(segment.task)]!;
      const x = (t: number, seq: number): number => {
        const to = toX(view.scale, placesOf(stream, view.axis).at(seq));
        return glide ? glide.from(t, stream.order.at(seq), to) : to;
      };
      const left = x(segment.start, segment.startSeq);
      const width = x(segment.end, segment.endSeq) - left;
      const { lane } = view.layout;
      const bar = row >= 0 && rows.at(row) < 0 ? barOf(geometry.bars, row, segment) : -1;
      const place = bar < 0 ? [] : ([geometry.bars.top(bar, lane), geometry.bars.height(bar, lane)] as const);
      if (row >= 0) drawFrame(this.paint, view.layout, view.scrollTop, row, left, width, 'focus', ...place);
    }
    if (glide) return;
    const awaited = awaitedTask(scene);
    if (awaited >= 0) this.outline(scene, awaited);
  }

  /** A thin line around the whole of a task. */
  private outline({ view, rows, facts }: Scene, task: number): void {
    const row = rows.rowOf(facts.tables, task);
    if (row < 0) return;
    const { from, to } = taskExtent(facts.tables, view.axis, task);
    const x = toX(view.scale, from);
    drawFrame(this.paint, view.layout, view.scrollTop, row, x, toX(view.scale, to) - x, 'arrowForeground');
  }
}

/** @returns the bar of a segment in a row; -1 if there is none */
function barOf(bars: Bars, row: number, { task, startSeq, state }: FoundSegment): number {
  for (let i = 0; i < bars.count; i++) {
    const isIt = bars.row[i] === row && bars.task[i] === task && bars.startSeq[i] === startSeq;
    if (isIt && bars.state[i] === state) return i;
  }
  return -1;
}
