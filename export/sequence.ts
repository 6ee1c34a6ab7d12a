/** The first steps of a recording as a Mermaid sequence diagram: who called whom, who waited, who let whom go on. */
import { State } from '../protocol/events';
import { formatNs } from '../model/format-ns';
import { waitingTime } from '../model/durations';
import type { Recording } from '../recording/load';
import { inMermaid } from './markdown-text';
import type { ExportPlaces } from './places';

/** More than this nobody reads in a diagram. */
const MAX_TASKS = 10;
const MAX_STEPS = 60;

interface Step {
  readonly t: number;
  readonly seq: number;
  readonly text: string;
}

export interface Sequence {
  readonly lines: readonly string[];
  readonly tasks: number;
  /** Steps of these tasks that the diagram leaves out. */
  readonly left: number;
}

/** @returns undefined if there is nothing to draw */
export function sequenceDiagram(recording: Recording, places: ExportPlaces): Sequence | undefined {
  const { tasks, awaits } = recording.model;
  const shown = ownTasks(recording).slice(0, MAX_TASKS);
  if (shown.length === 0) return undefined;
  const alias = new Map(shown.map((task, i) => [task, `T${i + 1}`]));
  const steps: Step[] = [];
  for (const [task, me] of alias) {
    const stream = tasks.stream(task);
    const where = places.brief(stream, tasks.loc(task));
    const caller = alias.get(tasks.parent(task));
    const call =
      caller === undefined ? `Note over ${me}: starts` : `${caller}->>${me}: calls, ${inMermaid(where)}`;
    steps.push({ t: tasks.start(task), seq: tasks.startSeq(task), text: call });
    for (let w = tasks.firstAwait(task); w >= 0; w = awaits.next(w)) {
      const what = places.awaited(w);
      const at = places.brief(stream, awaits.loc(w));
      const waits = `awaits${what && ` ${inMermaid(what)}`}, ${inMermaid(at)}`;
      steps.push({ t: awaits.suspend(w), seq: awaits.suspendSeq(w), text: `Note over ${me}: ${waits}` });
      if (awaits.resumeSeq(w) === 0) continue;
      const by = alias.get(awaits.settlerTask(w));
      const after = formatNs(waitingTime(awaits, w));
      const goesOn = awaits.outcome(w) === State.rejected ? 'goes on with an error' : 'goes on';
      const text =
        by === undefined || by === me
          ? `Note over ${me}: ${goesOn} after ${inMermaid(after)}`
          : `${by}-->>${me}: settled, it ${goesOn} after ${inMermaid(after)}`;
      steps.push({ t: awaits.resume(w), seq: awaits.resumeSeq(w), text });
    }
    if (tasks.endSeq(task) === 0) continue;
    const ends = tasks.state(task) === State.rejected ? 'is rejected' : 'is done';
    steps.push({ t: tasks.end(task), seq: tasks.endSeq(task), text: `Note over ${me}: ${ends}` });
  }
  steps.sort((a, b) => a.t - b.t || a.seq - b.seq);
  const lines = [
    'sequenceDiagram',
    ...[...alias].map(([task, me]) => `  participant ${me} as ${inMermaid(places.name(task), 30)}`),
    ...steps.slice(0, MAX_STEPS).map(({ text }) => `  ${text}`),
  ];
  return { lines, tasks: shown.length, left: Math.max(0, steps.length - MAX_STEPS) };
}

/** The program's own tasks, not those of packages, in the order of their start. */
function ownTasks({ model, sites }: Recording): number[] {
  const { tasks } = model;
  const own: number[] = [];
  for (let task = 0; task < tasks.count && own.length < MAX_TASKS; task++) {
    const loc = tasks.loc(task);
    if (loc !== 0 && tasks.startSeq(task) !== 0 && !sites.locate(tasks.stream(task), loc)?.library)
      own.push(task);
  }
  return own;
}
