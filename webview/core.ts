/**
 * The timeline without its page: takes in bytes, keeps the view and the selection, draws, and tells the page what to show around
 * the canvas. Runs in a worker, or where there is none on the page's own thread.
 */
import type { Site } from '../protocol/ids';
import type { ToWebview } from '../protocol/webview';
import { Extents } from './extents';
import { FrameTimes } from './frame-times';
import { Intake } from './intake';
import { lanesWindow } from './lanes-window';
import { momentText, readMoment } from './moment-link';
import { Navigator } from './navigator';
import { makeScene } from './new-scene';
import { Paint } from './paint';
import type { MakeCanvas } from './paint';
import { Painter } from './painter';
import type { Path } from './path';
import { Places } from './places';
import { barsLike } from './probe';
import { Wanted, readSaved, savedBookmarks, savedSelection, savedTasks } from './saved';
import type { Scene } from './scene';
import { segmentOf } from './selection';
import type { Selection } from './selection';
import { statusOf } from './status';
import { stepWindow } from './step-list';
import { Say } from './strings';
import type { Theme } from './theme';
import { View } from './view';
import type { FromCore, Point, SavedView, ToCore } from './worker-protocol';

export interface Surroundings {
  post(message: FromCore): void;
  /** Calls back before the next picture is shown. */
  frame(callback: () => void): void;
  /** Calls back soon, after what waits already. */
  later(callback: () => void): void;
  /** Milliseconds. */
  now(): number;
  readonly makeCanvas: MakeCanvas;
}

/** Taking in bytes gives way to drawing and input after this time; nobody waits for what a finished recording has to come. */
const TAKE_IN_MS = { live: 12, finished: 30 };
/** While a finished recording comes in, pictures take no more than about a tenth of the time, which it needs to be complete. */
const DRAW_EVERY_MS = 120;
const TIMES_A_DRAWING = 10;
/** While a recording grows, texts around the canvas change no more often. */
const TEXTS_EVERY_MS = 200;

export class Core {
  private painter: Painter | undefined;
  private theme: Theme | undefined;
  private readonly view = new View();
  private scene: Scene;
  private intake: Intake;
  private places = new Places();
  private extents = new Extents();
  private navigator: Navigator;
  private live = false;
  private over = false;
  /** What decides which tasks have lanes. */
  private shown = '';
  private dirty = false;
  private taking = false;
  private looking = false;
  private preparing = false;
  private frames = 0;
  private drawnAt = -Infinity;
  private drawingTook = 0;
  private readonly frameTimes = new FrameTimes();
  private selection: Selection | undefined;
  private path: Path | undefined;
  /** The details tell of the path, though something is selected. */
  private tellsPath = false;
  private hoveredAt: Point | null = null;
  private saved: SavedView | undefined;
  private readonly wanted = new Wanted<(task: number) => void>();
  /** The first task that came by there is to be selected once there is one; the cursor stands there until then. */
  private sought: Site | undefined;
  private laterCursor: Extract<ToWebview, { type: 'cursor' }> | undefined;
  private readonly reveals: Extract<ToWebview, { type: 'reveal' }>[] = [];
  private textsAt = -Infinity;
  private progressAt = -Infinity;
  private readonly posted = new Map<FromCore['type'], string>();

  constructor(private readonly around: Surroundings) {
    this.intake = this.newIntake();
    this.scene = this.newScene(new Say(), undefined);
    this.navigator = this.newNavigator();
  }

