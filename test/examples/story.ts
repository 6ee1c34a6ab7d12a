/**
 * Draws a recording whose order across tasks a network, a thread or a child process decides: the main thread's tasks, each
 * with all it does in the order in which it does it; then what other threads and processes do, sorted and counted, because
 * any of them may have got any of the jobs. Libraries are left out.
 */
import { basename, join, sep } from 'node:path';
import type { TraceEvent } from '../../model/event-types';
import type { Site } from '../../protocol/ids';
import { ROOT } from '../support/paths';

const OWN = join(ROOT, 'examples') + sep;
const MODULE = '(module)';

/** @param env variables whose values stand in the text as their names */
export function drawStory(events: readonly TraceEvent[], env: Readonly<Record<string, string>>): string {
  const names = new Map<number, string>();
  const counts = new Map<string, number>();
  const blocks = new Map<string, string[]>([[MODULE, []]]);
  const others = new Map<string, number>();
  const isMain = ({ pid, tid }: TraceEvent): boolean => pid === events[0]!.pid && tid === events[0]!.tid;
  const isOwn = (site: Site | null): boolean => site?.file.startsWith(OWN) ?? false;

  const add = (e: TraceEvent, task: number | null, what: string, site: Site | null): void => {
    const place = site ? `${basename(site.file)}:${site.line}:${site.column}` : '';
    const line = `${what.padEnd(40)} ${place}`.trimEnd();
    if (!isMain(e)) others.set(line, (others.get(line) ?? 0) + 1);
    // what runs outside of any task, in a module without await, is the module's
    else blockOf((task === null ? undefined : names.get(task)) ?? MODULE).push(line);
  };
  const blockOf = (name: string): string[] => {
    if (!blocks.has(name)) blocks.set(name, []);
    return blocks.get(name)!;
  };
  const named = (e: TraceEvent, name: string): string => {
    const n = (counts.get(name) ?? 0) + 1;
    if (isMain(e)) counts.set(name, n);
    return n > 1 ? `${name} ${n}` : name;
  };

  for (const e of events) {
    switch (e.kind) {
      case 'task-start':
        // which modules without await are tasks is a matter of how places are found
        if (!isOwn(e.site) || (e.name === MODULE && !isMain(e))) break;
        names.set(e.task, named(e, e.name));
        add(e, e.task, 'starts', e.site);
        break;
      case 'suspend': {
        const awaited = e.on.task === null ? undefined : names.get(e.on.task);
        // that a promise is a library's task is not known in every mode
        const other = e.on.what === 'task' ? 'promise' : e.on.what;
        const what = awaited !== undefined && isMain(e) ? awaited : `a ${other}`;
        if (names.has(e.task)) add(e, e.task, `waits for ${what}`, e.site);
        break;
      }
      case 'resume':
        if (names.has(e.task)) add(e, e.task, 'goes on', e.site);
        break;
      case 'task-end':
        // a thread may be ended before the end of its last job is written
        if (names.has(e.task) && isMain(e)) add(e, e.task, 'ends', null);
        break;
      case 'output':
        if (isOwn(e.site)) add(e, e.task, `prints ${JSON.stringify(e.text)}`, e.site);
        break;
    }
  }
  const text = [...blocks].map(([name, lines]) => section(name, lines));
  const counted = [...others].map(([line, n]) => `${n} × ${line}`).toSorted();
  if (counted.length > 0) text.push(section('in other threads and processes', counted));
  return Object.entries(env)
    .toSorted(([, a], [, b]) => b.length - a.length)
    .reduce((all, [name, value]) => all.replaceAll(value, `\${${name}}`), text.join('\n'));
}

function section(name: string, lines: readonly string[]): string {
  return `${name}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
