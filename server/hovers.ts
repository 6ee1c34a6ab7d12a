/** What is said of an await, or of an async function, under the mouse. */
import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Times } from '../model/durations';
import { formatNs } from '../model/format-ns';
import type { Settler } from '../model/settlers';
import type { Tables } from '../model/tables';
import type { TimelineTarget } from '../protocol/language';
import type { Site } from '../protocol/ids';
import type { AwaitFacts, FunctionFacts } from './facts';
import { escaped, markdownTable } from './markdown';

/** Settlers named one by one. */
const SHOWN_SETTLERS = 4;

/** What a hover needs of its recording. */
export interface HoverSource {
  readonly recording: string;
  readonly tables: Tables;
  /** Whether links to the editor's commands can be followed. */
  readonly links: boolean;
  site(stream: number, loc: number): Site | undefined;
  taskName(task: number): string;
}

export function awaitHover(facts: AwaitFacts, settlers: readonly Settler[], source: HoverSource): string {
  const { count, unfinished, waiting, ready } = facts.times;
  const head = count === 1 ? l10n.t('Awaited once') : l10n.t('Awaited {0} times', count);
  const open = unfinished > 0 ? ` · ${l10n.t('{0} still waiting', unfinished)}` : '';
  const parts = [`**${head}**${open}`];
  if (waiting.count > 0) {
    parts.push(
      timesText([
        [l10n.t('waiting'), waiting],
        [l10n.t('ready'), ready],
      ]),
    );
  }
  const by = settlers.slice(0, SHOWN_SETTLERS).map((settler) => settlerText(settler, source));
  const more = settlers.slice(SHOWN_SETTLERS).reduce((n, settler) => n + settler.count, 0);
  if (more > 0) by.push(l10n.t('{0} by others', more));
  if (by.length > 0) parts.push(`${l10n.t('Settled by')} ${by.join(', ')}`);
  return [...parts, ...link(facts.site, source)].join('\n\n');
}

export function functionHover({ name, times: of, site }: FunctionFacts, source: HoverSource): string {
  const { calls, unfinished, rejected, total, waiting, ready } = of;
  const called = calls === 1 ? l10n.t('called once') : l10n.t('called {0} times', calls);
  const parts = [`**${escaped(name)}** ${called}`];
  if (rejected > 0) parts.push(l10n.t('{0} rejected', rejected));
  if (unfinished > 0) parts.push(l10n.t('{0} never ended', unfinished));
  const times = timesText([
    [l10n.t('from call to end'), total],
    [l10n.t('waiting, of a call'), waiting],
    [l10n.t('ready, of a call'), ready],
  ]);
  return [parts.join(' · '), times, ...link(site, source)].join('\n\n');
}

/** Where an await stands on a line that the recording did not have. */
export function staleHover(unknown: boolean): string {
  return unknown
    ? l10n.t(
        'Awaitscope does not know the text that was recorded, so it shows nothing in this file. Run the program again.',
      )
    : l10n.t('This line was changed after the recording. Run the program again to see what it waits for.');
}

/** A table; of what happened once, a line. */
function timesText(rows: readonly (readonly [name: string, times: Times])[]): string {
  if (rows.every(([, { count }]) => count <= 1)) {
    return rows
      .map(([name, { total, count }]) => `${name} **${count === 0 ? '–' : formatNs(total)}**`)
      .join(' · ');
  }
  const head = ['', 'p50', 'p95', l10n.t('max'), l10n.t('in all')];
  return markdownTable(
    head,
    rows.map(([name, times]) => [name, ...columns(times)]),
  );
}

function columns({ count, p50, p95, max, total }: Times): string[] {
  return count === 0 ? ['–', '–', '–', '–'] : [p50, p95, max, total].map(formatNs);
}

function settlerText({ task, resource, already, count }: Settler, source: HoverSource): string {
  return `${settlerName({ task, resource, already }, source)}${count > 1 ? ` ${count}×` : ''}`;
}

function settlerName(
  { task, resource, already }: Pick<Settler, 'task' | 'resource' | 'already'>,
  source: HoverSource,
): string {
  const { tasks, resources, streams } = source.tables;
  if (already) return l10n.t('nobody: it had settled before');
  if (task >= 0) return named(source.taskName(task), source.site(tasks.stream(task), tasks.loc(task)));
  if (resource < 0) return l10n.t('a plain callback');
  const stream = resources.stream(resource);
  const type = streams[stream]!.tables.strings[resources.type(resource)] ?? '';
  return named(type, source.site(stream, resources.loc(resource)));
}

function named(name: string, site: Site | undefined): string {
  return site ? `${escaped(name)} (${escaped(basename(site.file))}:${site.line})` : escaped(name);
}

function link(site: Site, { links, recording }: HoverSource): string[] {
  if (!links) return [];
  const { file, line, column } = site;
  const target: TimelineTarget = { recording, file, line, column };
  const args = encodeURIComponent(JSON.stringify([target])).replace(/[()]/g, (c) =>
    c === '(' ? '%28' : '%29',
  );
  return [`[${l10n.t('Show in the timeline')}](command:awaitscope.showTimeline?${args})`];
}
