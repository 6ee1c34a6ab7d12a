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
import { drawMarks, drawRejections } from './draw-marks';
import { drawName, drawNames } from './draw-names';
import { drawPath } from './draw-path';
import { drawHeld } from './draw-pauses';
import { awaitedTask, drawRows } from './draw-rows';
import { TICK_DISTANCE, drawRuler } from './draw-ruler';
import { rowTop } from './layout';
import { drawMeasure } from './measure';
import { drawOutputLane } from './output-lane';
import { Segment } from '../model/intervals';
import type { Paint } from './paint';
import { toX } from './scale';
import type { Scene } from './scene';
import { stickyOf } from './sticky';
import type { Theme } from './theme';
import { ticksOf } from './ticks';

export class Painter {
  private readonly dense = new DenseImage();
  private readonly coverage = new Coverage();

  constructor(private readonly paint: Paint) {}

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
    this.drawLabels(scene);
    // What points at the bars comes back when these are at their places.
    if (!view.glide) this.drawOnLanes(scene);
    this.drawSelection(scene);
    if (!view.glide) drawLinks(paint, scene);
    const arrow = view.glide ? undefined : arrowOf(scene);
    if (arrow) drawArrow(paint, arrow, layout.plotLeft, layout.width);
    drawMeasure(paint, scene);
    paint.unclip();
    drawNames(paint, scene);
    this.drawSticky(scene);
    drawRuler(paint, scene, ticks);
    drawFindings(paint, scene, 'axis');
    drawBookmarks(paint, scene, 'flags');
    drawLoop(paint, scene);
    drawOutputLane(paint, scene);
    scene.map.draw(paint, scene, scene.extent);
  }

  /** The heading of a group whose row has been scrolled away, over the lanes of its tasks. */
  private drawSticky(scene: Scene): void {
    const sticky = stickyOf(scene);
    if (!sticky) return;
    const { paint } = this;
    const { view } = scene;
    const { width, lane, head } = view.layout;
    const { row, top } = sticky;
    paint.clip(0, head, width, view.layout.plotHeight);
    paint.rect('names', 0, top, width, lane.height);
    // as if it were scrolled to where it stands
    this.drawGroup(scene, row, view.scrollTop + rowTop(view.layout, row, view.scrollTop) - top);
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
    const { paint, coverage } = this;
    const { view, rows, geometry, facts } = scene;
    const { bars } = geometry;
    bars.clear();
    for (let row = view.firstRow; row < view.endRow; row++) {
      const task = rows.at(row);
      if (task < 0) {
        this.drawGroup(scene, row, view.scrollTop);
        continue;
      }
      geometry.lane(facts.tables, task, row, view, coverage);
      if (!coverage.empty) this.dense.draw(paint, view.layout, view.scrollTop, row, coverage);
    }
    drawBars(paint, view.layout, view.scrollTop, bars, toX(view.scale, 0) % 6);
  }

  private drawLabels({ view, geometry, facts }: Scene): void {
    const { bars } = geometry;
    drawLabels(this.paint, view.layout, view.scrollTop, bars, (bar) => {
      const state = bars.state[bar]!;
      if (state === Segment.running) return facts.taskName(bars.task[bar]!);
      if (state === Segment.left) return facts.say.text('left');
      return bars.await_[bar]! < 0 ? '' : awaitedText(facts, bars.await_[bar]!);
    });
  }

  /** All tasks of a group in one lane; where tasks stand by their creators, a group is a heading and no more. */
  private drawGroup({ view, rows, groupLanes, facts }: Scene, row: number, scrollTop: number): void {
    if (rows.grouping === 'creator') return;
    const { coverage } = this;
    const group = rows.groupAt(rows.at(row));
    groupLanes.cover(facts.tables, group, view.axis, view.scale, coverage);
    if (coverage.empty) return;
    this.dense.draw(this.paint, view.layout, scrollTop, row, coverage);
    drawRejections(this.paint, view.layout, rowTop(view.layout, row, scrollTop), coverage);
  }

  private drawOnLanes(scene: Scene): void {
    const { paint } = this;
    drawPath(paint, scene);
    drawMarks(paint, scene);
    drawFindings(paint, scene, 'lanes');
    drawBookmarks(paint, scene, 'lines');
  }

  private drawSelection(scene: Scene): void {
    const { view, rows, segment, facts } = scene;
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
      if (row >= 0) drawFrame(this.paint, view.layout, view.scrollTop, row, left, width);
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
