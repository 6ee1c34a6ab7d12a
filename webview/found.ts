/** What was searched for, what was found, and where in it the reader is. */
import type { Facts } from './facts';
import type { OutputMarks } from './output-marks';
import type { QueryError } from './query';
import { search } from './search';
import type { Match } from './search';

export interface SearchStatus {
  readonly query: string;
  readonly count: number;
  /** Number of the match that is selected, from 1; 0 if none is. */
  readonly at: number;
  readonly error: QueryError | null;
}

export class Found {
  matches: readonly Match[] = [];
  error: QueryError | null = null;
  private query = '';
  private at = -1;
  private readonly tasks = new Set<number>();
  private seen = '';

  set(query: string): void {
    if (query === this.query) return;
    this.query = query;
    this.at = -1;
    this.seen = '';
  }

  has(task: number): boolean {
    return this.tasks.has(task);
  }

  /** Searches anew if there is more to be found. */
  update(facts: Facts, outputs: OutputMarks): void {
    const { tasks, awaits, outputs: printed } = facts.tables;
    if (this.query === '' && this.tasks.size === 0 && !this.error) return;
    const state = [tasks.count, awaits.count, printed.count, facts.version, facts.over].join();
    if (state === this.seen) return;
    this.seen = state;
    const found = search(facts, outputs, this.query);
    this.error = 'error' in found ? found : null;
    this.matches = 'error' in found ? [] : found;
    this.at = Math.min(this.at, this.matches.length - 1);
    this.tasks.clear();
    for (const { task } of this.matches) this.tasks.add(task);
  }

  /** @returns the match after, or before, the one that was returned last; around at the end */
  next(by: 1 | -1): Match | undefined {
    const { length } = this.matches;
    if (length === 0) return undefined;
    this.at = this.at < 0 ? (by > 0 ? 0 : length - 1) : (this.at + by + length) % length;
    return this.matches[this.at];
  }

  get status(): SearchStatus {
    return { query: this.query, count: this.matches.length, at: this.at + 1, error: this.error };
  }
}
