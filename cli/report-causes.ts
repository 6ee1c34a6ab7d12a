/** Two sections of a report: what there was to say at the end of each thread, and the critical path. Pure. */
import { criticalPath, lastRoot, partsOfPath } from '../model/critical-path';
import type { Stretch } from '../model/critical-path';
import { exitLedgers } from '../model/exit-ledger';
import { resourceAt, resourceType, taskAt } from '../model/findings/places';
import { formatNs } from '../model/format-ns';
import type { Tables } from '../model/tables';
import { percent } from '../model/percent';
import { count, table } from './format';
import type { Places } from './places';

/** Rows shown of a list that may be endless. */
const SHOWN = 12;

const HOW = {
  done: 'nothing was left that could have run',
  stopped: 'it was ended, by process.exit, an error or from outside, or that is not known',
  open: 'no end was recorded: it runs still, or was killed',
} as const;

export function endLines(tables: Tables, places: Places): string[] {
  const lines: string[] = [];
  for (const { stream, how, last, timers, handles, unobserved } of exitLedgers(tables)) {
    const { pid, tid } = tables.streams[stream]!.info;
    lines.push(`  pid ${pid}, thread ${tid}: ${HOW[how]}`);
    if (last >= 0)
      lines.push(`    the last callback from outside was that of ${begun(tables, last, places)}`);
    for (const r of timers.slice(0, SHOWN)) {
      const { stream: s, loc } = resourceAt(tables, r);
      const again = tables.resources.repeats(r) === 0 ? '' : ' again and again';
      lines.push(
        `    a timer of ${tables.resources.delay(r)} ms${again}, set at ${places.text(s, loc)}, may have been to come (unless it was cleared)`,
      );
    }
    if (timers.length > SHOWN) lines.push(`    and ${count(timers.length - SHOWN, 'timer')} more`);
    for (const [text, rows] of grouped(handles, (r) => begun(tables, r, places)).slice(0, SHOWN)) {
      const each = rows.length === 1 ? 'it was' : 'each was';
      lines.push(
        `    ${rows.length === 1 ? '' : `${rows.length}× `}${text}, may have been open (unless ${each} closed)`,
      );
    }
    for (const [place, rows] of grouped(unobserved, (task) => placeOf(tables, task, places)).slice(
      0,
      SHOWN,
    )) {
      const what = `${count(rows.length, 'outcome')} of ${places.name(rows[0]!)}`;
      lines.push(`    ${what} at ${place} ${rows.length === 1 ? 'was' : 'were'} never looked at`);
    }
  }
  return lines.length === 0 ? [] : ['', 'At the end', ...lines];
}

function begun(tables: Tables, resource: number, places: Places): string {
  const { stream, loc } = resourceAt(tables, resource);
  const delay = tables.resources.delay(resource);
  const what = `${resourceType(tables, resource)}${delay < 0 ? '' : ` of ${delay} ms`}`;
  return loc === 0 ? what : `${what}, begun at ${places.text(stream, loc)}`;
}

function placeOf(tables: Tables, task: number, places: Places): string {
  const { stream, loc } = taskAt(tables, task);
  return places.text(stream, loc);
}

/** Rows by what is said of them, the most first. */
function grouped(rows: readonly number[], textOf: (row: number) => string): [string, number[]][] {
  const found = new Map<string, number[]>();
  for (const row of rows) {
    const text = textOf(row);
    const others = found.get(text);
    if (others) others.push(row);
    else found.set(text, [row]);
  }
  return [...found].sort((a, b) => b[1].length - a[1].length);
}

/** The longest stretches of the path, places summed up. */
export function pathLines(tables: Tables, places: Places): string[] {
  const task = lastRoot(tables);
  const path = task < 0 ? [] : criticalPath(tables, task);
  const whole = path.reduce((sum, { from, to }) => sum + to - from, 0);
  if (whole === 0) return [];
  const parts = partsOfPath(path, (stretch) => stretchText(stretch, places));
  const rows = parts
    .slice(0, SHOWN)
    .map(({ first, time, count: times }) => [
      formatNs(time),
      percent(time, whole),
      `${times}×`,
      stretchText(first, places),
    ]);
  const title = `Critical path of ${places.name(task)}: what its ${formatNs(whole)} were spent on`;
  const rest = parts.length - rows.length;
  return ['', title, ...table(rows, [0, 1, 2]), ...(rest > 0 ? [`  and ${rest} more`] : [])];
}

function stretchText({ kind, at, task, type }: Stretch, places: Places): string {
  const place = at && at.loc !== 0 ? ` ${places.text(at.stream, at.loc)}` : '';
  switch (kind) {
    case 'running':
      return `${task < 0 ? 'a callback' : places.name(task)} ran, from${place || ' a place unknown'}`;
    case 'ready':
      return `ready, in the queue${place && `, at${place}`}`;
    case 'outside':
      return `waiting for ${type}${place && `, begun at${place}`}`;
    case 'unknown':
      return 'before what was recorded, or out of its sight';
  }
}
