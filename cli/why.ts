/** `awaitscope why`: why an await was resumed when it was, or why one of two before the other. */
import { resolve } from 'node:path';
import { UserError } from '../recording/errors';
import { loadRecording } from '../recording/load';
import type { Recording } from '../recording/load';
import { graphOf, why, whyBefore } from '../model/why';
import type { Graph, Order, Step, Why } from '../model/why';
import { WHY_TEXTS } from '../model/why';
import { sentence } from '../model/words';
import type { Message, Words } from '../model/words';
import type { Target, WhyArgs } from './args';
import { count } from './format';
import { printAll, printable, say } from './lines';
import { Places } from './places';

/** An await that was asked for. */
interface Named {
  readonly row: number;
  /** `app.js:12:3`, with its number where there are several. */
  readonly name: string;
}

export async function explain({ file, targets, format }: WhyArgs): Promise<void> {
  const recording = await loadRecording(file);
  for (const warning of recording.warnings) say(warning);
  const { model, sites } = recording;
  const places = new Places(model, sites.locate.bind(sites), process.cwd());
  const named = targets.map((target) => find(recording, target, places));
  const tell = (message: Message): string => sentence(message, WHY_TEXTS, places.words);
  const answers = named.map(({ row }) => why(model, row));
  const [a, b] = named;
  const order = a && b && whyBefore(model, a.row, b.row);
  const graph = graphOf(order ? order.chains : answers.map(({ chain }) => chain));
  if (format === 'json') printAll([jsonOf(named, answers, order, graph, tell, places.words)]);
  else if (format === 'mermaid') printAll(mermaidOf(graph, tell));
  else printAll(textOf(named, answers, order, tell));
}

/** @throws UserError if there is no such await */
function find({ model, sites }: Recording, { file, line, n }: Target, places: Places): Named {
  const { awaits, tasks } = model;
  const path = resolve(file);
  const tail = `/${file.replaceAll('\\', '/').replace(/^(\.?\/)+/, '')}`;
  const matches = new Map<string, boolean>();
  const isMeant = (stream: number, loc: number): boolean => {
    const key = `${stream} ${loc}`;
    let match = matches.get(key);
    if (match === undefined) {
      const site = sites.locate(stream, loc);
      const same = site !== null && (site.file === path || site.file.replaceAll('\\', '/').endsWith(tail));
      matches.set(key, (match = same && site.line === line));
    }
    return match;
  };
  const rows: number[] = [];
  for (let w = 0; w < awaits.count; w++)
    if (isMeant(tasks.stream(awaits.task(w)), awaits.loc(w))) rows.push(w);
  if (rows.length === 0) throw new UserError(`no await on ${file}:${line} was reached in this recording`);
  const row = rows[n - 1];
  if (row === undefined)
    throw new UserError(`${file}:${line} was awaited ${count(rows.length, 'time')}, not ${n}`);
  const at = places.text(tasks.stream(awaits.task(row)), awaits.loc(row));
  return { row, name: rows.length === 1 ? at : `${at}#${n} (of ${rows.length})` };
}

type Tell = (message: Message) => string;

function textOf(
  named: readonly Named[],
  answers: readonly Why[],
  order: Order | undefined,
  tell: Tell,
): string[] {
  const lines: string[] = [];
  if (named.length === 2) {
    const name = (row: number): string => named.find((one) => one.row === row)!.name;
    if (order)
      lines.push(
        `${name(order.first)} was resumed before ${name(order.second)}:`,
        `  ${tell(order.message)}`,
        '',
      );
    else lines.push('one of them was never resumed', '');
  }
  answers.forEach((answer, i) => {
    lines.push(named[i]!.name, ...answer.messages.map((message) => `  ${tell(message)}`));
    if (i < answers.length - 1) lines.push('');
  });
  return lines;
}

function jsonOf(
  named: readonly Named[],
  answers: readonly Why[],
  order: Order | undefined,
  graph: Graph,
  tell: Tell,
  words: Words,
): string {
  const steps = (chain: readonly Step[]): object[] =>
    chain.map((step) => ({
      reason: step.reason,
      text: tell(step.message),
      at: step.at && step.at.loc !== 0 ? words.at(step.at) : null,
      t: Number.isNaN(step.t) ? null : step.t,
    }));
  const awaits = answers.map(({ parts, hops, chain, messages }, i) => ({
    await: named[i]!.name,
    waiting: known(parts.waiting),
    ready: known(parts.ready),
    running: known(parts.running),
    hops,
    chain: steps(chain),
    text: messages.map(tell),
  }));
  const both = order && {
    reason: order.reason,
    text: tell(order.message),
    first: named.find((one) => one.row === order.first)!.name,
  };
  const nodes = graph.nodes.map(({ id, reason, message }) => ({ id, reason, text: tell(message) }));
  return printable(
    JSON.stringify({ awaits, ...(both && { order: both }), graph: { nodes, edges: graph.edges } }),
  );
}

/** JSON has no NaN. */
function known(ns: number): number | null {
  return Number.isNaN(ns) ? null : ns;
}

/** A flowchart from causes to effects. */
function mermaidOf({ nodes, edges }: Graph, tell: Tell): string[] {
  const number = new Map(nodes.map(({ id }, i) => [id, `n${i}`]));
  return [
    'flowchart TD',
    ...nodes.map(({ id, message }) => `  ${number.get(id)}["${quoted(tell(message))}"]`),
    ...edges.map(([cause, effect]) => `  ${number.get(cause)} --> ${number.get(effect)}`),
  ];
}

/** Names of functions may hold anything: nothing of it must end the label, or be Markdown or HTML in it. */
function quoted(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,:/-]/gu, (c) => `#${c.codePointAt(0)};`);
}
