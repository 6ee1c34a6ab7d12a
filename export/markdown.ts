/** A summary for a review, as Markdown: bounded, and with nothing of the program's that Markdown would take for its own. */
import { formatNs } from '../model/format-ns';
import { summarize } from '../model/summary';
import type { Summary } from '../model/summary';
import type { Recording } from '../recording/load';
import { inCode, inMarkdown, markdownTable } from './markdown-text';
import { ExportPlaces } from './places';
import { sequenceDiagram } from './sequence';

/** Rows of a table. */
const SHOWN = 15;

/** @param name of the recording, for the heading */
export function markdownSummary(recording: Recording, name: string): string {
  const places = new ExportPlaces(recording);
  const summary = summarize(recording.model, places.text);
  const parts = [
    [`# Awaits of ${inCode(name)}`],
    head(recording),
    totals(summary),
    recording.warnings.map((warning) => `> ${inMarkdown(warning, 300)}`),
    unfinished(recording, summary, places),
    sites(summary, places),
    diagram(recording, places),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function head({ run, runEnd, model }: Recording): string[] {
  const rows: string[][] = [];
  if (run) {
    rows.push(['Command', inCode(run.command.join(' '), 300)]);
    const began = new Date(run.epochMs);
    if (!Number.isNaN(began.getTime())) rows.push(['Began', began.toISOString()]);
    const status =
      runEnd &&
      (runEnd.signal === null
        ? `exit status ${runEnd.exitCode ?? 'unknown'}`
        : `killed by ${inCode(runEnd.signal)}`);
    const took = runEnd && formatNs(Number(runEnd.monotonic) - Number(run.monotonic));
    rows.push(['Ended', runEnd ? `${status}, after ${took}` : 'not in this recording']);
  }
  const nodes = [...new Set(model.streams.map(({ info }) => info.node))].map((node) => inCode(node));
  if (nodes.length > 0) rows.push(['Node', nodes.join(', ')]);
  return rows.length === 0 ? [] : markdownTable(['', ''], rows);
}

function totals(s: Summary): string[] {
  const lines = [
    `- ${many(s.tasks, 'task')}, ${s.unfinished.length} unfinished, ${s.rejected} rejected`,
    `- ${many(s.awaits, 'await')} in ${many(s.streams, 'thread')}, ${many(s.events, 'event')}`,
  ];
  const { states, outcomes } = s.unknown;
  if (states + outcomes > 0) {
    lines.push(`- not known: how ${many(states, 'task')} ended, what ${many(outcomes, 'await')} gave`);
  }
  return lines;
}

function unfinished({ model }: Recording, { unfinished: rows }: Summary, places: ExportPlaces): string[] {
  if (rows.length === 0) return [];
  const { tasks, awaits } = model;
  const table = rows.slice(0, SHOWN).map(({ task, await: w }) => {
    const stream = tasks.stream(task);
    const at = w < 0 ? '' : places.text(stream, awaits.loc(w));
    const since = w < 0 ? '' : formatNs(awaits.suspend(w));
    return [inCode(places.name(task)), inCode(places.text(stream, tasks.loc(task))), inCode(at), since];
  });
  return [
    '## Unfinished tasks',
    '',
    ...markdownTable(['Task', 'Function', 'Waits at', 'Since'], table),
    ...rest(rows.length),
  ];
}

function sites({ sites: rows }: Summary, places: ExportPlaces): string[] {
  if (rows.length === 0) return [];
  const table = rows
    .slice(0, SHOWN)
    .map(({ stream, loc, count, waiting, ready }) => [
      inCode(places.text(stream, loc)),
      String(count),
      ...[waiting.total, waiting.p50, waiting.p95, waiting.max, ready.p50, ready.max].map(formatNs),
    ]);
  return [
    '## Awaits, the longest waits first',
    '',
    ...markdownTable(['Await', 'Times', 'Waiting', 'p50', 'p95', 'max', 'Ready p50', 'max'], table),
    ...rest(rows.length),
  ];
}

function diagram(recording: Recording, places: ExportPlaces): string[] {
  const sequence = sequenceDiagram(recording, places);
  if (!sequence) return [];
  const { lines, tasks, left } = sequence;
  const more = left > 0 ? `; ${many(left, 'later step')} of them left out` : '';
  return [
    '## Order',
    '',
    `The first ${tasks === 1 ? 'task' : `${tasks} tasks`}${more}.`,
    '',
    '```mermaid',
    ...lines,
    '```',
  ];
}

function rest(count: number): string[] {
  return count > SHOWN ? ['', `… and ${count - SHOWN} more.`] : [];
}

function many(n: number, noun: string): string {
  return `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;
}
