/** Draws what is shown, and after each picture tells the page what stands around the canvas, and what was said. */
import { BetweenFrames } from './between-frames';
import { Frames } from './frames';
import type { FromHost } from './from-host';
import { menuOf } from './lane-menu';
import { Paint } from './paint';
import { Painter } from './painter';
import { Searching } from './searching';
import type { Shown } from './shown';
import type { Surroundings } from './surroundings';
import { nothing } from './telling';
import type { Said } from './telling';
import type { Theme } from './theme';
import type { ToPage } from './to-page';
import type { View } from './view';
import type { Point } from './worker-protocol';

export class Drawing {
  theme: Theme | undefined;
  readonly frames: Frames;
  private painter: Painter | undefined;
  private hoveredAt: Point | null = null;
  /** What an action did, and nobody has heard yet. */
  private said: Said | undefined;
  /** A menu that opens once the lane that it is of has been drawn. */
  private menuWanted: { readonly at: Point | null } | undefined;
  private readonly searching: Searching;
  private readonly between: BetweenFrames;

  constructor(
    private readonly around: Surroundings,
    private readonly view: View,
    private readonly page: ToPage,
    private readonly host: FromHost,
  ) {
    this.frames = new Frames(
      around,
      (now) => this.draw(now),
      () => this.drawn(),
    );
    const shown = (): Shown => host.shown;
    this.searching = new Searching(around, this.frames, shown);
    this.between = new BetweenFrames(around, view, shown, () => this.request());
  }

  /** There may be bytes before there is a canvas. */
  drawOn(canvas: OffscreenCanvas | HTMLCanvasElement): void {
    this.painter = new Painter(new Paint(canvas, this.around.makeCanvas));
    if (this.host.shown.intake.model.tasks.count > 0) this.frames.run();
  }

  /** Draws before the next picture, if there is a canvas. */
  request(): void {
    if (this.painter) this.frames.request();
  }

  /** Draws what was taken in, if it is time. */
  grown(): void {
    const { intake, scene, live, over } = this.host.shown;
    const isFirst = scene.rows.count === 0 && intake.model.tasks.count > 0;
    // What has come first is shown at once, before more is taken in; and all, once it is there.
    if (this.painter && (isFirst || (over && !intake.busy))) {
      this.page.hurry();
      this.frames.run();
    } else if (!intake.busy || live || this.frames.due) this.request();
  }

  /** Says something after what the next frame tells of the selection, or that would be heard last. */
  say(said: Said | undefined): void {
    this.said = said ?? this.said;
    this.request();
  }

  hover(at: Point | null): void {
    this.hoveredAt = at;
    if (this.page.hover(this.host.shown, at)) this.request();
  }

  /** Opens the menu of the selected lane with the next frame. */
  openMenu(at: Point | null): void {
    this.menuWanted = { at };
    // it does things to what the page was told is selected
    this.page.hurry();
  }

  /** @returns a picture of what is shown now */
  picture(): Promise<Blob> {
    const { groupLanes, facts } = this.host.shown.scene;
    this.frames.run();
    // what is looked at later has to be whole
    while (groupLanes.catchUp(facts.tables, Infinity));
    this.frames.run();
    return this.painter!.picture();
  }

  private draw(now: number): void {
    const { view, theme, host } = this;
    if (view.glide) {
      if (theme!.reducedMotion || !view.glide.advance(now)) view.glide = undefined;
      // there is another frame to come, with all of it at its place
      this.request();
    }
    host.shown.update();
    if (host.seeking.seek()) host.shown.update();
    this.painter!.draw(host.shown.scene, theme!);
  }

  private drawn(): void {
    const { shown, seeking } = this.host;
    this.page.tell(shown);
    if (seeking.missed()) this.said = nothing(shown.scene, 'said.noMoment');
    if (this.said) this.around.post({ type: 'said', ...this.said });
    this.said = undefined;
    if (this.menuWanted) {
      const menu = menuOf(shown.scene, shown.navigator.focus, this.menuWanted.at);
      this.around.post({ type: 'menu', menu });
    }
    this.menuWanted = undefined;
    this.searching.go();
    this.between.go();
    if (this.hoveredAt) this.hover(this.hoveredAt);
  }
}
