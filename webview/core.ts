/**
 * The timeline without its page: takes in bytes, keeps the view and the selection, draws, and tells the page what to show around
 * the canvas. Runs in a worker, or where there is none on the page's own thread.
 */
import { Drawing } from './drawing';
import { FromHost } from './from-host';
import { gesture } from './gestures';
import { momentText } from './moment-link';
import { probed } from './probe';
import { readSaved } from './saved';
import type { Shown } from './shown';
import type { Surroundings } from './surroundings';
import { measuredText, nothing, outlookOf, told } from './telling';
import { ToPage } from './to-page';
import { View } from './view';
import type { Action, ToCore } from './worker-protocol';

export class Core {
  private readonly view = new View();
  private readonly host: FromHost;
  private readonly drawing: Drawing;

  constructor(private readonly around: Surroundings) {
    const page = new ToPage(around);
    this.host = new FromHost(
      around,
      this.view,
      page,
      () => this.drawing.request(),
      () => this.drawing.grown(),
    );
    this.drawing = new Drawing(around, this.view, page, this.host);
  }

  private get shown(): Shown {
    return this.host.shown;
  }

  receive(message: ToCore): void {
    const { shown, drawing } = this;
    const { scene, navigator } = shown;
    switch (message.type) {
      case 'start':
        drawing.theme = message.theme;
        this.host.saved = readSaved(message.saved);
        break;
      case 'canvas':
        drawing.drawOn(message.canvas);
        break;
      case 'size':
        navigator.focus.keepInView(() =>
          this.view.resize(message.width, message.height, message.dpr, shown.extent),
        );
        break;
      case 'theme':
        drawing.theme = message.theme;
        break;
      case 'host':
        this.host.receive(message.message);
        break;
      case 'hover':
        return drawing.hover(message.at);
      case 'click':
        navigator.click(message.at, message.double);
        break;
      case 'menu':
        if (!navigator.choose(message.at)) return;
        drawing.openMenu(message.at);
        break;
      case 'zoom':
      case 'brush':
      case 'measure':
      case 'pan':
      case 'scrollTo':
        gesture(message, scene);
        if (message.type === 'measure' && message.phase === 'release') drawing.say(measuredText(scene));
        break;
      case 'names':
        navigator.changes.resizeNames(message.width ?? undefined);
        break;
      case 'search':
        scene.found.set(message.query);
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
        scene.steps.first = message.first;
        scene.steps.rows = message.count;
        break;
      case 'showStep':
        if (message.open) navigator.leave();
        navigator.focus.step(message.step, message.open);
        scene.steps.heard = message.nth;
        break;
      case 'link':
        return this.link();
      case 'picture':
        void drawing.picture().then((picture) => this.around.post({ type: 'picture', picture }));
        return;
      case 'probe':
        return this.probe(message);
    }
    drawing.request();
  }

  /** Does what an action does, and says so. */
  private telling(action: Action, act: () => void): void {
    const { shown } = this;
    const before = outlookOf(shown.scene);
    act();
    shown.update();
    this.drawing.say(told(action, shown.scene, before));
  }

  private link(): void {
    const { selection, intake, scene } = this.shown;
    if (selection) {
      const message = { type: 'copyLink', moment: momentText(intake.model, selection) } as const;
      return this.around.post({ type: 'host', message });
    }
    const isNone = scene.rows.current === undefined;
    this.drawing.say(nothing(scene, isNone ? 'said.noSelection' : 'said.noLink'));
  }

  private probe({ id, query }: Extract<ToCore, { type: 'probe' }>): void {
    // The answer is about a picture that shows all that has come.
    this.around.frame(() => {
      this.view.glide = undefined;
      this.drawing.frames.run();
      this.around.post({ type: 'probed', id, ...probed(query, this.shown, this.drawing.frames) });
    });
  }
}
