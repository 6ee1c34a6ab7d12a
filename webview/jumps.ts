/** From what is selected to what is next: a step, a match of the search, a task at the editor's cursor, the cause. */
import { awaitedOf, causeOf, creationOf, effectOf } from './causes';
import type { Cause } from './causes';
import type { Controls } from './controls';
import type { Focus } from './focus';
import type { Scene } from './scene';
import { stepFrom } from './steps';
import type { Step } from './steps';

export class Jumps {
  constructor(
    private readonly controls: Controls,
    private readonly focus: Focus,
  ) {}

  step(step: Step): void {
    const { selection, segment, facts, rows } = this.scene;
    const { tables } = facts;
    const stream = selection ? tables.tasks.stream(selection.task) : 0;
    const from = segment?.startSeq ?? (selection ? tables.tasks.startSeq(selection.task) - 1 : 0);
    const start = step === 'stepBack' && !selection ? Infinity : from;
    const moment = stepFrom(tables, stream, start, step, (task) => rows.hides(task));
    if (moment) this.focus.moment(moment.task, moment.seq);
  }

  nextAtCursor(): void {
    const { cursor, selection } = this.scene;
    const at = selection ? cursor.tasks.indexOf(selection.task) : -1;
    const next = cursor.tasks[(at + 1) % cursor.tasks.length];
    if (next !== undefined) this.focus.task(next);
  }

  match(by: 1 | -1): void {
    // What was typed a moment ago may not have been looked for yet.
    this.controls.refresh();
    const match = this.scene.found.next(by);
    if (!match) return;
    const { awaits } = this.scene.facts.tables;
    const seq = match.await < 0 ? match.seq : awaits.suspendSeq(match.await);
    if (seq === 0) this.focus.task(match.task);
    else this.focus.show(match.task, seq);
  }

  /** Along the arrows of what is selected. */
  follow(arrow: 'cause' | 'effect' | 'creator' | 'awaited'): void {
    const { selection, segment, facts } = this.scene;
    const { tables } = facts;
    let to: Cause | undefined;
    if (arrow === 'creator') to = selection && creationOf(tables, selection.task);
    else if (segment) to = { cause: causeOf, effect: effectOf, awaited: awaitedOf }[arrow](tables, segment);
    if (to) this.focus.moment(to.task, to.seq);
  }

  private get scene(): Scene {
    return this.controls.scene();
  }
}
