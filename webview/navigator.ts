/** What clicks and keys do to the selection and the view. */
import type { Site } from '../protocol/ids';
import { Segment } from '../model/intervals';
import { causeOf } from './causes';
import { GROUPINGS } from '../model/lane-groups';
import type { Grouping } from '../model/lane-groups';
import { JobKind } from '../model/jobs';
import { jobExtent } from './loop';
import { Glide } from './glide';
import { hitAt } from './hit';
import type { Hit } from './hit';
import { creatorOf } from './task-tree';
import type { Path } from './path';
import type { Extent } from './scale';
import type { Scene } from './scene';
import { neighbours, segmentNear, selectionOf } from './selection';
import type { FoundSegment, Selection } from './selection';
import { Landmarks } from './landmarks';
import { stepFrom } from './steps';
import type { Step } from './steps';
import { onOtherAxis } from './view';
import type { Action, Card, Point } from './worker-protocol';

export interface Controls {
  scene(): Scene;
  extent(): Extent;
  select(selection: Selection | undefined): void;
  /** Rows or the axis have changed. */
  refresh(): void;
  open(site: Site, beside: boolean): void;
  showPath(path: Path | undefined): void;
  /** The path was asked for last, and nothing was selected since. */
  tellsPath(): boolean;
}

/** Pixels that a key moves the edge of the names. */
const NAMES_STEP = 24;
const ZOOM_STEP = 1.5;
/** Share of the width that a key moves the view. */
const PAN_STEP = 0.15;
const JUMPS = new Set<Action>([
  'first',
  'last',
  'fitAll',
  'fitSelection',
  'toggleAxis',
  'nextMatch',
  'previousMatch',
  'nextAtCursor',
  'nextBookmark',
  'longestWait',
  'nextFinding',
  'cause',
]);

export class Navigator {
  private readonly landmarks: Landmarks;

  constructor(private readonly controls: Controls) {
    this.landmarks = new Landmarks(controls, (task, seq) => this.showMoment(task, seq));
  }

  /** To be called before the view jumps: one can go back to where it was. */
  leave(): void {
    this.landmarks.leave();
  }

  click(at: Point, double: boolean): void {
    this.leave();
    const hit = hitAt(this.scene, at);
    switch (hit.on) {
      case 'twisty':
        this.toggleFold(hit.row);
        break;
      case 'segment':
        this.controls.select(selectionOf(hit.segment));
        if (double) this.act('fitSelection');
        else this.act('openBeside');
        break;
      case 'output':
        this.openOutput(hit.output);
        break;
      case 'name':
      case 'lane':
        if (hit.content < 0) {
          this.enterGroup(hit.row);
          if (double) this.toggleFold(hit.row);
          else if (hit.on === 'name') this.openGroup(hit.row, true);
          break;
        }
        this.controls.select({ task: hit.content, startSeq: 0, state: 0 });
        if (double) this.act('fitSelection');
        else if (hit.on === 'name') this.act('openBeside');
        break;
      case 'job':
        this.clickJob(hit.stream, hit.job, double);
        break;
      case 'nothing':
        if (double) this.act('fitAll');
        break;
    }
  }

