/** `awaitscope diff`: what differs between two recordings of one program. */
import { relative } from 'node:path';
import { diffOf, isSameOrder } from '../model/diff';
import type { Diff, Run } from '../model/diff';
import { formatNs } from '../model/format-ns';
import type { Site } from '../protocol/ids';
import { loadRecording } from '../recording/load';
import type { Recording } from '../recording/load';
import type { DiffArgs } from './args';
import { count } from './format';
import { printAll, printable, say } from './lines';
import { Places } from './places';

/** Shown of a list that may be endless. */
const SHOWN = 20;

/** Exit status: 0 if the order is the same, 1 if it differs. */
export async function diff({ a, b, format }: DiffArgs): Promise<void> {
  const [first, second] = [await loadAll(a), await loadAll(b)];
  const result = diffOf(first.runs, second.runs);
  const shown = new Shown(first.recordings[0], second.recordings[0]);
  if (format === 'json') printAll([jsonOf(result, shown)]);
  else printAll(format === 'markdown' ? markdownOf(result, shown) : textOf(result, shown));
  if (!isSameOrder(result)) process.exitCode = 1;
}

type Some<T> = [T, ...T[]];

async function loadAll(files: readonly string[]): Promise<{ recordings: Some<Recording>; runs: Some<Run> }> {
  const recordings: Recording[] = [];
  for (const file of files) {
    const recording = await loadRecording(file);
    for (const warning of recording.warnings) say(`${file}: ${warning}`);
    recordings.push(recording);
  }
  return { recordings: recordings as Some<Recording>, runs: recordings.map(runOf) as Some<Run> };
}

/** Places relative to where the program was started: a copy of the project elsewhere compares as well. */
function runOf({ model, sites, run }: Recording): Run {
  return {
    tables: model,
    place(stream, loc) {
      const site = sites.locate(stream, loc);
      if (!site) return `? ${model.streams[stream]!.tables.locs[loc]?.name ?? ''}`;
      const file = relative(run?.cwd ?? model.streams[stream]!.info.cwd, site.file).replaceAll('\\', '/');
      return `${file}:${site.line}:${site.column}`;
    },
  };
}

/** Awaits of the two sides in words. */
class Shown {
  private readonly places: { readonly a: Places; readonly b: Places };

  constructor(
    private readonly a: Recording,
    private readonly b: Recording,
  ) {
    const of = ({ model, sites }: Recording): Places =>
      new Places(model, sites.locate.bind(sites), process.cwd());
    this.places = { a: of(a), b: of(b) };
  }

  /** `app.ts:3:5 in load` */
  text(side: 'a' | 'b', w: number): string {
    const { awaits, tasks } = this[side].model;
    const task = awaits.task(w);
    const at = this.places[side].text(tasks.stream(task), awaits.loc(w));
    return `${at} in ${this.places[side].name(task)}${awaits.n(w) > 1 ? ` (await ${awaits.n(w)})` : ''}`;
  }

  json(side: 'a' | 'b', w: number): object {
    const { awaits, tasks } = this[side].model;
    const task = awaits.task(w);
    const found = this[side].sites.locate(tasks.stream(task), awaits.loc(w));
    const site: Site | null = found && { file: found.file, line: found.line, column: found.column };
    return { function: this.places[side].name(task), await: awaits.n(w), site };
  }
}

interface Part {
  readonly title: string;
  readonly lines: readonly string[];
}

function partsOf(result: Diff, shown: Shown): Part[] {
  const { divergence, inversions, moved, appeared, vanished, stuck, times } = result;
  const parts: Part[] = [];
  const add = (title: string, lines: readonly string[]): void => {
    if (lines.length === 0) return;
    const rest = lines.length - SHOWN;
    parts.push({ title, lines: rest > 0 ? [...lines.slice(0, SHOWN), `and ${rest} more`] : lines });
  };
  if (divergence) {
    add(`The order differs: ${count(inversions, 'pair')} of resumes the other way round. First`, [
      `A went on at ${shown.text('a', divergence.a)}`,
      `B went on at ${shown.text('b', divergence.b)}`,
    ]);
    add(
      'To make it the same, move',
      moved.map((w) => shown.text('a', w)),
    );
  }
  add(
    'Only in A',
    vanished.map((w) => shown.text('a', w)),
  );
  add(
    'Only in B',
    appeared.map((w) => shown.text('b', w)),
  );
  add(
    'Went on in one of them only',
    stuck.map(({ side, await: w }) => `${shown.text(side, w)}: waits forever in ${side.toUpperCase()}`),
  );
  add(
    'Waited longer or shorter, by more than chance',
    times.map((t) => `${t.place}: ${formatNs(t.a)} in A, ${formatNs(t.b)} in B (medians)`),
  );
  return parts;
}

function verdict(result: Diff): string {
  const left = result.unstable > 0 ? `; ${count(result.unstable, 'await')} left out, whose order varies` : '';
  return isSameOrder(result)
    ? `the same order: ${count(result.common, 'await')} resumed in both${left}`
    : `they differ; ${count(result.common, 'await')} resumed in both${left}`;
}

function textOf(result: Diff, shown: Shown): string[] {
  const parts = partsOf(result, shown);
  return [
    verdict(result),
    ...parts.flatMap(({ title, lines }) => ['', title, ...lines.map((line) => `  ${line}`)]),
  ];
}

function markdownOf(result: Diff, shown: Shown): string[] {
  const parts = partsOf(result, shown);
  return [
    `**${escaped(verdict(result))}**`,
    ...parts.flatMap(({ title, lines }) => [
      '',
      `### ${escaped(title)}`,
      '',
      ...lines.map((line) => `- ${escaped(line)}`),
    ]),
  ];
}

/** Names and paths are the program's: nothing in them is markup. */
function escaped(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>()#+!|~&@-]/g, (c) => `&#${c.charCodeAt(0)};`);
}

function jsonOf(result: Diff, shown: Shown): string {
  const { divergence, moved, appeared, vanished, stuck, ...rest } = result;
  return printable(
    JSON.stringify({
      same: isSameOrder(result),
      divergence: divergence ? { a: shown.json('a', divergence.a), b: shown.json('b', divergence.b) } : null,
      ...rest,
      moved: moved.map((w) => shown.json('a', w)),
      appeared: appeared.map((w) => shown.json('b', w)),
      vanished: vanished.map((w) => shown.json('a', w)),
      stuck: stuck.map((s) => ({ side: s.side, ...shown.json(s.side, s.await) })),
    }),
  );
}
