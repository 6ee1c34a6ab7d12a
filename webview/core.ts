/**
 * The timeline without its page: takes in bytes, keeps the view and the selection, draws, and tells the page what to show around
 * the canvas. Runs in a worker, or where there is none on the page's own thread.
 */
import type { ToWebview } from '../protocol/webview';
import { Frames } from './frames';
import type { SentFindings } from '../model/findings/sent';
import { gesture } from './gestures';
import { Intake } from './intake';
import { menuOf } from './lane-menu';
import { loopStream } from './loop';
import { momentText } from './moment-link';
import { Paint } from './paint';
import { Painter } from './painter';
import { barsLike } from './probe';
import { readSaved } from './saved';
import { restoreView, saveView } from './saved-view';
import { Searching } from './searching';
import { Seeking } from './seeking';
import { Shown } from './shown';
import { Say } from './strings';
import type { Surroundings } from './surroundings';
import { measuredText, nothing, outlookOf, told } from './telling';
import type { Said } from './telling';
import type { Theme } from './theme';
import { ToPage } from './to-page';
import { View } from './view';
import type { Action, Point, SavedView, ToCore } from './worker-protocol';

/** Taking in bytes gives way to drawing and input after this time; nobody waits for what a finished recording has to come. */
const TAKE_IN_MS = { live: 12, finished: 30 };

export class Core {
  private readonly view = new View();
  private readonly page: ToPage;
  private readonly frames: Frames;
  private readonly seeking = new Seeking(() => this.shown);
  private readonly searching: Searching;
  private shown: Shown;
  private painter: Painter | undefined;
  private theme: Theme | undefined;
  private taking = false;
  private looking = false;
  private preparing = false;
  private hoveredAt: Point | null = null;
  /** What an action did, and nobody has heard yet. */
  private said: Said | undefined;
  /** A menu that opens once the lane that it is of has been drawn. */
  private menuWanted: { readonly at: Point | null } | undefined;
  private saved: SavedView | undefined;

  constructor(private readonly around: Surroundings) {
    this.page = new ToPage(around);
    this.shown = this.show(new Say(), undefined);
    this.frames = new Frames(
      around,
      (now) => this.draw(now),
      () => this.drawn(),
    );
    this.searching = new Searching(around, this.frames, () => this.shown);
  }

  receive(message: ToCore): void {
    const { navigator } = this.shown;
    switch (message.type) {
      case 'start':
        this.theme = message.theme;
        this.saved = readSaved(message.saved);
        break;
      case 'canvas':
        this.painter = new Painter(new Paint(message.canvas, this.around.makeCanvas));
        if (this.shown.intake.model.tasks.count > 0) this.frames.run();
        break;
      case 'size':
        navigator.focus.keepInView(() =>
          this.view.resize(message.width, message.height, message.dpr, this.shown.extent),
        );
        break;
      case 'theme':
        this.theme = message.theme;
        break;
      case 'host':
        this.host(message.message);
        break;
      case 'hover':
        this.hoveredAt = message.at;
        this.hover();
        return;
      case 'click':
        navigator.click(message.at, message.double);
        break;
      case 'menu':
        if (!navigator.choose(message.at)) return;
        this.menuWanted = message;
        // it does things to what the page was told is selected
        this.page.hurry();
        break;
      case 'zoom':
      case 'brush':
      case 'measure':
      case 'pan':
      case 'scrollTo':
        gesture(message, this.shown.scene);
        if (message.type === 'measure' && message.phase === 'release')
          this.say(measuredText(this.shown.scene));
        break;
      case 'names':
        navigator.changes.resizeNames(message.width ?? undefined);
        break;
      case 'search':
        this.shown.scene.found.set(message.query);
        break;
      case 'group':
        this.telling('nextGrouping', () => navigator.changes.group(message.by));
        break;
      case 'act':
        this.telling(message.action, () => navigator.act(message.action));
        break;
      case 'showTask':
        navigator.leave();
        navigator.focus.task(message.task);
        break;
      case 'stepRows':
        this.shown.scene.steps.first = message.first;
        this.shown.scene.steps.rows = message.count;
        break;
      case 'showStep':
        if (message.open) navigator.leave();
        navigator.focus.step(message.step, message.open);
        this.shown.scene.steps.heard = message.nth;
        break;
      case 'link':
        return this.link();
      case 'picture':
        this.frames.run();
        void this.painter!.picture().then((picture) => this.around.post({ type: 'picture', picture }));
        return;
      case 'probe':
        return this.probe(message);
    }
    this.invalidate();
  }

  private host(message: ToWebview): void {
    const { shown, seeking } = this;
    switch (message.type) {
      case 'open':
        return this.open(message);
      case 'chunk':
        shown.intake.push(message.source, message.bytes);
        return this.takeIn();
      case 'sites':
        return shown.places.add(message);
      case 'findings':
        shown.scene.findings.give(message.sent as SentFindings);
        return this.invalidate();
      case 'ended':
        shown.over = true;
        shown.live = false;
        shown.intake.finish();
        return this.takeIn();
      case 'cursor':
        return seeking.cursor(message);
      case 'reveal':
        return seeking.reveal(message);
      case 'revealSite':
        return seeking.site(message.site);
      case 'revealMoment':
        return seeking.moment(message.moment);
      // the page's own
      case 'command':
      case 'notice':
    }
  }