  act(action: Action): void {
    const { scene } = this;
    const { view, rows, facts } = scene;
    const middle = view.layout.plotWidth / 2;
    if (JUMPS.has(action)) this.leave();
    switch (action) {
      case 'up':
        return this.moveRow(-1);
      case 'down':
        return this.moveRow(1);
      case 'pageUp':
        return this.moveRow(-this.pageRows);
      case 'pageDown':
        return this.moveRow(this.pageRows);
      case 'first':
        return this.moveRow(-Infinity);
      case 'last':
        return this.moveRow(Infinity);
      case 'left':
        return this.moveSegment('before');
      case 'right':
        return this.moveSegment('after');
      case 'open':
      case 'openBeside':
        return this.openSelected(action === 'openBeside');
      case 'zoomIn':
        return view.zoom(1 / ZOOM_STEP, this.zoomCentre ?? middle, this.controls.extent());
      case 'zoomOut':
        return view.zoom(ZOOM_STEP, this.zoomCentre ?? middle, this.controls.extent());
      case 'panLeft':
        return view.pan(-view.layout.plotWidth * PAN_STEP, this.controls.extent());
      case 'panRight':
        return view.pan(view.layout.plotWidth * PAN_STEP, this.controls.extent());
      case 'fitAll':
        return view.fit(this.controls.extent());
      case 'fitSelection': {
        const range = this.selectedRange();
        if (range) view.show(range.from, range.to);
        return this.revealSelection();
      }
      case 'toggleAxis':
        return this.toggleAxis();
      case 'stepForward':
      case 'stepBack':
      case 'stepToNextResume':
        return this.step(action);
      case 'toggleFold':
        return this.toggleFold(this.selectedRow);
      case 'collapseAll':
      case 'expandAll':
        rows.foldAll(facts.tables, action === 'collapseAll');
        this.controls.refresh();
        return this.revealSelection();
      case 'toggleLibrary':
        rows.showsLibrary = !rows.showsLibrary;
        this.controls.refresh();
        return this.revealSelection();
      case 'pin':
      case 'movePinned':
        if (!scene.selection) return;
        if (action === 'pin') rows.pin(scene.selection.task);
        else rows.movePinned(scene.selection.task);
        this.controls.refresh();
        return view.revealRow(this.selectedRow);
      case 'toggleSlim': {
        const { height } = view.layout.lane;
        const top = view.scrollTop / height;
        view.slim = !view.slim;
        this.layOut();
        view.scrollTo(top * view.layout.lane.height);
        return view.revealRow(this.selectedRow);
      }
      case 'toggleSteps':
        view.steps = !view.steps;
        return;
      case 'nextMatch':
      case 'previousMatch':
        // What was typed a moment ago may not have been looked for yet.
        this.controls.refresh();
        return this.showMatch(action === 'nextMatch' ? 1 : -1);
      case 'nextGrouping':
        return this.group(GROUPINGS[(GROUPINGS.indexOf(rows.grouping) + 1) % GROUPINGS.length]!);
      case 'namesNarrower':
      case 'namesWider':
        return this.resizeNames(view.layout.plotLeft + (action === 'namesWider' ? 1 : -1) * NAMES_STEP);
      case 'nextAtCursor':
        return this.nextAtCursor();
      case 'cause': {
        const cause = scene.segment && causeOf(scene.facts.tables, scene.segment);
        return cause ? this.showMoment(cause.task, cause.seq) : undefined;
      }
      case 'criticalPath':
      case 'hidePath':
      case 'bookmark':
      case 'nextBookmark':
      case 'longestWait':
      case 'nextFinding':
      case 'back':
      case 'forward':
        return this.landmarks.act(action);
      case 'clear':
        if (scene.measure.clear()) return;
        if (scene.path && !scene.selection) return this.controls.showPath(undefined);
        rows.current = undefined;
        return this.controls.select(undefined);
    }
  }

  group(by: Grouping): void {
    this.scene.rows.grouping = by;
    this.controls.refresh();
    this.revealSelection();
  }

  /** @param width undefined: as it would be by itself */
  resizeNames(width: number | undefined): void {
    this.scene.view.namesWidth = width;
    this.layOut();
  }

  private layOut(): void {
    const { view } = this.scene;
    view.resize(view.layout.width, view.layout.height, view.dpr, this.controls.extent());
  }

  /** The details come up as something is selected: what they would cover moves above them. */
  keepSelectionInView(resize: () => void): void {
    const { view } = this.scene;
    const row = this.selectedRow;
    const isSeen = row >= view.firstRow && row < view.endRow;
    resize();
    if (isSeen) view.revealRow(row);
  }

  showTask(task: number): void {
    const { rows, facts } = this.scene;
    rows.unfold(facts.tables, task);
    this.controls.select({ task, startSeq: 0, state: 0 });
    this.revealSelection();
  }

  /** @returns what is to be told of a point */
  look(at: Point | null): { card: Card | null; row: number; clickable: boolean } {
    if (!at) return { card: null, row: -1, clickable: false };
    const hit = hitAt(this.scene, at);
    return { card: this.cardOf(hit), row: hit.row, clickable: hit.on !== 'nothing' && hit.on !== 'lane' };
  }

  selectedCard(): Card | null {
    const { selection, segment, describe, rows, path } = this.scene;
    if (path && (!selection || this.controls.tellsPath())) return describe.path(path);
    if (!selection) {
      const row = rows.rowOfGroup(rows.current);
      return row < 0 ? null : describe.group(rows.grouping, rows.groupAt(rows.at(row)));
    }
    return segment ? describe.explained(segment) : describe.task(selection.task);
  }

  private get scene(): Scene {
    return this.controls.scene();
  }

  private cardOf(hit: Hit): Card | null {
    const { describe } = this.scene;
    switch (hit.on) {
      case 'segment':
        return describe.segment(hit.segment);
      case 'output':
        return describe.output(hit.output);
      case 'job':
        return describe.job(hit.stream, hit.job);
      case 'name':
        return hit.content < 0
          ? describe.group(this.scene.rows.grouping, this.scene.rows.groupAt(hit.content))
          : describe.task(hit.content);
      default:
        return null;
    }
  }

