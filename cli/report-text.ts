/** The sections of a report, each as lines. Pure. */
import type { ProcessInfo, RunEnd, RunInfo, UnmarkedInfo } from '../protocol/container';
import { What } from '../protocol/events';
import { waitingTime } from '../model/durations';
import type { Times } from '../model/durations';
import type { FunctionTimes } from '../model/functions';
import type { Summary, Unfinished, UnfinishedTask } from '../model/summary';
import type { Tables } from '../model/tables';
import { formatNs } from '../model/format-ns';
import { isPaused, pausedWithin } from '../model/pauses';
import { stuckJobs } from '../model/sightings';
import { percent } from '../model/percent';
import { count, table } from './format';
import type { Places } from './places';

/** Rows shown of a list that may be endless. */
const SHOWN = 25;

export function headLines(file: string, run: RunInfo | undefined, end: RunEnd | undefined): string[] {
  const rows = [['recording', file]];
  if (run) {
    rows.push(['command', run.command.join(' ')], ['folder', run.cwd], ['began', time(run.epochMs)]);
    rows.push(['ended', end ? ending(run, end) : 'not in this recording: it runs still, or was cut short']);
  }
  return table(rows).map((line) => line.slice(2));
}

function time(epochMs: number): string {
  const date = new Date(epochMs);
  return Number.isNaN(date.getTime()) ? '(unknown)' : date.toISOString();
}

function ending(run: RunInfo, end: RunEnd): string {
  const how = end.signal === null ? `exit status ${end.exitCode ?? 'unknown'}` : `killed by ${end.signal}`;
  return `${how}, after ${formatNs(Number(end.monotonic) - Number(run.monotonic))}`;
}

export function threadLines({ streams }: Tables): string[] {
  if (streams.length === 0) return section('Threads', ['  none: nothing was recorded']);
  const rows = streams.map((s) => [
    `pid ${s.info.pid}`,
    `thread ${s.info.tid}`,
    `node ${s.info.node}`,
    count(s.events, 'event'),
    `from ${formatNs(s.offset)} to ${formatNs(s.last)}`,
    s.info.startedBy ? `started by ${s.info.startedBy.pid}, thread ${s.info.startedBy.tid}` : '',
    s.end ? (s.end.why ?? `exit status ${s.end.exitCode ?? 'unknown'}`) : 'no end recorded',
  ]);
  return section('Threads', shorten(table(rows), rows.length));
}

/** Processes that were started and wrote no part: programs that are not Node's, or that never came to run. */
export function notRecordedLines({ streams }: Tables, processes: readonly ProcessInfo[]): string[] {
  const recorded = new Set(streams.map(({ info }) => info.pid));
  const others = processes.filter(({ pid }) => !recorded.has(pid));
  if (others.length === 0) return [];
  const rows = others.slice(0, SHOWN).map(({ pid, file }) => [`pid ${pid}`, file]);
  return section(
    'Processes started but not recorded (no Node, or cut short)',
    shorten(table(rows), others.length),
  );
}

const WHY_UNMARKED = {
  syntax: 'cannot be parsed',
  dynamic: 'runs code that is not in it',
};

export function unmarkedLines(scripts: readonly UnmarkedInfo[]): string[] {
  const byUrl = new Map(scripts.map((script) => [script.url, script]));
  if (byUrl.size === 0) return [];
  const rows = [...byUrl.values()].slice(0, SHOWN).map(({ url, why }) => [url, WHY_UNMARKED[why]]);
  return section(
    'Scripts whose places come from the stack, at a higher cost',
    shorten(table(rows), byUrl.size),
  );
}

export function compiledDownLines(paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  return section(
    'Scripts whose async functions were compiled down to generators: they are no tasks (a target of ES2017 or later keeps them)',
    shorten(
      paths.slice(0, SHOWN).map((path) => `  ${path}`),
      paths.length,
    ),
  );
}

export function totalLines(s: Summary): string[] {
  const lines = [
    `  ${count(s.tasks, 'task')}: ${s.unfinished.length} unfinished, ${s.rejected} rejected`,
    `  ${count(s.awaits, 'await')}, ${count(s.outputs, 'printed text')}, ${count(s.events, 'event')}`,
  ];
  const { states, ended, outcomes, resumed } = s.unknown;
  if (states > 0)
    lines.push(`  how it ended is unknown of ${count(states, 'task')} (${percent(states, ended)})`);
  if (outcomes > 0)
    lines.push(`  what it gave is unknown of ${count(outcomes, 'await')} (${percent(outcomes, resumed)})`);
  return section('In all', lines);
}

export function unfinishedLines(tables: Tables, s: Summary, places: Places): string[] {
  if (s.unfinished.length === 0) return [];
  const rows = s.unfinished.slice(0, SHOWN).map((u) => unfinishedRow(tables, u, places));
  return section('Unfinished tasks', shorten(table(rows), s.unfinished.length));
}

const WHY: Readonly<Record<Unfinished, string>> = {
  waiting: 'waits at',
  ready: 'was not resumed at',
  yielded: 'stands at its yield',
  left: 'returned a promise that did not settle',
  running: 'was still running',
};

function unfinishedRow(tables: Tables, { task, why, await: w }: UnfinishedTask, places: Places): string[] {
  const { tasks, awaits } = tables;
  const stream = tasks.stream(task);
  const name = places.name(task);
  if (w < 0) return [name, places.text(stream, tasks.loc(task)), WHY[why]];
  const at = `${WHY[why]} ${places.text(stream, awaits.loc(w))}`;
  const since = `since ${formatNs(awaits.suspend(w))}`;
  return [name, places.text(stream, tasks.loc(task)), at, `for ${awaited(tables, w, places)}`, since];
}

