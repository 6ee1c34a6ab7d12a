/** What the table of steps shows: whose steps, which of them, and which one stands for what is selected. */
import { loopStream } from './loop';
import type { Scene } from './scene';
import type { Selection } from './selection';
import { StepIndex } from './step-index';
import type { IndexedStep } from './step-index';

/** Rows that are told before the table has said how many it has room for. */
const ROWS_AT_FIRST = 60;

export class StepView {
  readonly index = new StepIndex();
  /** Rows that the table wants to be told. */
  first = 0;
  rows = ROWS_AT_FIRST;
  /** The last message of the table that has been followed. */
  heard = 0;
  /** A step that a person chose, while what it selected is selected: of several within one segment it is this one. */
  private chosen: { readonly step: number; readonly selection: Selection | undefined } | undefined;
  private stream = -1;

  /** @returns the thread whose steps these are, brought up to the model; -1 if there is none */
  update(scene: Scene): number {
    const stream = loopStream(scene);
    if (stream !== this.stream) this.chosen = undefined;
    this.stream = stream;
    if (stream >= 0) this.index.update(scene, stream);
    return stream;
  }

  /** @returns the step; undefined if the table has grown shorter meanwhile */
  at(scene: Scene, step: number): IndexedStep | undefined {
    this.update(scene);
    return step >= 0 && step < this.index.count ? this.index.at(scene, step) : undefined;
  }

  choose(step: number, selection: Selection | undefined): void {
    this.chosen = { step, selection };
  }

  /** @returns the step that stands for the selection; -1 for none */
  current(scene: Scene): number {
    const { selection, segment, facts } = scene;
    if (!selection) return -1;
    const { chosen } = this;
    if (chosen && isSame(chosen.selection, selection)) return chosen.step;
    const seq = segment?.startSeq ?? facts.tables.tasks.startSeq(selection.task);
    return this.index.stepOf(scene, selection.task, seq);
  }

  /** @returns the step that should be in view: the current one, else the first within the view of the canvas */
  inView(scene: Scene, current: number): number {
    const { view, facts } = scene;
    if (current >= 0 || view.axis !== 'order') return current;
    const { order, events } = facts.tables.streams[this.stream]!;
    return Math.min(this.index.from(order.firstFrom(view.scale.from, events)), this.index.count - 1);
  }
}

function isSame(a: Selection | undefined, b: Selection): boolean {
  return a?.task === b.task && a.startSeq === b.startSeq && a.state === b.state;
}