  private get selectedRow(): number {
    const { selection, rows, facts } = this.scene;
    return selection ? rows.rowOf(facts.tables, selection.task) : rows.rowOfGroup(rows.current);
  }

  private get pageRows(): number {
    const { view } = this.scene;
    return Math.max(1, view.endRow - view.firstRow - 2);
  }

  /** Moves to another task, and there to the segment of the same moment. */
  private moveRow(by: number): void {
    const { rows, selection, facts, geometry } = this.scene;
    if (rows.count === 0) return;
    const from = this.selectedRow;
    let row = from < 0 ? (by > 0 ? 0 : rows.count - 1) : from + by;
    row = Math.max(0, Math.min(rows.count - 1, row));
    const task = rows.at(row);
    if (task < 0) return this.enterGroup(row);
    const seq = selection?.startSeq ?? 0;
    const segment = seq === 0 ? undefined : segmentNear(facts.tables, geometry.indexes, task, seq);
    this.controls.select(segment ? selectionOf(segment) : { task, startSeq: 0, state: 0 });
    this.revealSelection();
  }

  /** Puts the keys on a group: there is nothing in it to select. */
  private enterGroup(row: number): void {
    const { rows, view } = this.scene;
    this.controls.select(undefined);
    rows.current = rows.groupAt(rows.at(row)).key;
    this.controls.refresh();
    view.revealRow(row);
  }

  private moveSegment(side: 'before' | 'after'): void {
    const { selection, segment, facts, geometry, rows } = this.scene;
    if (!selection) return this.enterOrFold(side);
    const { tables } = facts;
    if (!segment) return this.enterLane(side, selection.task);
    const next = neighbours(tables, geometry.indexes, selectionOf(segment))[side];
    if (next) this.controls.select(selectionOf(next));
    else if (side === 'before') this.controls.select({ task: selection.task, startSeq: 0, state: 0 });
    if (rows.rowOf(tables, selection.task) >= 0) this.revealSelection();
  }

  private enterOrFold(side: 'before' | 'after'): void {
    const row = this.selectedRow;
    const { rows } = this.scene;
    if (row >= 0 && rows.isCollapsed(row) === (side === 'after')) this.toggleFold(row);
    else if (row < 0 || side === 'after') this.moveRow(1);
  }

  /** On a task as a whole, right unfolds it, then goes to its first segment; left folds it, then goes to its creator. */
  private enterLane(side: 'before' | 'after', task: number): void {
    const { rows, facts, geometry } = this.scene;
    const { tables } = facts;
    const row = rows.rowOf(tables, task);
    const foldable = row >= 0 && rows.children(row) > 0;
    if (foldable && rows.isCollapsed(row) === (side === 'after')) return this.toggleFold(row);
    if (side === 'after') {
      const first = segmentNear(tables, geometry.indexes, task, 1);
      if (first) this.controls.select(selectionOf(first));
    } else {
      const creator = creatorOf(tables, task);
      if (creator >= 0) this.controls.select({ task: creator, startSeq: 0, state: 0 });
    }
    this.revealSelection();
  }

  private toggleFold(row: number): void {
    const { rows } = this.scene;
    if (row < 0 || rows.children(row) === 0) return;
    rows.fold(rows.at(row), !rows.isCollapsed(row));
    this.controls.refresh();
  }

  private toggleAxis(): void {
    const { view, facts } = this.scene;
    const range = view.fitting ? undefined : onOtherAxis(facts.tables, view.axis, view.scale);
    view.glide = new Glide(view.axis, view.scale);
    view.axis = view.axis === 'time' ? 'order' : 'time';
    this.controls.refresh();
    if (range) view.show(range.from, range.to);
    else view.fit(this.controls.extent());
    this.revealSelection();
  }

  private step(step: Step): void {
    const { selection, segment, facts, rows } = this.scene;
    const { tables } = facts;
    const stream = selection ? tables.tasks.stream(selection.task) : 0;
    const from = segment?.startSeq ?? (selection ? tables.tasks.startSeq(selection.task) - 1 : 0);
    const start = step === 'stepBack' && !selection ? Infinity : from;
    const moment = stepFrom(tables, stream, start, step, (task) => rows.hides(task));
    if (!moment) return;
    this.showMoment(moment.task, moment.seq);
  }

  private nextAtCursor(): void {
    const { cursor, selection } = this.scene;
    const at = selection ? cursor.tasks.indexOf(selection.task) : -1;
    const next = cursor.tasks[(at + 1) % cursor.tasks.length];
    if (next !== undefined) this.showTask(next);
  }

