/** The lane of a group: bars where few are in view, shares of each pixel where they are many. */
import { Segment } from '../model/intervals';
import type { LaneGroup } from '../model/lane-groups';
import { placesOf } from './axis';
import { Coverage } from './coverage';
import type { Bars } from './bars';
import { DenseImage } from './draw-dense';
import { drawRejections } from './draw-marks';
import { addGroupBars } from './group-bars';
import { streamOf, visitErrors } from './group-parts';
import { rowTop } from './layout';
import { LineParts, lineOfRow } from './line-rows';
import type { Paint } from './paint';
import { REJECTED } from './change-codes';
import { toX } from './scale';
import type { Scene } from './scene';

/** A lane with more parts than this share of its pixels, or than its part of so many in all lanes, is drawn as shares. */
const CROWDED = 0.125;
const MOST_PARTS = 1500;
/** How strong what surrounds the awaits of a line is. */
const DIM = 0.3;

export class GroupPainter {
  private readonly coverage = new Coverage();
  private readonly lineParts = new LineParts();
  /** For strips, which have another height. */
  private readonly strip = new DenseImage();

  constructor(
    private readonly paint: Paint,
    private readonly dense: DenseImage,
  ) {}

  /** Draws shares and signs; what are bars is added to `bars`. */
  draw(scene: Scene, row: number, scrollTop: number, bars: Bars): void {
    const { rows } = scene;
    // where tasks stand by their creators, a group is a heading and no more
    if (rows.grouping === 'creator') return;
    this.drawLane(scene, rows.groupAt(rows.at(row)), row, scrollTop, bars);
  }

  /**
   * Leaves of a task's lane below the heading of a line only that line's awaits as they are.
   * @param first the first bar of the lane, @param coverage its shares
   */
  drawLine(scene: Scene, row: number, bars: Bars, first: number, coverage: Coverage): void {
    const { rows, facts, view } = scene;
    const { tables } = facts;
    const [line, task] = [lineOfRow(rows, row), rows.at(row)];
    for (let i = first; i < bars.count; i++) {
      const w = bars.await_[i]!;
      const isOwn = w >= 0 && bars.state[i] !== Segment.running && rows.groupOf(tables, task, w) === line;
      bars.dim[i] = isOwn ? 0 : 1;
    }
    if (coverage.empty) return;
    this.paint.ctx.globalAlpha = DIM;
    this.dense.draw(this.paint, view.layout, view.scrollTop, row, coverage);
    this.paint.ctx.globalAlpha = 1;
    this.drawLane(scene, this.lineParts.of(rows, tables, task, line), row, view.scrollTop, bars);
  }

  /** Beneath the bars of a collapsed task: what the tasks do that it hides. */
  drawHidden({ view, rows, groupLanes, facts }: Scene, row: number, scrollTop: number): void {
    if (view.slim) return;
    const { paint, coverage } = this;
    const { layout, axis, scale } = view;
    const hidden = rows.hiddenLane(facts.tables, row);
    if (!hidden) return;
    groupLanes.cover(facts.tables, hidden, axis, scale, coverage);
    if (coverage.empty) return;
    const { height, barTop, bar } = layout.lane;
    const strip = { ...layout, lane: { height, barTop: barTop + bar, bar: height - barTop - bar } };
    this.strip.draw(paint, strip, scrollTop, row, coverage);
    drawRejections(paint, strip, rowTop(layout, row, scrollTop), coverage, false);
  }

  private drawLane(
    { view, groupLanes, facts }: Scene,
    group: LaneGroup,
    row: number,
    scrollTop: number,
    bars: Bars,
  ): void {
    const { paint, coverage } = this;
    const { layout, axis, scale } = view;
    const { tables } = facts;
    const few = Math.min(CROWDED * scale.width, MOST_PARTS / view.lanesInView);
    const parts = groupLanes.inView(tables, group, axis, scale.from, scale.to, few);
    const ofLine = group.awaits.length > 0;
    const asBars = parts !== undefined && addGroupBars(tables, parts, ofLine, row, view, bars);
    if (asBars) {
      coverage.reset(scale.width);
      for (const part of parts) {
        const places = placesOf(tables.streams[streamOf(tables, part)]!, axis);
        visitErrors(tables, part, ofLine, (bit, seq) => {
          if (bit === REJECTED) coverage.addRejection(toX(scale, places.at(seq)));
        });
      }
    } else {
      groupLanes.cover(tables, group, axis, scale, coverage);
      if (!coverage.empty) this.dense.draw(paint, layout, scrollTop, row, coverage);
    }
    if (!coverage.empty) drawRejections(paint, layout, rowTop(layout, row, scrollTop), coverage, asBars);
  }
}