  /** Begins anew. */
  private open({ name, strings, locale, live, size }: Extract<ToWebview, { type: 'open' }>): void {
    // A host that begins anew shows the same recording.
    const saved = this.saved ?? (this.shown.intake.model.tasks.count > 0 ? saveView(this.shown) : undefined);
    this.saved = undefined;
    const isOther = saved?.recording !== undefined && saved.recording !== name;
    this.shown = this.show(new Say(strings), locale, size);
    this.shown.live = live;
    this.shown.name = name;
    this.page.forget();
    this.seeking.restart();
    if (saved && !isOther) {
      this.seeking.forget();
      restoreView(saved, this.shown, this.seeking.wanted);
    } else this.view.fit(this.shown.extent);
  }

  private show(say: Say, locale: string | undefined, size?: number): Shown {
    const toHost = (message: Parameters<ConstructorParameters<typeof Shown>[4]>[0]): void =>
      this.around.post({ type: 'host', message });
    const intake = new Intake(() => {
      if (intake === this.shown.intake) toHost({ type: 'taken' });
    }, size);
    return new Shown(this.view, intake, say, locale, toHost);
  }

  /** Takes in what has come, some of it at a time. */
  private takeIn(): void {
    if (this.taking) return;
    this.taking = true;
    const go = (): void => {
      const { intake, live } = this.shown;
      const until = this.around.now() + TAKE_IN_MS[live ? 'live' : 'finished'];
      if (intake.step(() => this.around.now() >= until)) this.grown();
      this.taking = this.shown.intake.busy;
      if (this.taking) this.around.later(go);
    };
    this.around.later(go);
  }

  private grown(): void {
    const { intake, scene, live, over } = this.shown;
    this.page.progress(this.shown);
    this.seeking.find();
    const isFirst = scene.rows.count === 0 && intake.model.tasks.count > 0;
    // What has come first is shown at once, before more is taken in; and all, once it is there.
    if (this.painter && (isFirst || (over && !intake.busy))) {
      this.page.hurry();
      this.frames.run();
    } else if (!intake.busy || live || this.frames.due) this.invalidate();
  }

  private invalidate(): void {
    if (this.painter) this.frames.request();
  }

  private draw(now: number): void {
    const { view, theme } = this;
    if (view.glide) {
      if (theme!.reducedMotion || !view.glide.advance(now)) view.glide = undefined;
      // there is another frame to come, with all of it at its place
      this.invalidate();
    }
    this.shown.update();
    if (this.seeking.seek()) this.shown.update();
    this.painter!.draw(this.shown.scene, theme!);
    // the rest of what is to be summed up comes with the next frames
    if (this.shown.scene.groupLanes.behind) this.invalidate();
  }

  private drawn(): void {
    this.page.tell(this.shown);
    if (this.seeking.missed()) this.said = nothing(this.shown.scene, 'said.noMoment');
    if (this.said) this.around.post({ type: 'said', ...this.said });
    this.said = undefined;
    this.openMenu();
    this.searching.go();
    this.lookForFindings();
    this.prepare();
    if (this.hoveredAt) this.hover();
  }

  private openMenu(): void {
    const { scene, navigator } = this.shown;
    if (this.menuWanted)
      this.around.post({ type: 'menu', menu: menuOf(scene, navigator.focus, this.menuWanted.at) });
    this.menuWanted = undefined;
  }

  private hover(): void {
    if (this.page.hover(this.shown, this.hoveredAt)) this.invalidate();
  }

  /** Not in the frame that shows the last of the events, but soon after it. */
  private lookForFindings(): void {
    const { findings, facts } = this.shown.scene;
    if (this.looking || !findings.due(facts)) return;
    this.looking = true;
    this.around.later(() => {
      this.looking = false;
      findings.update(facts);
      this.invalidate();
    });
  }

  /**
   * What is not needed for a first picture: how many tasks were ready when; then what lanes need that have not been in view yet, one lane
   * at a time, so that scrolling to them is as quick as the rest.
   */
  private prepare(): void {
    const { over, intake, scene } = this.shown;
    if (this.preparing || intake.busy) return;
    this.preparing = true;
    this.around.later(() => {
      this.preparing = false;
      if (scene.queues.prepare(intake.model, loopStream(scene))) {
        this.prepare();
        this.invalidate();
      } else if (over && scene.geometry.prepare(intake.model, this.view.axis)) this.prepare();
    });
  }

  /** Does what an action does, and says so. */
  private telling(action: Action, act: () => void): void {
    const before = outlookOf(this.shown.scene);
    act();
    this.shown.update();
    this.say(told(action, this.shown.scene, before));
  }

  /** After what the next frame tells of the selection, or that would be heard last. */
  private say(said: Said | undefined): void {
    this.said = said ?? this.said;
    this.invalidate();
  }

  private link(): void {
    const { selection, intake, scene } = this.shown;
    if (!selection)
      return this.say(nothing(scene, scene.rows.current === undefined ? 'said.noSelection' : 'said.noLink'));
    const message = { type: 'copyLink', moment: momentText(intake.model, selection) } as const;
    this.around.post({ type: 'host', message });
  }

  private probe({ id, query }: Extract<ToCore, { type: 'probe' }>): void {
    // The answer is about a picture that shows all that has come.
    this.around.frame(() => {
      this.view.glide = undefined;
      this.frames.run();
      const { scene, navigator, status } = this.shown;
      const { from, to } = this.view.scale;
      const selected = navigator.selectedCard()?.summary ?? '';
      const { count: frames, times } = this.frames;
      const more = { from, to, rows: scene.rows.count, selected, frames, frameTimes: times.take() };
      const bars = query ? barsLike(scene, query) : [];
      this.around.post({ type: 'probed', id, bars, state: { ...status, ...more } });
    });
  }
}
