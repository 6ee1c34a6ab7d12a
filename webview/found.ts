/** What was searched for, what was found so far, and where in it the reader is. */
import type { Facts } from './facts';
import { FoundCounts } from './found-counts';
import { Matches } from './matches';
import type { Match } from './matches';
import type { OutputMarks } from './output-marks';
import { parseQuery } from './query';
import type { QueryError, Term } from './query';
import { Search } from './search';

export interface SearchStatus {
  readonly query: string;
  /** So many so far. */
  readonly count: number;
  /** Not all has been looked at. */
  readonly more: boolean;
  /** Number of the match that is selected, from 1; 0 if none is. */
  readonly at: number;
  readonly error: QueryError | null;
  readonly only: boolean;
}

/** Tasks, awaits and printed lines that are looked at in one go: some milliseconds. */
const SLICE = 20_000;

export class Found {
  matches = new Matches();
  error: QueryError | null = null;
  /** Lanes without a match are left out. */
  only = false;
  /** Rises when other things are found. */
  version = 0;
  readonly counts = new FoundCounts();
  private text = '';
  private terms: readonly Term[] = [];
  private at = -1;
  /** The way in which the reader wanted to go when nothing was found yet. */
  private wanted: 1 | -1 | 0 = 0;
  private search: Search | undefined;
  private seen = '';

  get query(): string {
    return this.text;
  }

  set(query: string): void {
    if (query === this.text) return;
    this.text = query;
    const terms = parseQuery(query);
    this.error = 'error' in terms ? terms : null;
    this.terms = 'error' in terms ? [] : terms;
    this.search = undefined;
    this.seen = '';
    this.at = -1;
    this.wanted = 0;
    this.show(new Matches());
  }

  /** Something is searched for. */
  get active(): boolean {
    return this.terms.length > 0;
  }

  get busy(): boolean {
    return this.search !== undefined;
  }

  has(task: number): boolean {
    return this.counts.ofTask(task) > 0;
  }

  /** Searches anew if there is more to be found: a little at once, the rest in {@link step}. */
  update(facts: Facts, outputs: OutputMarks): void {
    const { tasks, awaits, outputs: printed } = facts.tables;
    if (this.active && !this.search)
      this.begin(
        facts,
        outputs,
        [tasks.count, awaits.count, printed.count, facts.version, facts.over].join(),
      );
    this.counts.update(facts.tables, this.matches);
  }

  private begin(facts: Facts, outputs: OutputMarks, state: string): void {
    if (state === this.seen) return;
    const first = this.seen === '';
    this.seen = state;
    this.search = new Search(facts, outputs, this.terms);
    // what was found before stays in sight until all has been looked at again
    if (first) this.show(this.search.matches);
    this.step();
  }

  /** Goes on searching for a moment. @returns whether that is all for now */
  step(): boolean {
    const { search } = this;
    if (!search) return true;
    const more = search.step(SLICE);
    if (!more) {
      this.search = undefined;
      this.show(search.matches);
    } else if (this.matches === search.matches) this.version++;
    return !more;
  }

  /** @returns the match after, or before, the one that was returned last; around at the end; undefined where it has to be found yet */
  next(by: 1 | -1): Match | undefined {
    const { count } = this.matches;
    const behind = this.at < 0 ? (by > 0 ? 0 : -1) : this.at + by;
    if (this.busy && (behind < 0 || behind >= count)) {
      this.wanted = by;
      return undefined;
    }
    this.wanted = 0;
    if (count === 0) return undefined;
    this.at = (behind + count) % count;
    return this.matches.at(this.at);
  }

  /** @returns the way the reader wanted to go, if there is a match now; else 0 */
  get due(): 1 | -1 | 0 {
    const ready = !this.busy || (this.wanted > 0 && this.at + 1 < this.matches.count);
    return ready ? this.wanted : 0;
  }

  get status(): SearchStatus {
    const { text, matches, at, error, only } = this;
    return { query: text, count: matches.count, more: this.busy, at: at + 1, error, only };
  }

  private show(matches: Matches): void {
    this.matches = matches;
    this.at = Math.min(this.at, matches.count - 1);
    this.version++;
  }
}
