/** The next moment of a thread, in whatever task: where something began to run, to wait, or to be ready. */
import type { Tables } from '../model/tables';

export interface Moment {
  readonly task: number;
  readonly seq: number;
}

export type Step = 'stepForward' | 'stepBack' | 'stepToNextResume';

/**
 * @param from position on the order axis; the moment there is passed over
 * @param hides tasks without a lane, which are passed over
 * @returns the moment next to it in the direction of the step; undefined at the end
 */
export function stepFrom(
  tables: Tables,
  stream: number,
  from: number,
  step: Step,
  hides: (task: number) => boolean,
): Moment | undefined {
  const { tasks, awaits } = tables;
  const back = step === 'stepBack';
  let task = -1;
  let best = back ? 0 : Infinity;
  const moment = (of: number, seq: number): void => {
    if (seq === 0 || (back ? seq >= from || seq <= best : seq <= from || seq >= best)) return;
    if (hides(of)) return;
    best = seq;
    task = of;
  };
  if (step !== 'stepToNextResume') {
    for (let t = 0; t < tasks.count; t++) if (tasks.stream(t) === stream) moment(t, tasks.startSeq(t));
  }
  for (let w = 0; w < awaits.count; w++) {
    const of = awaits.task(w);
    if (tasks.stream(of) !== stream) continue;
    moment(of, awaits.resumeSeq(w));
    if (step === 'stepToNextResume') continue;
    moment(of, awaits.suspendSeq(w));
    moment(of, awaits.settleSeq(w));
  }
  return task < 0 ? undefined : { task, seq: best };
}
