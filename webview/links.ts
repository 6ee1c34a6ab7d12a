/**
 * The thinner lines of what is selected, beside the arrow of its settling: from its creator to its beginning, and from the await to the task
 * whose outcome it waits for. And what ran while it was ready: why it had to wait for its turn.
 *
 *     creator's lane   ███┐
 *     the task's lane     ├██┬░░░░░▨▨▨▶██
 *     awaited task           └┄██░░██
 *     another one                  ██             underlined: it ran meanwhile
 */
import { JobKind } from '../model/jobs';
import type { Tables } from '../model/tables';
import { placesOf, taskExtent } from './axis';
import { rowTop } from './layout';
import { toX } from './scale';
import type { Scene } from './scene';
import { selectedRow } from './selected-row';
import { creatorOf } from './task-tree';

export interface Link {
  readonly kind: 'creator' | 'awaited';
  /** Pixels of the canvas. */
  readonly x: number;
  readonly y0: number;
  readonly y1: number;
}

/** Jobs that are looked at; of a longer queue the first. */
const MOST_JOBS = 400;

export function linksOf(scene: Scene): Link[] {
  const { view, rows, facts, selection, segment } = scene;
  if (!selection) return [];
  const { tables } = facts;
  const { lane } = view.layout;
  const y = (row: number): number => rowTop(view.layout, row, view.scrollTop) + lane.barTop + lane.bar / 2;
  const x = (at: number): number => view.layout.plotLeft + toX(view.scale, at);
  const own = selectedRow(scene);
  const links: Link[] = [];
  const link = (kind: Link['kind'], other: number, at: number): void => {
    const row = other < 0 ? -1 : rows.rowOf(tables, other);
    if (row >= 0 && own >= 0 && row !== own && Number.isFinite(at))
      links.push({
        kind,
        x: x(at),
        y0: y(kind === 'creator' ? row : own),
        y1: y(kind === 'creator' ? own : row),
      });
  };
  link('creator', creatorOf(tables, selection.task), taskExtent(tables, view.axis, selection.task).from);
  const on = segment && segment.await >= 0 ? tables.awaits.on(segment.await) : -1;
  const stream = tables.streams[tables.tasks.stream(selection.task)]!;
  if (on >= 0) link('awaited', on, placesOf(stream, view.axis).at(tables.awaits.suspendSeq(segment!.await)));
  return links;
}

export interface Meanwhile {
  readonly task: number;
  /** Events of its thread. */
  readonly from: number;
  readonly to: number;
}

/** @returns the jobs of tasks that ran while an await was ready, in their order */
export function ranMeanwhile({ awaits, tasks, streams }: Tables, w: number): Meanwhile[] {
  const [ready, resumed] = [awaits.readySeq(w), awaits.resumeSeq(w)];
  const { jobs, events } = streams[tasks.stream(awaits.task(w))]!;
  const ran: Meanwhile[] = [];
  if (ready === 0) return ran;
  const until = resumed === 0 ? events : resumed;
  for (let job = Math.max(0, jobs.before(ready)); job < jobs.count && ran.length < MOST_JOBS; job++) {
    const from = jobs.startSeq(job);
    if (from >= until) break;
    const to = jobs.endSeq(job) || events;
    const ref = jobs.ref(job);
    if (to <= ready || ref < 0) continue;
    const kind = jobs.kind(job);
    const task = kind === JobKind.start ? ref : kind === JobKind.resume ? awaits.task(ref) : -1;
    if (task >= 0) ran.push({ task, from: Math.max(from, ready), to });
  }
  return ran;
}
