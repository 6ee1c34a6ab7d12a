/** Whether a term of a query holds of a task, or of an await. */
import { readyTime, waitingTime } from '../model/durations';
import { Segment, visitSegments } from '../model/intervals';
import { printed } from '../model/plain-text';
import { awaitedText } from './awaited';
import type { Facts, TaskState } from './facts';
import type { OutputMarks } from './output-marks';
import { compares } from './query';
import type { LineTerm, SearchedState, Term } from './query';

const STATES_OF: Readonly<Record<SearchedState, readonly TaskState[]>> = {
  fulfilled: ['fulfilled'],
  rejected: ['rejected'],
  unfinished: ['neverSettled', 'running', 'waiting', 'ready', 'left'],
  running: ['running'],
  waiting: ['waiting', 'left'],
  ready: ['ready'],
  ended: ['fulfilled', 'rejected', 'ended'],
};

export class TermTests {
  /** Of the last task that was found by what it printed: when it did. */
  printedAt = 0;
  /** Printed lines that were looked at. */
  looked = 0;
  private readonly lower = new Map<string, string>();

  constructor(
    private readonly facts: Facts,
    private readonly outputs: OutputMarks,
  ) {}

  ofTask(task: number, term: Term): boolean {
    const { facts } = this;
    const { tasks, streams } = facts.tables;
    switch (term.key) {
      case 'any':
        return (
          this.isNamed(task, term.text) ||
          this.has(facts.longPlace(tasks.stream(task), tasks.loc(task)), term.text) ||
          this.printed(task, term.text)
        );
      case 'name':
        return this.isNamed(task, term.text);
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
      case 'line':
        return this.functionIsOn(task, term) || this.someAwait(task, (w) => this.ofAwait(task, w, term));
      default:
        return false;
    }
  }

  ofAwait(task: number, w: number, term: Term): boolean {
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
      case 'any':
        return this.has(awaitedText(this.facts, w), term.text);
      default:
        return term.key === 'line' && this.isOn(task, awaits.loc(w), term);
    }
  }

  functionIsOn(task: number, term: LineTerm): boolean {
    return this.isOn(task, this.facts.tables.tasks.loc(task), term);
  }

  private someAwait(task: number, is: (w: number) => boolean): boolean {
    const { awaits, tasks } = this.facts.tables;
    for (let w = tasks.firstAwait(task); w >= 0; w = awaits.next(w)) if (is(w)) return true;
    return false;
  }

  private isNamed(task: number, text: string): boolean {
    return this.has(this.facts.taskName(task), text) || this.has(this.facts.title(task), text);
  }

  private isOn(task: number, loc: number, { file, line, column }: LineTerm): boolean {
    const place = this.facts.place(this.facts.tables.tasks.stream(task), loc);
    if (!place || place.site.line !== line || (column !== 0 && place.site.column !== column)) return false;
    return this.slashed(place.label).endsWith(file) || this.slashed(place.site.file).endsWith(file);
  }

  private printed(task: number, text: string): boolean {
    const { outputs } = this.facts.tables;
    let found = false;
    this.outputs.visit(task, (output) => {
      this.looked++;
      const raw = outputs.text(output);
      found = (raw.includes('\u001b') ? printed(raw) : raw).toLowerCase().includes(text);
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

  private slashed(path: string): string {
    return this.lowered(path).replaceAll('\\', '/');
  }

  /** Names and places are few, however many tasks there are. */
  private lowered(text: string): string {
    let lower = this.lower.get(text);
    if (lower === undefined) this.lower.set(text, (lower = text.toLowerCase()));
    return lower;
  }
}