  receive(message: ToCore): void {
    switch (message.type) {
      case 'start':
        this.theme = message.theme;
        this.saved = readSaved(message.saved);
        break;
      case 'canvas':
        this.painter = new Painter(new Paint(message.canvas, this.around.makeCanvas));
        if (this.intake.model.tasks.count > 0) this.draw();
        break;
      case 'size':
        this.navigator.keepSelectionInView(() =>
          this.view.resize(message.width, message.height, message.dpr, this.extents.of(this.view.axis)),
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
        this.navigator.click(message.at, message.double);
        break;
      case 'zoom':
        this.view.zoom(
          message.factor,
          message.x - this.view.layout.plotLeft,
          this.extents.of(this.view.axis),
        );
        break;
      case 'brush': {
        const { map, extent } = this.scene;
        const x = message.x - this.view.layout.plotLeft;
        if (message.phase === 'press') map.press(this.view, extent, x);
        else if (message.phase === 'drag') map.drag(this.view, extent, x);
        else map.release(this.view, extent);
        break;
      }
      case 'measure': {
        const x = message.x - this.view.layout.plotLeft;
        if (message.phase === 'press') this.scene.measure.press(this.view.axis, this.view.scale, x);
        else this.scene.measure.drag(this.view.scale, x);
        break;
      }
      case 'pan':
        this.view.pan(message.dx, this.extents.of(this.view.axis));
        this.view.scrollTo(this.view.scrollTop + message.dy);
        break;
      case 'scrollTo':
        this.view.scrollTo(message.top);
        break;
      case 'names':
        this.navigator.resizeNames(message.width ?? undefined);
        break;
      case 'search':
        this.scene.found.set(message.query);
        break;
      case 'group':
        this.navigator.group(message.by);
        break;
      case 'act':
        this.navigator.act(message.action);
        break;
      case 'showTask':
        this.navigator.leave();
        this.navigator.showTask(message.task);
        break;
      case 'showMoment':
        this.navigator.leave();
        this.navigator.showMoment(message.task, message.seq);
        break;
      case 'link':
        if (this.selection)
          this.around.post({
            type: 'host',
            message: { type: 'copyLink', moment: momentText(this.intake.model, this.selection) },
          });
        return;
      case 'picture':
        this.draw();
        void this.painter!.picture().then((picture) => this.around.post({ type: 'picture', picture }));
        return;
      case 'probe':
        return this.probe(message);
    }
    this.invalidate();
  }

  private host(message: ToWebview): void {
    switch (message.type) {
      case 'open':
        this.open(message);
        break;
      case 'chunk':
        this.intake.push(message.source, message.bytes);
        this.takeIn();
        break;
      case 'sites':
        this.places.add(message);
        break;
      case 'ended':
        this.over = true;
        this.live = false;
        this.intake.finish();
        this.takeIn();
        break;
      case 'cursor':
        // it may move before all has come among which the page is to find what it was sent for
        if (this.sought && (!this.over || this.intake.busy)) {
          this.laterCursor = message;
        } else {
          this.sought = undefined;
          this.scene.cursor.set(message.site);
        }
        break;
      case 'reveal':
        this.reveals.push(message);
        this.find();
        break;
      case 'revealSite':
        this.scene.cursor.set(message.site);
        this.sought = message.site;
        this.laterCursor = undefined;
        this.seek();
        break;
      case 'revealMoment': {
        const moment = readMoment(message.moment);
        if (moment) this.wanted.add(moment.key, (task) => this.navigator.showMoment(task, moment.seq));
        this.find();
        break;
      }
      case 'command':
        this.navigator.act(message.command === 'fit' ? 'fitAll' : message.command);
        break;
      case 'notice':
        break;
    }
  }

  /** Begins anew. */
  private open({ strings, locale, live, size }: Extract<ToWebview, { type: 'open' }>): void {
    // A host that begins anew shows the same recording.
    const saved = this.saved ?? (this.intake.model.tasks.count > 0 ? this.toSave() : undefined);
    this.saved = undefined;
    this.intake = this.newIntake(size);
    this.places = new Places();
    this.extents = new Extents();
    this.live = live;
    this.over = false;
    this.selection = undefined;
    this.path = undefined;
    this.reveals.length = 0;
    this.scene = this.newScene(new Say(strings), locale);
    this.navigator = this.newNavigator();
    if (this.sought) this.scene.cursor.set(this.sought);
    this.posted.clear();
    if (saved) this.restore(saved);
    else this.view.fit(this.extents.of(this.view.axis));
  }

  private restore(saved: SavedView): void {
    this.wanted.clear();
    this.view.axis = saved.axis === 'order' ? 'order' : 'time';
    this.view.fitting = saved.range === null;
    if (saved.range) this.view.scale = { ...this.view.scale, from: saved.range[0], to: saved.range[1] };
    if (saved.slim && !this.view.slim) this.navigator.act('toggleSlim');
    this.view.wantedTop = saved.scrollTop;
    for (const key of saved.collapsed) this.wanted.add(key, (task) => this.scene.rows.fold(task, true));
    for (const key of saved.pinned ?? []) this.wanted.add(key, (task) => this.scene.rows.pin(task));
    if (saved.grouping) this.scene.rows.grouping = saved.grouping;
    this.view.steps = saved.steps ?? true;
    if (saved.library) this.scene.rows.showsLibrary = true;
    if (saved.names !== undefined) this.navigator.resizeNames(saved.names);
    for (const { task: key, startSeq, state, t, seq } of saved.bookmarks ?? []) {
      const mark = (task: number) => ({ selection: { task, startSeq, state }, t, seq });
      this.wanted.add(key, (task) => this.scene.bookmarks.add(mark(task)));
    }
    const { selection } = saved;
    if (!selection) return;
    this.wanted.add(selection.task, (task) => {
      this.selection ??= { task, startSeq: selection.startSeq, state: selection.state };
    });
  }

  /** Takes in what has come, some of it at a time. */
  private takeIn(): void {
    if (this.taking) return;
    this.taking = true;
    const go = (): void => {
      const until = this.around.now() + TAKE_IN_MS[this.live ? 'live' : 'finished'];
      if (this.intake.step(() => this.around.now() >= until)) this.grown();
      this.taking = this.intake.busy;
      if (this.taking) this.around.later(go);
    };
    this.around.later(go);
  }

  private grown(): void {
    this.tellHost();
    this.find();
    // What has come first is shown at once, before more is taken in.
    if (this.scene.rows.count === 0 && this.intake.model.tasks.count > 0 && this.painter) {
      this.textsAt = -Infinity;
      this.draw();
    } else if (!this.intake.busy || this.live || this.around.now() - this.drawnAt >= this.restMs)
      this.invalidate();
  }

  private tellHost(): void {
    const now = this.around.now();
    if (this.intake.busy && now - this.progressAt < TEXTS_EVERY_MS) return;
    this.progressAt = now;
    const { tasks, awaits, streams } = this.intake.model;
    const events = streams.reduce((n, s) => n + s.events, 0);
    const message = { type: 'progress', tasks: tasks.count, awaits: awaits.count, events } as const;
    this.around.post({ type: 'host', message });
  }

  /** Between two pictures of a finished recording that comes in. */
  private get restMs(): number {
    return Math.max(DRAW_EVERY_MS, TIMES_A_DRAWING * this.drawingTook);
  }

  /** Finds what was asked for before it came. */
  private find(): void {
    this.wanted.look(this.intake.model, (task, found) => found(task));
    for (const reveal of this.reveals.splice(0)) {
      const stream = this.intake.rowOf(reveal.source, reveal.stream);
      const task = stream < 0 ? -1 : this.intake.model.streams[stream]!.taskRow(reveal.task);
      if (task >= 0) this.navigator.showTask(task);
      else this.reveals.push(reveal);
    }
  }

  private invalidate(): void {
    if (this.dirty || !this.painter) return;
    this.dirty = true;
    this.around.frame(() => {
      this.dirty = false;
      this.draw();
    });
  }

  private draw(): void {
    const begun = this.around.now();
    this.glide(begun);
    this.update();
    this.painter!.draw(this.scene, this.theme!);
    this.frames++;
    this.drawnAt = this.around.now();
    this.drawingTook = this.drawnAt - begun;
    this.tell();
    this.lookForFindings();
    this.prepareLanes();
    if (this.hoveredAt) this.hover();
    this.frameTimes.add(this.around.now() - begun);
  }

  private glide(now: number): void {
    const { view } = this;
    if (!view.glide) return;
    if (this.theme!.reducedMotion || !view.glide.advance(now)) view.glide = undefined;
    // there is another frame to come, with all of it at its place
    this.invalidate();
  }

  /** Brings all that is derived up to the model. */
  private update(): void {
    const { model, keys } = this.intake;
    const { rows, outputs, found, cursor, geometry, facts } = this.scene;
    rows.update(model, facts);
    const shown = `${rows.hidesLibrary} ${facts.version}`;
    if (this.shown !== shown) {
      this.shown = shown;
      this.extents.forget();
    }
    outputs.update(model);
    found.update(facts, outputs);
    cursor.update(model, this.places, keys);
    this.seek();
    this.extents.update(model, (task) => rows.hides(task));
    this.view.grow(this.extents.of(this.view.axis), rows.count);
    facts.over = this.over && !this.intake.busy;
    const segment = this.selection && segmentOf(model, geometry.indexes, this.selection);
    const extent = this.extents.of(this.view.axis);
    this.scene = { ...this.scene, extent, selection: this.selection, segment, path: this.path };
  }

  /** Selects what the page was sent for, if it is there already. */
  private seek(): void {
    if (!this.sought) return;
    const { cursor } = this.scene;
    cursor.update(this.intake.model, this.places, this.intake.keys);
    if (cursor.tasks.length === 0) return;
    this.sought = undefined;
    this.selection = undefined;
    this.navigator.act('nextAtCursor');
    if (!this.laterCursor) return;
    this.scene.cursor.set(this.laterCursor.site);
    this.laterCursor = undefined;
    this.invalidate();
  }

  private hover(): void {
    const { card, row, clickable } = this.navigator.look(this.hoveredAt);
    if (row !== this.scene.hoveredRow) {
      this.scene = { ...this.scene, hoveredRow: row };
      this.invalidate();
    }
    this.postChange({ type: 'hovered', card, at: this.hoveredAt ?? { x: 0, y: 0 }, clickable });
  }

  /** Tells the page what has changed, now or, while much changes, soon. */
  private tell(): void {
    const now = this.around.now();
    if (this.intake.busy && now - this.textsAt < TEXTS_EVERY_MS) return;
    this.textsAt = now;
    const { scene } = this;
    const status = this.status();
    this.postChange({ type: 'status', status });
    this.postChange({ type: 'selected', card: this.navigator.selectedCard() });
    if (status.steps) this.postChange({ type: 'steps', steps: stepWindow(scene) });
    this.postChange({ type: 'found', found: scene.found.status });
    this.postChange({ type: 'lanes', lanes: lanesWindow(scene) });
    // Before all is there, what was remembered may not have been found yet.
    if (!status.loading) this.postChange({ type: 'save', saved: this.toSave() });
  }

  private postChange(message: FromCore): void {
    const text = JSON.stringify(message);
    if (this.posted.get(message.type) === text) return;
    this.posted.set(message.type, text);
    this.around.post(message);
  }

  /** Not in the frame that shows the last of the events, but soon after it. */
  private lookForFindings(): void {
    const { findings, facts } = this.scene;
    if (this.looking || !findings.due(facts)) return;
    this.looking = true;
    this.around.later(() => {
      this.looking = false;
      findings.update(facts);
      this.invalidate();
    });
  }

  /** What lanes need that have not been in view yet, one lane at a time, so that scrolling to them is as quick as the rest. */
  private prepareLanes(): void {
    if (this.preparing || !this.over || this.intake.busy) return;
    this.preparing = true;
    this.around.later(() => {
      this.preparing = false;
      if (this.scene.geometry.prepare(this.intake.model, this.view.axis)) this.prepareLanes();
    });
  }

  private status(): ReturnType<typeof statusOf> {
    const loading = this.intake.busy || (!this.over && !this.live);
    return statusOf(this.scene, this.intake, this.live, loading);
  }

  private toSave(): SavedView {
    const { model } = this.intake;
    const { axis, fitting, scale, scrollTop } = this.view;
    return {
      version: 1,
      axis,
      range: fitting ? null : [scale.from, scale.to],
      scrollTop: this.view.wantedTop ?? scrollTop,
      selection: savedSelection(model, this.selection),
      collapsed: savedTasks(model, this.scene.rows.collapsedTasks),
      pinned: savedTasks(model, this.scene.rows.pinnedTasks),
      grouping: this.scene.rows.grouping,
      library: this.scene.rows.showsLibrary,
      steps: this.view.steps,
      slim: this.view.slim,
      bookmarks: savedBookmarks(model, this.scene.bookmarks),
      ...(this.view.namesWidth !== undefined && { names: this.view.namesWidth }),
    };
  }

  private probe({ id, query }: Extract<ToCore, { type: 'probe' }>): void {
    // The answer is about a picture that shows all that has come.
    this.around.frame(() => {
      this.view.glide = undefined;
      this.draw();
      const { scale } = this.view;
      const selected = this.navigator.selectedCard()?.summary ?? '';
      const more = {
        from: scale.from,
        to: scale.to,
        rows: this.scene.rows.count,
        selected,
        frames: this.frames,
        frameTimes: this.frameTimes.take(),
      };
      const bars = query ? barsLike(this.scene, query) : [];
      this.around.post({ type: 'probed', id, bars, state: { ...this.status(), ...more } });
    });
  }

  private newIntake(size?: number): Intake {
    const intake: Intake = new Intake(() => {
      if (intake === this.intake) this.around.post({ type: 'host', message: { type: 'taken' } });
    }, size);
    return intake;
  }

  private newScene(say: Say, locale: string | undefined): Scene {
    const { view, intake, places, extents } = this;
    return makeScene(view, intake, places, say, locale, extents.of(view.axis));
  }

  private newNavigator(): Navigator {
    return new Navigator({
      scene: () => this.scene,
      extent: () => this.extents.of(this.view.axis),
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
      open: (site, beside) => this.around.post({ type: 'host', message: { type: 'openSite', site, beside } }),
    });
  }
}
