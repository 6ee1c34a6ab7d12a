/** What the page is told: only what has changed, and while much changes, not more often than people read. */
import { eventCount } from '../model/event-count';
import { lanesWindow } from './lanes-window';
import { saveView } from './saved-view';
import type { Shown } from './shown';
import { stepWindow } from './step-list';
import type { Surroundings } from './surroundings';
import type { FromCore, Point } from './worker-protocol';

/** While a recording grows, texts around the canvas change no more often. */
const TEXTS_EVERY_MS = 200;

export class ToPage {
  private textsAt = -Infinity;
  private progressAt = -Infinity;
  private readonly posted = new Map<FromCore['type'], string>();

  constructor(private readonly around: Surroundings) {}

  /** Nothing is known to the page any more. */
  forget(): void {
    this.posted.clear();
    this.hurry();
  }

  /** The next texts are told at once. */
  hurry(): void {
    this.textsAt = -Infinity;
  }

  /** All that stands around the canvas. */
  tell(shown: Shown): void {
    const now = this.around.now();
    const { scene, intake, navigator } = shown;
    if (intake.busy && now - this.textsAt < TEXTS_EVERY_MS) return;
    this.textsAt = now;
    const { status } = shown;
    this.change({ type: 'status', status });
    this.change({ type: 'selected', card: navigator.selectedCard() });
    if (status.steps) this.change({ type: 'steps', steps: stepWindow(scene) });
    this.change({ type: 'found', found: scene.found.status });
    this.change({ type: 'lanes', lanes: lanesWindow(scene) });
    // Before all is there, what was remembered may not have been found yet.
    if (!status.loading) this.change({ type: 'save', saved: saveView(shown) });
  }

  /** @returns whether another row is under the mouse now */
  hover(shown: Shown, at: Point | null): boolean {
    const { card, row, clickable } = shown.navigator.look(at);
    this.change({ type: 'hovered', card, at: at ?? { x: 0, y: 0 }, clickable });
    return shown.hover(row);
  }

  /** Tells the host how far it has come. */
  progress({ intake }: Shown): void {
    const now = this.around.now();
    if (intake.busy && now - this.progressAt < TEXTS_EVERY_MS) return;
    this.progressAt = now;
    const { tasks, awaits } = intake.model;
    const events = eventCount(intake.model);
    const message = { type: 'progress', tasks: tasks.count, awaits: awaits.count, events } as const;
    this.around.post({ type: 'host', message });
  }

  private change(message: FromCore): void {
    const text = JSON.stringify(message);
    if (this.posted.get(message.type) === text) return;
    this.posted.set(message.type, text);
    this.around.post(message);
  }
}