  /** Selects what a task does from a moment of its thread on, and opens its place. */
  showMoment(task: number, seq: number): void {
    const { facts, geometry, rows } = this.scene;
    rows.unfold(facts.tables, task);
    this.controls.refresh();
    const at = segmentNear(facts.tables, geometry.indexes, task, seq);
    this.controls.select(at ? selectionOf(at) : { task, startSeq: 0, state: 0 });
    this.revealSelection();
    this.openSelected(true);
  }

  private showMatch(by: 1 | -1): void {
    const match = this.scene.found.next(by);
    if (!match) return;
    this.showTask(match.task);
    const { facts, geometry } = this.scene;
    const seq = match.await < 0 ? match.seq : facts.tables.awaits.suspendSeq(match.await);
    if (seq === 0) return;
    const segment = segmentNear(facts.tables, geometry.indexes, match.task, seq);
    if (segment) this.controls.select(selectionOf(segment));
    this.revealSelection();
  }

  private selectedRange(): Extent | undefined {
    const { selection, segment, facts, view } = this.scene;
    if (!selection) return undefined;
    const time = view.axis === 'time';
    if (segment) {
      return time ? { from: segment.start, to: segment.end } : { from: segment.startSeq, to: segment.endSeq };
    }
    const { tasks, streams } = facts.tables;
    const { task } = selection;
    const stream = streams[tasks.stream(task)]!;
    const ended = tasks.endSeq(task) !== 0;
    const from = time ? tasks.start(task) : tasks.startSeq(task);
    const to = time ? (ended ? tasks.end(task) : stream.last) : ended ? tasks.endSeq(task) : stream.events;
    return Number.isNaN(from) ? undefined : { from, to };
  }

  private revealSelection(): void {
    this.controls.refresh();
    const { view, segment } = this.scene;
    view.revealRow(this.selectedRow);
    const range = segment && this.selectedRange();
    // Of what is longer than the view, its beginning is enough.
    const span = view.scale.to - view.scale.from;
    if (range) view.revealRange(range.from, Math.min(range.to, range.from + span * 0.8));
  }

  /** Pixel of the plot around which keys zoom: the selection, where it is in view. */
  private get zoomCentre(): number | undefined {
    const range = this.scene.segment && this.selectedRange();
    if (!range) return undefined;
    const { scale } = this.scene.view;
    const at = (Math.max(range.from, scale.from) + Math.min(range.to, scale.to)) / 2;
    if (at < scale.from || at > scale.to) return undefined;
    return ((at - scale.from) / (scale.to - scale.from)) * scale.width;
  }

  private openSelected(beside: boolean): void {
    const { selection, segment, facts } = this.scene;
    const row = selection ? -1 : this.selectedRow;
    if (row >= 0) return this.openGroup(row, beside);
    if (!selection) return;
    const site = segment ? siteOfSegment(this.scene, segment) : facts.taskPlace(selection.task)?.site;
    if (site) this.controls.open(site, beside);
  }

  private openGroup(row: number, beside: boolean): void {
    const { rows, facts } = this.scene;
    const { stream, loc } = rows.groupAt(rows.at(row));
    const site = facts.siteOf(stream, loc);
    if (site) this.controls.open(site, beside);
  }

  /** Selects the task that a job ran, if it ran one; twice fits the job. */
  private clickJob(stream: number, job: number, double: boolean): void {
    const { facts, view } = this.scene;
    const row = facts.tables.streams[stream]!;
    if (double) {
      const [from, to] = jobExtent(row, view.axis, job);
      return view.show(from, to);
    }
    const { jobs } = row;
    const ref = jobs.ref(job);
    if (ref < 0) return;
    if (jobs.kind(job) === JobKind.start) this.showTask(ref);
    else if (jobs.kind(job) === JobKind.resume) this.showTask(facts.tables.awaits.task(ref));
  }

  private openOutput(output: number): void {
    const { facts, geometry } = this.scene;
    const { outputs } = facts.tables;
    const site = facts.siteOf(outputs.stream(output), outputs.loc(output));
    const task = outputs.task(output);
    // what ran when it was printed, so that the details tell why that ran then
    const at = task < 0 ? undefined : segmentNear(facts.tables, geometry.indexes, task, outputs.seq(output));
    if (task >= 0) this.controls.select(at ? selectionOf(at) : { task, startSeq: 0, state: 0 });
    if (site) this.controls.open(site, true);
  }
}

/** Of what belongs to an await, the await; of what ran before the first, and of what was returned, the function. */
function siteOfSegment({ facts }: Scene, segment: FoundSegment): Site | undefined {
  const place =
    segment.await >= 0 && segment.state !== Segment.left ? facts.awaitPlace(segment.await) : undefined;
  return (place ?? facts.taskPlace(segment.task))?.site;
}
