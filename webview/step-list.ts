/** The steps of the order axis as text: what happened event by event, in one thread, near what is in view or selected. */
import { State, What } from '../protocol/events';
import { awaitedText } from './awaited';
import { oneLine } from './facts';
import type { Scene } from './scene';
import { loopStream } from './loop';
import type { StepRow, StepWindow } from './worker-protocol';

/** Events that are looked at: from where the view begins, or around the selection. */
const EVENTS = 400;
const LONGEST = 120;

/** @returns the steps, in order; none of what is hidden */
export function stepWindow(scene: Scene): StepWindow {
  const { view, segment, selection, facts } = scene;
  const stream = loopStream(scene);
  if (stream < 0) return { rows: [], current: -1 };
  const { tasks } = facts.tables;
  const at = segment?.startSeq ?? (selection ? tasks.startSeq(selection.task) : 0);
  const from = at === 0 ? Math.ceil(view.scale.from) : at - EVENTS / 2;
  const rows = new Collector(scene, stream, Math.max(1, from), Math.max(1, from) + EVENTS).rows();
  const current = at === 0 ? -1 : rows.findLastIndex((row) => row.seq <= at && row.task === selection!.task);
  return { rows, current };
}

class Collector {
  private readonly found: StepRow[] = [];

  constructor(
    private readonly scene: Scene,
    private readonly stream: number,
    private readonly from: number,
    private readonly to: number,
  ) {}

  rows(): StepRow[] {
    const { facts, spans } = this.scene;
    const { tasks, awaits, outputs } = facts.tables;
    spans.tasks.visit(tasks.count, this.from, this.to, (task) => {
      if (!this.isOurs(task)) return;
      if (this.has(tasks.startSeq(task))) this.add(tasks.startSeq(task), task, 'running', 'stepStart');
      if (this.has(tasks.leftSeq(task))) this.add(tasks.leftSeq(task), task, 'left', 'stepLeave');
      if (this.has(tasks.endSeq(task))) this.end(task);
    });
    spans.awaits.visit(awaits.count, this.from, this.to, (w) => {
      const suspended = this.has(awaits.suspendSeq(w));
      const settled = this.has(awaits.settleSeq(w));
      const resumed = this.has(awaits.resumeSeq(w));
      if ((suspended || settled || resumed) && this.isOurs(awaits.task(w)))
        this.await(w, suspended, settled, resumed);
    });
    for (let o = 0; o < outputs.count; o++) {
      const task = outputs.task(o);
      if (!this.has(outputs.seq(o)) || task < 0 || !this.isOurs(task)) continue;
      const text = oneLine(outputs.text(o).trimEnd()).slice(0, LONGEST);
      this.add(outputs.seq(o), task, 'output', 'stepPrint', text);
    }
    return this.found.sort((a, b) => a.seq - b.seq);
  }

  private await(w: number, suspended: boolean, settled: boolean, resumed: boolean): void {
    const { facts } = this.scene;
    const { awaits } = facts.tables;
    const task = awaits.task(w);
    const yields = awaits.what(w) === What.yield;
    if (suspended)
      this.add(
        awaits.suspendSeq(w),
        task,
        'waiting',
        yields ? 'stepYield' : 'stepSuspend',
        awaitedText(facts, w),
      );
    if (settled) this.add(awaits.settleSeq(w), task, 'ready', 'stepSettle', awaitedText(facts, w));
    const threw = awaits.outcome(w) === State.rejected;
    if (resumed)
      this.add(awaits.resumeSeq(w), task, threw ? 'rejected' : 'running', threw ? 'stepThrow' : 'stepResume');
  }

  private end(task: number): void {
    const { tasks } = this.scene.facts.tables;
    const state = tasks.state(task);
    const text =
      state === State.rejected ? 'stepReject' : state === State.fulfilled ? 'stepFulfil' : 'stepEnd';
    this.add(tasks.endSeq(task), task, state === State.rejected ? 'rejected' : 'ended', text);
  }

  private has(seq: number): boolean {
    return seq >= this.from && seq < this.to;
  }

  private isOurs(task: number): boolean {
    const { rows, facts } = this.scene;
    return facts.tables.tasks.stream(task) === this.stream && !rows.hides(task);
  }

  private add(seq: number, task: number, sign: StepRow['sign'], text: StepText, what = ''): void {
    const { facts } = this.scene;
    this.found.push({ seq, task, sign, name: facts.taskName(task), text: facts.say.text(text, what) });
  }
}

type StepText =
  | 'stepStart'
  | 'stepLeave'
  | 'stepPrint'
  | 'stepYield'
  | 'stepSuspend'
  | 'stepSettle'
  | 'stepThrow'
  | 'stepResume'
  | 'stepReject'
  | 'stepFulfil'
  | 'stepEnd';
