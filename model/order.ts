/**
 * One order for the events of all threads. Within a thread it is that of its events, which is exact. Between threads and processes the
 * machine's clock decides, the only thing that they share.
 *
 *     thread A   1     2  3            4        places  1  3  4     6
 *     thread B      1           2                          2     5
 */
import { grown } from './columns';
import type { Times } from './times';

/** Where the events of one thread stand among those of all. */
export class Places {
  /** Rises when events that had a place get another one. */
  version = 0;
  /** By the event's number; missing while the thread is the only one, and each number is a place. */
  private ranks: Uint32Array | undefined;

  /** @returns the place, from 1; 0 for 0, which is no event */
  at(seq: number): number {
    return this.ranks === undefined ? seq : this.ranks[seq]!;
  }

  /** An event's number is its place. */
  get isPlain(): boolean {
    return this.ranks === undefined;
  }

  /** @returns the number of the first of the thread's `events` at or behind a place; one more than there are if none is */
  firstFrom(place: number, events: number): number {
    let low = 1;
    let high = events + 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at(middle) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** There are to be places for so many events. */
  reserve(events: number): Uint32Array {
    if (this.ranks === undefined || this.ranks.length <= events)
      this.ranks = grown(
        this.ranks ?? new Uint32Array(1),
        Math.max(events + 1, 2 * (this.ranks?.length ?? 0)),
      );
    return this.ranks;
  }
}

interface Thread {
  readonly times: Pick<Times, 'at'>;
  /** Its events so far. */
  readonly events: number;
  /** Changes when all its times do. */
  readonly offset: number;
  readonly order: Places;
}

export class Order {
  /** Events of each thread that have a place, from its first on. */
  private placed: number[] = [];
  private offsets = '';

  /** Gives places to what has come since. Costs nothing while there is one thread. */
  update(threads: readonly Thread[]): void {
    if (threads.length < 2) return;
    const offsets = threads.map(({ offset }) => offset).join();
    if (offsets !== this.offsets) this.rewind(threads, -Infinity);
    this.offsets = offsets;
    while (this.placed.length < threads.length) this.placed.push(0);
    const news = threads.map((thread, i) => nextTime(thread, this.placed[i]!));
    const first = Math.min(...news);
    if (first === Infinity) return;
    this.rewind(threads, first);
    this.place(threads);
  }

  /** Takes back the places of all that happened after a time: something else did before it. */
  private rewind(threads: readonly Thread[], after: number): void {
    let changed = false;
    this.placed = this.placed.map((placed, i) => {
      const kept = countUpTo(threads[i]!, placed, after);
      changed ||= kept < placed;
      return kept;
    });
    // the first of several threads had its places without being asked
    if (changed || this.placed.length < threads.length) for (const { order } of threads) order.version++;
  }

  /** Merges: of the thread that is next, all up to the next event of another. */
  private place(threads: readonly Thread[]): void {
    const { placed } = this;
    const ranks = threads.map(({ order, events }) => order.reserve(events));
    const times = threads.map((thread, i) => nextTime(thread, placed[i]!));
    let rank = placed.reduce((sum, count) => sum + count, 0);
    for (;;) {
      let next = 0;
      for (let i = 1; i < times.length; i++) if (times[i]! < times[next]!) next = i;
      if (times[next] === Infinity) return;
      let until = Infinity;
      for (let i = 0; i < times.length; i++) if (i !== next && times[i]! < until) until = times[i]!;
      do {
        ranks[next]![++placed[next]!] = ++rank;
        times[next] = nextTime(threads[next]!, placed[next]!);
      } while (times[next]! <= until && times[next]! < Infinity);
    }
  }
}

function nextTime({ times, events }: Thread, placed: number): number {
  return placed < events ? times.at(placed + 1) : Infinity;
}

/** @returns how many of the thread's first `count` events happened up to a time */
function countUpTo({ times }: Thread, count: number, until: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times.at(middle + 1) <= until) low = middle + 1;
    else high = middle;
  }
  return low;
}
