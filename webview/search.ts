/** Finds what a query means: tasks, or where it speaks of awaits, awaits. Some of it at a time: a recording may have millions of them. */
import type { Facts } from './facts';
import { Matches } from './matches';
import type { OutputMarks } from './output-marks';
import type { Term } from './query';
import { TermTests } from './term-tests';

const AWAIT_KEYS: ReadonlySet<Term['key']> = new Set(['waiting', 'ready', 'on']);

export class Search {
  readonly matches = new Matches();
  private readonly tests: TermTests;
  private readonly ofTasks: readonly Term[];
  private readonly ofAwaits: readonly Term[];
  private readonly words: readonly Term[];
  /** The next task to be looked at. */
  private task = 0;
  /** The next await of the task before, what must hold of it, and when the task printed what was looked for; -1 for none. */
  private w = -1;
  private wanted: Term[] = [];
  private seq = 0;

  constructor(
    private readonly facts: Facts,
    outputs: OutputMarks,
    terms: readonly Term[],
  ) {
    this.tests = new TermTests(facts, outputs);
    // A line is a task's or an await's: what is denied of it is denied of both.
    const isAwaits = ({ key, not }: Term): boolean => AWAIT_KEYS.has(key) || (key === 'line' && !not);
    this.words = terms.filter(({ key }) => key === 'any');
    this.ofAwaits = terms.filter(isAwaits);
    this.ofTasks = terms.filter((term) => term.key !== 'any' && !isAwaits(term));
  }

  get done(): boolean {
    return this.w < 0 && this.task >= this.facts.tables.tasks.count;
  }

  /** Goes on with so many tasks, awaits and printed lines. @returns whether there is more to look at */
  step(most: number): boolean {
    const { tests } = this;
    let left = most;
    while (left > 0 && !this.done) {
      tests.looked = 0;
      if (this.w >= 0) this.lookAtAwait();
      else this.lookAtTask(this.task++);
      left -= 1 + tests.looked;
    }
    return !this.done;
  }

  private lookAtTask(task: number): void {
    const { tests, ofAwaits } = this;
    tests.printedAt = 0;
    for (const term of this.ofTasks) if (tests.ofTask(task, term) === term.not) return;
    const wanted = [...ofAwaits];
    for (const term of this.words) {
      const has = tests.ofTask(task, term);
      if (has && term.not) return;
      // what the task itself does not say, an await may
      if (has === term.not) wanted.push(term);
    }
    this.seq = tests.printedAt;
    if (this.isFound(task, wanted)) this.matches.add(task, -1, this.seq);
    // words that are denied make no awaits of tasks
    if (wanted.every(({ key, not }) => key === 'any' && not)) return;
    this.wanted = wanted;
    this.w = this.facts.tables.tasks.firstAwait(task);
  }

  /** @returns whether the task as a whole is found, though there are terms that may be of awaits */
  private isFound(task: number, wanted: readonly Term[]): boolean {
    const { tests } = this;
    return wanted.every((term) => {
      // A line without anything about awaits is also the function's.
      if (term.key === 'line') return tests.functionIsOn(task, term);
      // a word that is denied is denied of the task's own texts, and of awaits where these are looked for
      return term.key === 'any' && term.not;
    });
  }

  private lookAtAwait(): void {
    const { w, tests } = this;
    const { awaits } = this.facts.tables;
    const task = awaits.task(w);
    if (this.wanted.every((term) => tests.ofAwait(task, w, term) !== term.not))
      this.matches.add(task, w, this.seq);
    this.w = awaits.next(w);
  }
}
