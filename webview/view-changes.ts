/** Changes of how the recording is shown: axis, grouping, hidden and pinned lanes, their height, the width of names. */
import { GROUPINGS } from '../model/lane-groups';
import type { Grouping } from '../model/lane-groups';
import type { Controls } from './controls';
import type { Focus } from './focus';
import { Glide } from './glide';
import type { Scene } from './scene';
import { onOtherAxis } from './view';

/** Pixels that a key moves the edge of the names. */
const NAMES_STEP = 24;

export class ViewChanges {
  constructor(
    private readonly controls: Controls,
    private readonly focus: Focus,
  ) {}

  /** What was in view on the one axis is so on the other, and glides there. */
  toggleAxis(): void {
    const { view, facts } = this.scene;
    const range = view.fitting ? undefined : onOtherAxis(facts.tables, view.axis, view.scale);
    view.glide = new Glide(view.axis, view.scale);
    view.axis = view.axis === 'time' ? 'order' : 'time';
    this.controls.refresh();
    if (range) view.show(range.from, range.to);
    else view.fit(this.controls.extent());
    this.focus.reveal();
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
    const { rows } = this.scene;
    rows.showsLibrary = !rows.showsLibrary;
    this.focus.reveal();
  }

  /** Pins the selected task's lane above the others, or moves it down among those. */
  pin(how: 'pin' | 'movePinned'): void {
    const { rows, view, selection } = this.scene;
    if (!selection) return;
    rows[how](selection.task);
    this.controls.refresh();
    view.revealRow(this.focus.row);
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
