/** Finds what a query means: tasks, or where it speaks of awaits, awaits. */
import { Segment, visitSegments } from '../model/intervals';
import { readyTime, waitingTime } from '../model/durations';
import { awaitedText } from './awaited';
import type { Facts, TaskState } from './facts';
import type { OutputMarks } from './output-marks';
import { compares, parseQuery } from './query';
import type { QueryError, SearchedState, Term } from './query';

export interface Match {
  readonly task: number;
  /** -1: the task as a whole. */
  readonly await: number;
  /** Of a task that was found by what it printed, when it did; else 0. */
  readonly seq: number;
}

/** More are counted and not kept. */
const MOST = 100_000;
const AWAIT_KEYS: ReadonlySet<Term['key']> = new Set(['waiting', 'ready', 'on']);
const STATES_OF: Readonly<Record<SearchedState, readonly TaskState[]>> = {
  fulfilled: ['fulfilled'],
  rejected: ['rejected'],
  unfinished: ['neverSettled', 'running', 'waiting', 'ready', 'left'],
  running: ['running'],
  waiting: ['waiting', 'left'],
  ready: ['ready'],
  ended: ['fulfilled', 'rejected', 'ended'],
};

/** @returns the matches by task and await, in the order of the model's rows; or what is wrong with the query */
export function search(facts: Facts, outputs: OutputMarks, query: string): readonly Match[] | QueryError {
  const terms = parseQuery(query);
  if ('error' in terms) return terms;
  return terms.length === 0 ? [] : new Finder(facts, outputs, terms).find();
}

class Finder {
  private readonly ofTasks: readonly Term[];
  private readonly ofAwaits: readonly Term[];
  private readonly lower = new Map<string, string>();
  private printedAt = 0;

  constructor(
    private readonly facts: Facts,
    private readonly outputs: OutputMarks,
    terms: readonly Term[],
  ) {
    // A line is a task's or an await's: what is denied of it is denied of both.
    const isAwaits = ({ key, not }: Term): boolean => AWAIT_KEYS.has(key) || (key === 'line' && !not);
    this.ofAwaits = terms.filter(isAwaits);
    this.ofTasks = terms.filter((term) => !isAwaits(term));
  }

  find(): Match[] {
    const { tasks, awaits } = this.facts.tables;
    const found: Match[] = [];
    for (let task = 0; task < tasks.count && found.length < MOST; task++) {
      this.printedAt = 0;
      if (!this.ofTasks.every((term) => this.taskIs(task, term) !== term.not)) continue;
      const seq = this.printedAt;
      if (this.ofAwaits.length === 0) {
        found.push({ task, await: -1, seq });
        continue;
      }
      // A line without anything about awaits is also the function's.
      if (this.ofAwaits.every((term) => term.key === 'line' && this.isOnLine(task, tasks.loc(task), term)))
        found.push({ task, await: -1, seq });
      for (let w = tasks.firstAwait(task); w >= 0 && found.length < MOST; w = awaits.next(w)) {
        if (this.ofAwaits.every((term) => this.awaitIs(task, w, term) !== term.not))
          found.push({ task, await: w, seq });
      }
    }
    return found;
  }

  private taskIs(task: number, term: Term): boolean {
    const { facts } = this;
    const { tasks, streams } = facts.tables;
    switch (term.key) {
      case 'any':
        return (
          this.has(facts.taskName(task), term.text) ||
          this.has(facts.longPlace(tasks.stream(task), tasks.loc(task)), term.text) ||
          this.printed(task, term.text)
        );
      case 'name':
        return this.has(facts.taskName(task), term.text);
      case 'file':
        return this.has(facts.taskPlace(task)?.label ?? '', term.text);
      case 'printed':
        return this.printed(task, term.text);
      case 'state':
        return STATES_OF[term.state].includes(facts.stateOf(task));
      case 'awaits':
        return compares(tasks.awaits(task), term.comparison, term.value);
      case 'lasting': {
        const end = tasks.endSeq(task) === 0 ? streams[tasks.stream(task)]!.last : tasks.end(task);
        return compares(end - tasks.start(task), term.comparison, term.value);
      }
      case 'running':
        return compares(this.runningTime(task), term.comparison, term.value);
      case 'line': {
        const { awaits } = facts.tables;
        if (this.isOnLine(task, tasks.loc(task), term)) return true;
        for (let w = tasks.firstAwait(task); w >= 0; w = awaits.next(w))
          if (this.isOnLine(task, awaits.loc(w), term)) return true;
        return false;
      }
      default:
        return false;
    }
  }

  private awaitIs(task: number, w: number, term: Term): boolean {
    const { awaits, tasks, streams } = this.facts.tables;
    switch (term.key) {
      case 'waiting': {
        const time = waitingTime(awaits, w);
        // What still waits has waited until the last that is known.
        const so = Number.isNaN(time) ? streams[tasks.stream(task)]!.last - awaits.suspend(w) : time;
        return compares(so, term.comparison, term.value);
      }
      case 'ready':
        return compares(readyTime(awaits, w), term.comparison, term.value);
      case 'on':
        return this.has(awaitedText(this.facts, w), term.text);
      default:
        return term.key === 'line' && this.isOnLine(task, awaits.loc(w), term);
    }
  }

  private isOnLine(task: number, loc: number, { file, line }: Extract<Term, { key: 'line' }>): boolean {
    const place = this.facts.place(this.facts.tables.tasks.stream(task), loc);
    return place?.site.line === line && this.lowered(place.label.replaceAll('\\', '/')).endsWith(file);
  }

  private printed(task: number, text: string): boolean {
    const { outputs } = this.facts.tables;
    let found = false;
    this.outputs.visit(task, (output) => {
      found = outputs.text(output).toLowerCase().includes(text);
      if (found) this.printedAt = outputs.seq(output);
      return !found;
    });
    return found;
  }

  private runningTime(task: number): number {
    let sum = 0;
    visitSegments(this.facts.tables, task, (state, start, end) => {
      if (state === Segment.running) sum += end - start;
    });
    return sum;
  }

  private has(text: string, part: string): boolean {
    return this.lowered(text).includes(part);
  }

  /** Names and places are few, however many tasks there are. */
  private lowered(text: string): string {
    let lower = this.lower.get(text);
    if (lower === undefined) this.lower.set(text, (lower = text.toLowerCase()));
    return lower;
  }
}