/** What an await waits for, in words. */
function awaited({ awaits }: Tables, w: number, places: Places): string {
  const on = awaits.on(w);
  if (on >= 0) return `task ${places.name(on)}`;
  switch (awaits.what(w)) {
    case What.value:
      return 'a plain value';
    case What.thenable:
      return 'a thenable';
    case What.yield:
      return 'its consumer';
    default:
      return 'a promise';
  }
}

export function waitLines(tables: Tables, s: Summary, places: Places): string[] {
  if (s.longest.length === 0) return [];
  const { tasks, awaits } = tables;
  const rows = s.longest.map((w) => {
    const task = awaits.task(w);
    const site = places.text(tasks.stream(task), awaits.loc(w));
    return [
      formatNs(waitingTime(awaits, w)),
      site,
      `in ${places.name(task)}`,
      `for ${awaited(tables, w, places)}`,
    ];
  });
  return section('Longest waits', table(rows, [0]));
}

export function sitesLines(s: Summary, places: Places): string[] {
  if (s.sites.length === 0) return [];
  const head = [
    'await at',
    'times',
    'waiting',
    'p50',
    'p95',
    'max',
    'ready',
    'p50',
    'p95',
    'max',
    'running',
    'p50',
    'p95',
    'max',
    'unfinished',
  ];
  const rows = s.sites
    .slice(0, SHOWN)
    .map(({ stream, loc, count: n, waiting, ready, running, unfinished }) => [
      places.text(stream, loc),
      String(n),
      ...[waiting, ready, running].flatMap(timeCells),
      unfinished === 0 ? '' : String(unfinished),
    ]);
  const right = head.map((_, c) => c).slice(1);
  return section('Awaits by place', shorten(table([head, ...rows], right), s.sites.length + 1));
}

/** Waiting, ready and running are of all awaits of a call together. */
export function functionLines(functions: readonly FunctionTimes[], places: Places): string[] {
  if (functions.length === 0) return [];
  const times = ['p50', 'p95', 'max'];
  const head = ['function', 'calls', 'waiting', ...times, 'ready', ...times, 'running', ...times];
  head.push('rejected', 'unfinished');
  const rows = [...functions]
    .sort((x, y) => y.waiting.total - x.waiting.total)
    .slice(0, SHOWN)
    .map(({ stream, loc, first, calls, waiting, ready, running, rejected, unfinished }) => [
      `${places.name(first)} ${places.text(stream, loc)}`,
      String(calls),
      ...[waiting, ready, running].flatMap(timeCells),
      ...[rejected, unfinished].map((n) => (n === 0 ? '' : String(n))),
    ]);
  const right = head.map((_, c) => c).slice(1);
  return section('Functions', shorten(table([head, ...rows], right), functions.length + 1));
}

function timeCells({ count: n, total, p50, p95, max }: Times): string[] {
  return [total, p50, p95, max].map((ns) => formatNs(n === 0 ? NaN : ns));
}

/** Times of waits hold the pauses: a debugger stops the program, not the clock. */
export function pauseLines({ pauses, streams }: Tables): string[] {
  const rows: string[][] = [];
  streams.forEach((s, stream) => {
    const { count: n, time } = pausedWithin(pauses, stream, -Infinity, s.last);
    const open = isPaused(pauses, stream) ? 'the last one was not over' : '';
    if (n > 0 || open)
      rows.push([`pid ${s.info.pid}`, `thread ${s.info.tid}`, count(n, 'pause'), formatNs(time), open]);
  });
  return rows.length === 0 ? [] : section('Paused by a debugger', shorten(table(rows), rows.length));
}

/** Where a thread stood when it had run for long without coming back; if it never did, that is the last that is known of it. */
export function stuckLines(tables: Tables, places: Places): string[] {
  const { sightings, streams } = tables;
  const rows = stuckJobs(tables).map(({ sighting, times, ran }) => {
    const stream = sightings.stream(sighting);
    const task = sightings.task(sighting);
    const { jobs, end } = streams[stream]!;
    const job = jobs.at(sightings.seq(sighting));
    const back = job < 0 ? end !== undefined : jobs.endSeq(job) !== 0;
    return [
      task < 0 ? 'no task' : `in ${places.name(task)}`,
      `at ${places.text(stream, sightings.loc(sighting))}`,
      Number.isNaN(ran) ? '' : `after ${formatNs(ran)}`,
      times === 1 ? 'seen once' : `seen ${times} times`,
      back ? '' : 'and did not come back',
    ];
  });
  return rows.length === 0 ? [] : section('Seen in long slices', shorten(table(rows), rows.length));
}

export function lossLines(s: Summary): string[] {
  if (s.lost.length === 0) return [];
  return section('Lost', s.lost.map((l) => `  ${count(l.count, 'event')}: ${l.why}`)); // prettier-ignore
}

function section(title: string, lines: readonly string[]): string[] {
  return ['', title, ...lines];
}

/** @param all how many lines there would be */
function shorten(lines: readonly string[], all: number): string[] {
  const shown = lines.slice(0, SHOWN + 1);
  const more = all - shown.length;
  return more > 0 ? [...shown, `  … and ${more.toLocaleString('en-US')} more`] : shown;
}
