/** A recording as it is shown: its model, what is derived from that, and what is selected. Begun anew when a host begins anew. */
import { Order } from '../model/order';
import { allPlacesVersion } from './axis';
import { Extents } from './extents';
import type { Intake } from './intake';
import { keepPlace } from './keep-place';
import { Navigator } from './navigator';
import { makeScene } from './new-scene';
import { OnlyMatches } from './only-matches';
import { pathOf } from './path';
import type { Path } from './path';
import { Places } from './places';
import type { Extent } from './scale';
import type { Scene } from './scene';
import { selectedRow } from './selected-row';
import { segmentOf } from './selection';
import type { Selection } from './selection';
import { statusOf } from './status';
import type { Say } from './strings';
import type { View } from './view';
import type { FromWebview } from '../protocol/webview';
import type { Status } from './worker-protocol';

export class Shown {
  readonly places = new Places();
  readonly navigator: Navigator;
  /** As the host calls the recording. */
  name = '';
  selection: Selection | undefined;
  live = false;
  /** The host has said that these are all bytes. */
  over = false;
  private readonly extents = new Extents();
  private readonly onlyMatches = new OnlyMatches();
  private now: Scene;
  private path: Path | undefined;
  /** The details tell of the path, though something is selected. */
  private tellsPath = false;
  private readonly order = new Order();
  /** Its critical path is to be shown once all is there; -1 for none. */
  pathWanted = -1;
  /** What decides which tasks have lanes, and where. */
  private hiding = '';

  /** @param toHost sends a message to the host */
  constructor(
    private readonly view: View,
    readonly intake: Intake,
    say: Say,
    locale: string | undefined,
    toHost: (message: FromWebview) => void,
  ) {
    this.now = makeScene(view, intake, this.places, say, locale, this.extent);
    this.navigator = new Navigator({
      scene: () => this.now,
      extent: () => this.extent,
      select: (selection) => {
        this.selection = selection;
        this.tellsPath = false;
        this.update();
      },
      showPath: (path) => {
        this.path = path;
        this.tellsPath = path !== undefined;
        this.update();
      },
      tellsPath: () => this.tellsPath,
      refresh: () => this.update(),
      open: (site, beside) => toHost({ type: 'openSite', site, beside }),
    });
  }

  get scene(): Scene {
    return this.now;
  }

  /** The part of the axis that holds anything. */
  get extent(): Extent {
    return this.extents.extent;
  }

  /** Bytes wait to be taken in, or more are to come. */
  get loading(): boolean {
    return this.intake.busy || (!this.over && !this.live);
  }

  /** Brings all that is derived up to the model. */
  update(): void {
    const { model, keys } = this.intake;
    const { rows, outputs, found, cursor, geometry, facts } = this.now;
    outputs.update(model);
    found.update(facts, outputs);
    rows.choices.keep(this.onlyMatches.update(found, model, rows.grouping));
    keepPlace(
      this.view,
      rows,
      model,
      () => selectedRow(this.now),
      () => rows.update(model, facts),
    );
    const { axis } = this.view;
    if (axis === 'order') this.order.update(model.streams);
    const hiding = [rows.hiding, allPlacesVersion(model, axis)].join();
    if (this.hiding !== hiding) {
      this.hiding = hiding;
      this.extents.forget();
    }
    cursor.update(model, this.places, keys);
    this.extents.update(model, axis, (task) => rows.hides(task));
    if (this.pathWanted >= 0 && !this.loading) {
      this.path ??= pathOf(model, this.pathWanted);
      this.pathWanted = -1;
    }
    const { extent, selection, path } = this;
    this.view.grow(extent, rows.count);
    facts.over = this.over && !this.intake.busy;
    const segment = selection && segmentOf(model, geometry.indexes, selection);
    this.now = { ...this.now, extent, selection, segment, path };
  }

  /** @returns whether another row is under the mouse */
  hover(row: number): boolean {
    if (row === this.now.hoveredRow) return false;
    this.now = { ...this.now, hoveredRow: row };
    return true;
  }

  get status(): Status {
    return statusOf(this.now, this.intake, this.live, this.loading);
  }
}
