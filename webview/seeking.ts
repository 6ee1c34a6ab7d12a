/** What was asked for before it came: tasks by their ids, moments of a link, and what stands at a line of the editor. */
import type { Site } from '../protocol/ids';
import type { ToWebview } from '../protocol/webview';
import { readMoment } from './moment-link';
import { Wanted } from './saved';
import type { Shown } from './shown';

type Reveal = Extract<ToWebview, { type: 'reveal' }>;
type Cursor = Extract<ToWebview, { type: 'cursor' }>;

export class Seeking {
  readonly wanted = new Wanted<(task: number) => void>();
  private readonly reveals: Reveal[] = [];
  /** What a link named and has not come yet. */
  private link: string | undefined;
  /** The first task that came by there is to be selected once there is one; the cursor stands there until then. */
  private sought: Site | undefined;
  private laterCursor: Cursor | undefined;

  constructor(private readonly shown: () => Shown) {}

  /** The host begins anew: what it asked for by numbers of its own is gone, a line of the code is not. */
  restart(): void {
    this.reveals.length = 0;
    if (this.sought) this.shown().scene.cursor.set(this.sought);
  }

  reveal(message: Reveal): void {
    this.reveals.push(message);
    this.find();
  }

  moment(text: string): void {
    const moment = readMoment(text);
    this.link = text;
    if (moment)
      this.wanted.add(moment.key, (task) => {
        if (this.link === text) this.link = undefined;
        this.shown().navigator.focus.moment(task, moment.seq);
      });
    this.find();
  }

  /** Nothing is wanted any more of what was to be shown again, but what a link names is. */
  forget(): void {
    this.wanted.clear();
    if (this.link !== undefined) this.moment(this.link);
  }

  /** @returns whether all has come, and the last link named nothing of it; once for each */
  missed(): boolean {
    const { over, intake } = this.shown();
    if (this.link === undefined || !over || intake.busy) return false;
    this.link = undefined;
    return true;
  }

  site(site: Site): void {
    this.shown().scene.cursor.set(site);
    this.sought = site;
    this.laterCursor = undefined;
    this.seek();
  }

  /** The cursor may move before all has come among which the page is to find what it was sent for. */
  cursor(message: Cursor): void {
    const { over, intake, scene } = this.shown();
    if (this.sought && (!over || intake.busy)) {
      this.laterCursor = message;
    } else {
      this.sought = undefined;
      scene.cursor.set(message.site);
    }
  }

  /** To be called when more has come. */
  find(): void {
    const { intake, navigator } = this.shown();
    this.wanted.look(intake.model, (task, found) => found(task));
    for (const reveal of this.reveals.splice(0)) {
      const stream = intake.rowOf(reveal.source, reveal.stream);
      const task = stream < 0 ? -1 : intake.model.streams[stream]!.taskRow(reveal.task);
      if (task >= 0) navigator.focus.task(task);
      else this.reveals.push(reveal);
    }
  }

  /** Selects what the page was sent for, if it is there already. @returns whether it was there only now */
  seek(): boolean {
    if (!this.sought) return false;
    const { scene, intake, places, navigator } = this.shown();
    const { cursor } = scene;
    cursor.update(intake.model, places, intake.keys);
    if (cursor.tasks.length === 0) return false;
    this.sought = undefined;
    this.shown().selection = undefined;
    navigator.act('nextAtCursor');
    if (this.laterCursor) cursor.set(this.laterCursor.site);
    this.laterCursor = undefined;
    return true;
  }
}
