/** What each action of a person does: those of keys, of the toolbar and of VS Code's commands. */
import type { Card } from './card-content';
import { Clicks } from './clicks';
import type { Controls } from './controls';
import { Focus } from './focus';
import { Jumps } from './jumps';
import { Landmarks } from './landmarks';
import { LaneMoves } from './lane-moves';
import { openSelected } from './opening';
import type { Scene } from './scene';
import { ViewChanges } from './view-changes';
import type { Action, Point } from './worker-protocol';

const ZOOM_STEP = 1.5;
/** Share of the width that a key moves the view. */
const PAN_STEP = 0.15;
/** One can go back to where the view was before these. */
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
  'effect',
  'creator',
  'awaited',
]);

export class Navigator {
  readonly focus: Focus;
  readonly changes: ViewChanges;
  private readonly moves: LaneMoves;
  private readonly jumps: Jumps;
  private readonly clicks: Clicks;
  readonly landmarks: Landmarks;

  constructor(private readonly controls: Controls) {
    this.focus = new Focus(controls);
    this.changes = new ViewChanges(controls, this.focus);
    this.moves = new LaneMoves(controls, this.focus);
    this.jumps = new Jumps(controls, this.focus);
    this.clicks = new Clicks(controls, this.focus, this.moves, () => this.act('fitSelection'));
    this.landmarks = new Landmarks(controls, (task, seq) => this.focus.moment(task, seq));
  }

  /** To be called before the view jumps: one can go back to where it was. */
  leave(): void {
    this.landmarks.leave();
  }

  click(at: Point, double: boolean): void {
    this.leave();
    this.clicks.click(at, double);
  }

  /**
   * Selects what a menu is wanted of, and sees to it that its lane is in view.
   * @param at null: of what is selected already
   * @returns whether there is a menu
   */
  choose(at: Point | null): boolean {
    if (!at) this.scene.view.revealRow(this.focus.row);
    else this.leave();
    return !at || this.clicks.choose(at);
  }

  /** @returns what is to be told of a point */
  look(at: Point | null): ReturnType<Clicks['look']> {
    return this.clicks.look(at);
  }

  /** @returns the card of what was asked for last: a path, a group, a task or a segment */
  selectedCard(): Card | null {
    const { selection, segment, describe, rows, path } = this.scene;
    if (path && (!selection || this.controls.tellsPath())) return describe.path(path);
    if (!selection) {
      const row = rows.rowOfGroup(rows.current);
      return row < 0 ? null : describe.group(rows.grouping, rows.groupAt(rows.at(row)));
    }
    return segment ? describe.explained(segment) : describe.task(selection.task);
  }

  act(action: Action): void {
    if (JUMPS.has(action)) this.leave();
    switch (action) {
      case 'up':
        return this.moves.row(-1);
      case 'down':
        return this.moves.row(1);
      case 'pageUp':
        return this.moves.page(-1);
      case 'pageDown':
        return this.moves.page(1);
      case 'first':
        return this.moves.row(-Infinity);
      case 'last':
        return this.moves.row(Infinity);
      case 'left':
        return this.moves.segment('before');
      case 'right':
        return this.moves.segment('after');
      case 'toggleFold':
        return this.moves.toggleFold(this.focus.row);
      case 'open':
      case 'openBeside':
        return openSelected(this.controls, action === 'openBeside');
      case 'zoomIn':
        return this.zoom(1 / ZOOM_STEP);
      case 'zoomOut':
        return this.zoom(ZOOM_STEP);
      case 'panLeft':
        return this.pan(-PAN_STEP);
      case 'panRight':
        return this.pan(PAN_STEP);
      case 'fitAll':
        return this.scene.view.fit(this.controls.extent());
      case 'fitSelection':
        return this.fitSelection();
      case 'toggleAxis':
        return this.changes.toggleAxis();
      case 'collapseAll':
      case 'expandAll':
        return this.changes.foldAll(action === 'collapseAll');
      case 'toggleLibrary':
        return this.changes.toggleLibrary();
      case 'pin':
      case 'movePinned':
        return this.changes.pin(action);
      case 'hideLane':
        return this.changes.hideLane();
      case 'showHidden':
        return this.changes.showHidden();
      case 'toggleSlim':
        return this.changes.toggleSlim();
      case 'toggleLoop':
        return this.changes.toggleLoop();
      case 'toggleSteps':
        this.scene.view.steps = !this.scene.view.steps;
        return;
      case 'nextGrouping':
        return this.changes.nextGrouping();
      case 'namesNarrower':
        return this.changes.widenNames(-1);
      case 'namesWider':
        return this.changes.widenNames(1);
      case 'stepForward':
      case 'stepBack':
      case 'stepToNextResume':
        return this.jumps.step(action);
      case 'nextMatch':
        return this.jumps.match(1);
      case 'previousMatch':
        return this.jumps.match(-1);
      case 'toggleMatches':
        // without a search it would be switched unseen
        if (this.scene.found.query !== '') this.scene.found.only = !this.scene.found.only;
        return;
      case 'nextAtCursor':
        return this.jumps.nextAtCursor();
      case 'cause':
      case 'effect':
      case 'creator':
      case 'awaited':
        return this.jumps.follow(action);
      case 'criticalPath':
      case 'hidePath':
      case 'bookmark':
      case 'nextBookmark':
      case 'longestWait':
      case 'nextFinding':
      case 'back':
      case 'forward':
        return this.landmarks.act(action);
      case 'measureSelection':
        return this.measure();
      case 'clear':
        return this.clear();
    }
  }

  private get scene(): Scene {
    return this.controls.scene();
  }

  private zoom(factor: number): void {
    const { view } = this.scene;
    view.zoom(factor, this.focus.zoomCentre ?? view.layout.plotWidth / 2, this.controls.extent());
  }

  private pan(share: number): void {
    const { view } = this.scene;
    view.pan(view.layout.plotWidth * share, this.controls.extent());
  }

  private fitSelection(): void {
    const range = this.scene.selection ? this.focus.range : this.focus.groupRange;
    if (range) this.scene.view.show(range.from, range.to);
    this.focus.reveal();
  }

  private measure(): void {
    const { range } = this.focus;
    const { measure, view } = this.scene;
    if (range) measure.take(view.axis, range);
  }

  /** One thing at a time: what was measured, the path, the selection, the search. */
  private clear(): void {
    const { measure, path, selection, rows, found } = this.scene;
    if (measure.clear()) return;
    if (path && !selection) return this.controls.showPath(undefined);
    if (!selection && rows.current === undefined) return found.set('');
    rows.current = undefined;
    this.controls.select(undefined);
  }
}
