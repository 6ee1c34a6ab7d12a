/** What is selected, and bringing it into view. */
import type { Lane } from './lane';
import { placesOf, taskExtent } from './axis';
import type { Controls } from './controls';
import { openSelected } from './opening';
import { groupExtent } from './group-extent';
import { awaitInRow } from './line-rows';
import type { Extent } from './scale';
import type { Scene } from './scene';
import { selectedRow } from './selected-row';
import { segmentNear, selectionOf } from './selection';
import type { FoundSegment } from './selection';

/** Of what is longer than the view, so much of the view shows its beginning. */
const SHARE_SHOWN = 0.8;

export class Focus {
  constructor(private readonly controls: Controls) {}

  /** Row of the selected task, or of the group that the keys are on; -1 if it has none. */
  get row(): number {
    return selectedRow(this.scene);
  }

  /** What is pinned, or moved: the selected task, or the group that the keys are on. */
  get lane(): Lane | undefined {
    const { selection, rows } = this.scene;
    const { row } = this;
    if (selection) return selection.task;
    return row < 0 ? undefined : rows.laneOf(row);
  }

  /** @returns where the selection lies on the axis */
  get range(): Extent | undefined {
    const { selection, segment, facts, view } = this.scene;
    if (!selection) return undefined;
    if (segment) {
      const stream = facts.tables.streams[facts.tables.tasks.stream(segment.task)]!;
      const places = placesOf(stream, view.axis);
      return { from: places.at(segment.startSeq), to: places.at(segment.endSeq) };
    }
    const range = taskExtent(facts.tables, view.axis, selection.task);
    return Number.isNaN(range.from) ? undefined : range;
  }

  /** Where the group lies that the keys are on. */
  get groupRange(): Extent | undefined {
    const { rows, facts, view } = this.scene;
    const row = rows.rowOfGroup(rows.current);
    return row < 0 ? undefined : groupExtent(facts.tables, view.axis, rows.groupAt(rows.at(row)));
  }

  /** Pixel of the plot around which keys zoom: the selection, where it is in view. */
  get zoomCentre(): number | undefined {
    const range = this.scene.segment && this.range;
    if (!range) return undefined;
    const { scale } = this.scene.view;
    const at = (Math.max(range.from, scale.from) + Math.min(range.to, scale.to)) / 2;
    if (at < scale.from || at > scale.to) return undefined;
    return ((at - scale.from) / (scale.to - scale.from)) * scale.width;
  }

  /** Scrolls no farther than needed. */
  reveal(): void {
    this.controls.refresh();
    const { view, segment } = this.scene;
    view.revealRow(this.row);
    const range = segment && this.range;
    const span = view.scale.to - view.scale.from;
    if (range) view.revealRange(range.from, Math.min(range.to, range.from + span * SHARE_SHOWN));
  }

  /** The details come up as something is selected: what they would cover moves above them. */
  keepInView(resize: () => void): void {
    const { view } = this.scene;
    const { row } = this;
    const isSeen = row >= view.firstRow && row < view.endRow;
    resize();
    if (isSeen) view.revealRow(row);
  }

  /** Selects a task as a whole. */
  task(task: number): void {
    this.unfold(task);
    this.controls.select({ task, startSeq: 0, state: 0 });
    this.reveal();
  }

  /** Selects what a task does around a moment of its thread; the task as a whole if nothing is known of it then. */
  selectAt(task: number, seq: number): void {
    const at = this.segmentAt(task, seq);
    this.controls.select(at ? selectionOf(at) : { task, startSeq: 0, state: 0 });
  }

  /** Selects the lane of a row. By line that is the task's await there that is nearest to a moment, else what {@link selectAt} selects. */
  selectRow(row: number, seq: number): void {
    const { rows, facts, geometry } = this.scene;
    const task = rows.at(row);
    const w = awaitInRow(rows, facts.tables, row, seq);
    if (w < 0) return this.selectAt(task, seq);
    const begin = facts.tables.awaits.suspendSeq(w);
    const at = segmentNear(facts.tables, geometry.indexes, task, begin);
    if (at) this.controls.select(selectionOf(at));
  }

  private segmentAt(task: number, seq: number): FoundSegment | undefined {
    const { facts, geometry } = this.scene;
    return seq === 0 ? undefined : segmentNear(facts.tables, geometry.indexes, task, seq);
  }

  /** Selects what a task does from a moment of its thread on, and opens its place. */
  moment(task: number, seq: number): void {
    this.show(task, seq);
    openSelected(this.controls, true);
  }

  /** Selects what happened with a step of the table. */
  step(step: number, open: boolean): void {
    const { steps } = this.scene;
    const of = steps.at(this.scene, step);
    if (!of) return;
    this.show(of.task, of.seq);
    steps.choose(step, this.scene.selection);
    if (open) openSelected(this.controls, true);
  }

  /** Selects what a task does around a moment of its thread, where it can be seen. */
  show(task: number, seq: number): void {
    this.unfold(task, this.segmentAt(task, seq)?.await);
    this.controls.refresh();
    this.selectAt(task, seq);
    this.reveal();
  }

  /** Opens what hides the task, or one of its awaits. */
  private unfold(task: number, w?: number): void {
    const { rows, facts } = this.scene;
    rows.showLibraryOf(task);
    // what has just come, or is just to be shown, is in no group yet that could be opened
    this.controls.refresh();
    rows.unfold(facts.tables, task, w);
  }

  private get scene(): Scene {
    return this.controls.scene();
  }
}
