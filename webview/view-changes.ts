/** Changes of how the recording is shown: axis, grouping, hidden and pinned lanes, their height, the width of names. */
import { GROUPINGS } from '../model/lane-groups';
import type { Grouping } from '../model/lane-groups';
import type { Controls } from './controls';
import type { Focus } from './focus';
import { Glide } from './glide';
import { toX } from './scale';
import type { Extent, Scale } from './scale';
import type { Scene } from './scene';
import { onOtherAxis } from './view';

/** Pixels that a key moves the edge of the names. */
const NAMES_STEP = 24;

export class ViewChanges {
  /** What was in view on the other axis, and what was to begin with on this one: who moves nothing can go back. */
  private left: { readonly scale: Scale; readonly fitting: boolean; readonly arrived: Scale } | undefined;

  constructor(
    private readonly controls: Controls,
    private readonly focus: Focus,
  ) {}

  /** What was in view on the one axis is so on the other, and glides there; what is selected stays where it is. */
  toggleAxis(): void {
    const { view, facts } = this.scene;
    const { axis, scale, fitting } = view;
    const x = this.selectedX;
    view.glide = new Glide(axis, scale);
    view.axis = axis === 'time' ? 'order' : 'time';
    this.controls.refresh();
    const { left } = this;
    const isMoved = scale !== view.held?.scale && !(left && sameRange(left.arrived, scale));
    if (left && !isMoved) {
      view.fitting = left.fitting;
      view.scale = { ...left.scale, width: scale.width };
    } else this.arrive(fitting ? undefined : onOtherAxis(facts.tables, axis, scale), x);
    this.left = { scale, fitting, arrived: view.scale };
    if (x === undefined) return this.focus.reveal();
    this.controls.refresh();
    view.revealRow(this.focus.row);
  }

  /** Shows a range, all if there is none, with the middle of the selection at a pixel of the plot, if it was in view. */
  private arrive(range: Extent | undefined, x: number | undefined): void {
    const { view } = this.scene;
    if (range) view.show(range.from, range.to);
    else view.fit(this.controls.extent());
    const at = this.focus.range;
    if (x === undefined || !at) return;
    view.hold((at.from + at.to) / 2, view.layout.plotLeft + x, range === undefined);
  }

  /** Pixel of the plot of the selection's middle, where it is in view. */
  private get selectedX(): number | undefined {
    const at = this.focus.range;
    if (!at) return undefined;
    const { scale } = this.scene.view;
    const x = toX(scale, (at.from + at.to) / 2);
    return x >= 0 && x <= scale.width ? x : undefined;
  }

  group(by: Grouping): void {
    this.scene.rows.grouping = by;
    this.focus.reveal();
  }

  nextGrouping(): void {
    const { grouping } = this.scene.rows;
    this.group(GROUPINGS[(GROUPINGS.indexOf(grouping) + 1) % GROUPINGS.length]!);
  }

  foldAll(collapsed: boolean): void {
    const { rows, facts } = this.scene;
    rows.foldAll(facts.tables, collapsed);
    this.focus.reveal();
  }

  toggleLibrary(): void {
    const { choices } = this.scene.rows;
    choices.showsLibrary = !choices.showsLibrary;
    this.focus.reveal();
  }

  /** Pins the selected lane above the others, or moves it among those: of a task, or of the group that the keys are on. */
  pin(how: 'pin' | 'movePinned'): void {
    const { rows, view } = this.scene;
    const { lane } = this.focus;
    if (lane === undefined) return;
    rows.choices.arrangement[how](lane);
    this.controls.refresh();
    view.revealRow(this.focus.row);
  }

  /** Hides the lane that the keys are on; they go to the one that stands there then. */
  hideLane(): void {
    const { rows } = this.scene;
    const { row } = this.focus;
    if (row < 0) return;
    rows.choices.arrangement.hide(rows.laneOf(row));
    this.controls.select(undefined);
    rows.current = undefined;
    const next = Math.min(row, rows.count - 1);
    if (next < 0) return;
    const content = rows.at(next);
    if (content < 0) rows.current = rows.groupAt(content).key;
    else this.focus.selectRow(next, 0);
  }

  showHidden(): void {
    this.scene.rows.choices.arrangement.showHidden();
    this.focus.reveal();
  }

  /** The lane at the top stays there. */
  toggleSlim(): void {
    const { view } = this.scene;
    const top = view.scrollTop / view.layout.lane.height;
    view.slim = !view.slim;
    this.layOut();
    view.scrollTo(top * view.layout.lane.height);
    view.revealRow(this.focus.row);
  }

  toggleLoop(): void {
    const { view } = this.scene;
    view.tallLoop = !view.tallLoop;
    this.layOut();
    view.revealRow(this.focus.row);
  }

  /** @param width undefined: as it would be by itself */
  resizeNames(width: number | undefined): void {
    this.scene.view.namesWidth = width;
    this.layOut();
  }

  widenNames(direction: 1 | -1): void {
    this.resizeNames(this.scene.view.layout.plotLeft + direction * NAMES_STEP);
  }

  private get scene(): Scene {
    return this.controls.scene();
  }

  private layOut(): void {
    const { view } = this.scene;
    view.resize(view.layout.width, view.layout.height, view.dpr, this.controls.extent());
  }
}

function sameRange(a: Scale, b: Scale): boolean {
  return a.from === b.from && a.to === b.to;
}
