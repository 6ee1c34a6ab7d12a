/** The steps of the order axis as text: what happened event by event, in one thread. */
import { State, What } from '../protocol/events';
import { oneLine } from '../model/plain-text';
import { awaitedText } from './awaited';
import type { StepRow, StepWindow } from './list-windows';
import type { Scene } from './scene';
import type { IndexedStep } from './step-index';

/** A printed line is shown up to this length. */
const LONGEST = 120;
/** Whatever the page asks for, no more rows are told at once. */
const MOST_ROWS = 500;

/** @returns the rows that the table wants, in order */
export function stepWindow(scene: Scene): StepWindow {
  const { facts, steps } = scene;
  const stream = steps.update(scene);
  const { heard } = steps;
  if (stream < 0) return { thread: '', total: 0, first: 0, rows: [], current: -1, inView: -1, heard };
  const total = steps.index.count;
  const first = Math.max(0, Math.min(steps.first, total - 1));
  const rows: StepRow[] = [];
  const end = Math.min(total, first + Math.min(MOST_ROWS, steps.rows));
  for (let step = first; step < end; step++) rows.push(stepRow(scene, stream, steps.index.at(scene, step)));
  const current = steps.current(scene);
  const inView = steps.inView(scene, current);
  return { thread: facts.threadName(stream), total, first, rows, current, inView, heard };
}

function stepRow(scene: Scene, stream: number, step: IndexedStep): StepRow {
  const { facts, times } = scene;
  const { tables } = facts;
  const { sign, text, loc } = told(scene, step);
  return {
    // as on the axis
    seq: tables.streams[stream]!.order.at(step.seq),
    sign,
    name: facts.taskName(step.task),
    text,
    place: loc === 0 ? '' : facts.shortPlace(stream, loc),
    time: times.moment(tables.streams[stream]!.times.at(step.seq)),
  };
}

type Told = Pick<StepRow, 'sign' | 'text'> & { readonly loc: number };

function told({ facts }: Scene, { kind, row }: IndexedStep): Told {
  const { say, tables } = facts;
  const { tasks, awaits, outputs } = tables;
  switch (kind) {
    case 'start':
      return { sign: 'running', text: say.text('stepStart'), loc: tasks.loc(row) };
    case 'leave':
      return { sign: 'left', text: say.text('stepLeave'), loc: tasks.loc(row) };
    case 'end': {
      const { sign, text } = ended(tasks.state(row));
      return { sign, text: say.text(text), loc: tasks.loc(row) };
    }
    case 'suspend': {
      const text = awaits.what(row) === What.yield ? 'stepYield' : 'stepSuspend';
      return { sign: 'waiting', text: say.text(text, awaitedText(facts, row)), loc: awaits.loc(row) };
    }
    case 'settle':
      return { sign: 'ready', text: say.text('stepSettle', awaitedText(facts, row)), loc: awaits.loc(row) };
    case 'resume': {
      const threw = awaits.outcome(row) === State.rejected;
      const text = say.text(threw ? 'stepThrow' : 'stepResume');
      return { sign: threw ? 'rejected' : 'running', text, loc: awaits.loc(row) };
    }
    case 'print': {
      const text = oneLine(facts.printed(row)).slice(0, LONGEST);
      return { sign: 'output', text: say.text('stepPrint', text), loc: outputs.loc(row) };
    }
  }
}

function ended(state: number): {
  readonly sign: StepRow['sign'];
  readonly text: 'stepReject' | 'stepFulfil' | 'stepEnd';
} {
  if (state === State.rejected) return { sign: 'rejected', text: 'stepReject' };
  return { sign: 'ended', text: state === State.fulfilled ? 'stepFulfil' : 'stepEnd' };
}
