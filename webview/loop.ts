/** The event loop of a thread: when it ran anything, and what held it up. */
import { awayTime } from '../model/jobs';
import type { StreamRow } from '../model/tables';
import { placesOf } from './axis';
import type { Axis } from './axis';
import type { Scene } from './scene';

/** From this time on a job is said to block the loop, ns. */
export const BLOCKED_NS = 50e6;

/** @returns the thread whose loop is shown: that of the selection, else that of the first task in view */
export function loopStream({ selection, view, rows, facts }: Scene): number {
  const { tasks, streams } = facts.tables;
  if (selection) return tasks.stream(selection.task);
  for (let row = view.firstRow; row < view.endRow; row++) {
    const content = rows.at(row);
    return content < 0 ? rows.groupAt(content).stream : tasks.stream(content);
  }
  return streams.length > 0 ? 0 : -1;
}

/** @returns begin and end of a job on the axis; what has no end ends with its stream */
export function jobExtent(stream: StreamRow, axis: Axis, job: number): readonly [from: number, to: number] {
  const { jobs } = stream;
  const places = placesOf(stream, axis);
  return [places.at(jobs.startSeq(job)), places.at(jobs.endSeq(job) || stream.events)];
}

/** @returns the last job that began at or before a place on the axis; -1 if none did */
export function jobBefore(stream: StreamRow, axis: Axis, at: number): number {
  const { jobs } = stream;
  const places = placesOf(stream, axis);
  let low = -1;
  let high = jobs.count;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (places.at(jobs.startSeq(middle)) <= at) low = middle;
    else high = middle;
  }
  return low;
}

/** @returns ns that the job took of the program: the tracer's own work and pauses are left out */
export function jobTime(stream: StreamRow, job: number): number {
  const [from, to] = jobExtent(stream, 'time', job);
  return to - from - awayTime(stream.jobs, job);
}

/** @returns whether the program held up its loop with this job */
export function isBlocking(stream: StreamRow, job: number): boolean {
  const { jobs } = stream;
  // most are so short that nothing need be left out
  const whole = (jobs.endSeq(job) === 0 ? stream.last : jobs.end(job)) - jobs.start(job);
  return whole >= BLOCKED_NS && jobTime(stream, job) >= BLOCKED_NS;
}

/** @returns the job at a pixel of the plot, or within three pixels of it; -1 for none */
export function jobAt({ view, facts }: Scene, stream: number, x: number): number {
  const row = facts.tables.streams[stream];
  if (!row) return -1;
  const { scale, axis } = view;
  const near = (3 * (scale.to - scale.from)) / scale.width;
  const at = scale.from + (x / scale.width) * (scale.to - scale.from);
  const job = jobBefore(row, axis, at + near);
  return job >= 0 && jobExtent(row, axis, job)[1] >= at - near ? job : -1;
}
