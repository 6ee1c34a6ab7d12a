/** What the host sends: a recording is opened, grows and ends; something of it is to be shown. */
import type { SentFindings } from '../model/findings/sent';
import type { FromWebview, ToWebview } from '../protocol/webview';
import { Intake } from './intake';
import type { SavedView } from './saved-content';
import { restoreView, saveView } from './saved-view';
import { Seeking } from './seeking';
import { Shown } from './shown';
import { Say } from './strings';
import type { Surroundings } from './surroundings';
import { TakingIn } from './taking-in';
import type { ToPage } from './to-page';
import type { View } from './view';

export class FromHost {
  shown: Shown;
  readonly seeking = new Seeking(() => this.shown);
  /** What a page before this one remembered. */
  saved: SavedView | undefined;
  private readonly takingIn: TakingIn;

  /**
   * @param changed to be called when what is shown has changed
   * @param grown to be called when more of the recording was taken in, and what it was wanted for has been done
   */
  constructor(
    private readonly around: Surroundings,
    private readonly view: View,
    private readonly page: ToPage,
    private readonly changed: () => void,
    grown: () => void,
  ) {
    this.shown = this.begin(new Say(), undefined);
    this.takingIn = new TakingIn(
      around,
      () => this.shown,
      () => {
        page.progress(this.shown);
        this.seeking.find();
        grown();
      },
    );
  }

  receive(message: ToWebview): void {
    const { shown, seeking } = this;
    switch (message.type) {
      case 'open':
        return this.open(message);
      case 'chunk':
        shown.intake.push(message.source, message.bytes);
        return this.takingIn.go();
      case 'sites':
        return shown.places.add(message);
      case 'findings':
        shown.scene.findings.give(message.sent as SentFindings);
        return this.changed();
      case 'ended':
        shown.over = true;
        shown.live = false;
        shown.intake.finish();
        return this.takingIn.go();
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
    this.shown = this.begin(new Say(strings), locale, size);
    this.shown.live = live;
    this.shown.name = name;
    this.page.forget();
    this.seeking.restart();
    if (saved && !isOther) {
      this.seeking.forget();
      restoreView(saved, this.shown, this.seeking.wanted);
    } else this.view.fit(this.shown.extent);
  }

  private begin(say: Say, locale: string | undefined, size?: number): Shown {
    const toHost = (message: FromWebview): void => this.around.post({ type: 'host', message });
    const intake = new Intake(() => {
      if (intake === this.shown.intake) toHost({ type: 'taken' });
    }, size);
    return new Shown(this.view, intake, say, locale, toHost);
  }
}
