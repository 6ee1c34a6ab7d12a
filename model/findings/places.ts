/** Where awaits, tasks and promises stand. */
import type { Tables } from '../tables';
import type { At } from '../words';

export function streamOf({ tasks, awaits }: Tables, w: number): number {
  return tasks.stream(awaits.task(w));
}

export function awaitAt(tables: Tables, w: number): At {
  return { stream: streamOf(tables, w), loc: tables.awaits.loc(w) };
}

export function taskAt({ tasks }: Tables, task: number): At {
  return { stream: tasks.stream(task), loc: tasks.loc(task) };
}

export function callerAt({ tasks }: Tables, task: number): At {
  return { stream: tasks.stream(task), loc: tasks.callerLoc(task) };
}

export function resourceAt({ resources }: Tables, r: number): At {
  return { stream: resources.stream(r), loc: resources.loc(r) };
}

/** @returns Node's name of the resource's type */
export function resourceType({ resources, streams }: Tables, r: number): string {
  return streams[resources.stream(r)]!.tables.strings[resources.type(r)] ?? '';
}

/** Row of the promise that is a task's outcome; -1 if nothing is known of it. */
export function outcomeOf({ tasks, streams }: Tables, task: number): number {
  return streams[tasks.stream(task)]!.promises.find(tasks.id(task) + 1);
}

/** Ns from the task's start to its end, or to the last that was recorded. */
export function lifetime({ tasks, streams }: Tables, task: number): number {
  const end = tasks.end(task);
  return (Number.isNaN(end) ? streams[tasks.stream(task)]!.last : end) - tasks.start(task);
}

/** Which turn of the event loop an event belongs to; 0 before the first. */
export function tickAt({ streams }: Tables, stream: number, seq: number): number {
  const { jobs } = streams[stream]!;
  const job = jobs.before(seq + 1);
  return job < 0 ? 0 : jobs.tick(job);
}
