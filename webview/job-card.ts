/** The card of a job of the event loop: what ran, how long, in which turn and phase, and how many tasks were ready when it ended. */
import { JobKind } from '../model/jobs';
import { PHASES } from '../model/phases';
import { MOST_READY } from '../model/ready-queue';
import type { ReadyQueue } from '../model/ready-queue';
import { resourceTitle } from './awaited';
import type { Card } from './card-content';
import { awaitNumber } from './card-facts';
import type { CardFacts } from './card-facts';
import type { DurationText } from './durations';
import type { Facts } from './facts';
import { BLOCKED_NS, jobTime } from './loop';

export function jobCard(
  facts: Facts,
  times: DurationText,
  lines: CardFacts,
  queue: ReadyQueue,
  stream: number,
  job: number,
): Card {
  const { say } = facts;
  const row = facts.tables.streams[stream]!;
  const { jobs } = row;
  const time = jobTime(row, job);
  const title = jobTitle(facts, jobs.kind(job), jobs.ref(job));
  const kind = time >= BLOCKED_NS ? say.text('blocked', times.duration(time)) : say.text('eventLoop');
  const tracing = jobs.tracing.get(job);
  const paused = jobs.paused.get(job);
  const phase = PHASES[jobs.phase(job)];
  const ready = queue.at(job);
  return {
    title,
    kind,
    sign: 'job',
    parts: [],
    facts: [
      lines.fact('labelDuration', times.duration(time)),
      ...(tracing ? [lines.fact('labelTracer', times.duration(tracing))] : []),
      ...(paused ? [lines.fact('labelPaused', times.duration(paused))] : []),
      lines.fact('labelTick', times.count(jobs.tick(job))),
      lines.fact('labelPhase', say.text(phase ? `phase.${phase}` : 'phaseUnknown')),
      // while it is measured, nothing is said
      ...(ready === undefined ? [] : [lines.fact('labelQueue', readyText(times, ready))]),
      lines.fact('labelStart', times.moment(jobs.start(job))),
    ],
    summary: `${title}, ${kind}, ${times.duration(time)}`,
  };
}

function jobTitle(facts: Facts, kind: number, ref: number): string {
  const { say, tables } = facts;
  if (kind === JobKind.reaction) return say.text('jobReaction');
  if (ref < 0) return say.text(kind === JobKind.callback ? 'jobCallback' : 'jobTask');
  if (kind === JobKind.callback) return say.text('settledByResource', resourceTitle(facts, ref));
  if (kind === JobKind.start) return facts.taskName(ref);
  return `${facts.taskName(tables.awaits.task(ref))}, ${awaitNumber(facts, ref)}`;
}

/** @returns how many tasks; of more than are counted, that there are more */
export function readyText(times: DurationText, ready: number): string {
  return (ready >= MOST_READY ? '≥ ' : '') + times.count(ready);
}
