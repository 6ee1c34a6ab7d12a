/** Draws a recording as text: what ran in which order, with names that are the same in every run. */
import { basename } from 'node:path';
import type { TraceEvent } from '../../model/event-types';
import type { Site } from '../../protocol/ids';

/** @returns the events without those of tasks in node_modules, such as a TypeScript loader's */
export function ownOf(events: readonly TraceEvent[]): TraceEvent[] {
  const own = new Set<number>();
  for (const e of events) if (e.kind === 'task-start' && !e.library) own.add(e.task);
  const concerned = new Set(['task-start', 'suspend', 'resume', 'task-end']);
  return events.filter((e) => !concerned.has(e.kind) || own.has((e as { task: number }).task));
}

/** @returns one line an event: the task (name and how many of that name began before), what it does, and where */
export function drawOrder(events: readonly TraceEvent[]): string {
  const tasks = new Map<number, string>();
  const promises = new Map<number, string>();
  const counts = new Map<string, number>();
  const called = (name: string): string => {
    const n = (counts.get(name) ?? 0) + 1;
    counts.set(name, n);
    return n === 1 ? name : `${name} ${n}`;
  };
  const task = (id: number | null): string => (id === null ? '-' : (tasks.get(id) ?? '?'));
  const promise = (id: number): string => {
    if (!promises.has(id)) promises.set(id, `p${promises.size + 1}`);
    return promises.get(id)!;
  };
  const lines: string[] = [];
  const row = (who: string, what: string, where: Site | null, more = ''): void => {
    const place = where ? `${basename(where.file)}:${where.line}:${where.column}` : '';
    lines.push(`${who.padEnd(16)} ${what.padEnd(12)} ${place.padEnd(22)} ${more}`.trimEnd());
  };
  for (const e of events) {
    switch (e.kind) {
      case 'task-start': {
        tasks.set(e.task, called(e.name));
        const caller = e.caller ? `called at ${e.caller.line}:${e.caller.column}` : 'called by Node';
        row(task(e.task), 'starts', e.site, `${caller}, in ${task(e.parent)}`);
        break;
      }
      case 'suspend': {
        const on = e.on.task === null ? `${e.on.what} ${promise(e.on.promise)}` : `task ${task(e.on.task)}`;
        row(task(e.task), `suspends ${e.await}`, e.site, `on ${on}`);
        break;
      }
      case 'settle':
        if (promises.has(e.promise))
          row(promise(e.promise), 'settles', null, e.by === null ? '' : `by ${task(e.by)}`);
        break;
      case 'resume':
        row(task(e.task), `resumes ${e.await}`, e.site, e.outcome);
        break;
      case 'task-end':
        row(task(e.task), 'ends', null, e.state);
        break;
      case 'output':
        row(task(e.task), 'prints', e.site, JSON.stringify(e.text));
        break;
    }
  }
  return lines.join('\n') + '\n';
}
