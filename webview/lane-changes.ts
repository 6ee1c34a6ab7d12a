/**
 * The changes of a lane that grows. What comes last may have begun long ago, so that it cannot be put behind what is there: it is a list of its own,
 * until lists of about the same length become one. All lists add up.
 */
import type { Coverage } from './coverage';
import type { Scale } from './scale';
import { StateChanges } from './state-changes';
import type { PlacesOfEvents } from './state-changes';

/** A list is put together with the one before it, unless that is so many times as long. */
const LONGER = 2;
/** Two lists that are longer together stay two: to make them one would be seen. What follows later begins later, so that few lists meet. */
const LONGEST = 2 ** 18;

const LEAST_KEYS = 64;

/** Keys of changes on their way into a list. */
class Keys {
  private keys = new Float64Array(LEAST_KEYS);
  private count = 0;

  add(key: number): void {
    if (this.count === this.keys.length) {
      const wider = new Float64Array(2 * this.count);
      wider.set(this.keys);
      this.keys = wider;
    }
    this.keys[this.count++] = key;
  }

  take(): Float64Array {
    const taken = this.keys.subarray(0, this.count);
    this.keys = new Float64Array(LEAST_KEYS);
    this.count = 0;
    return taken;
  }
}

export class LaneChanges {
  /** By thread, from the longest to the shortest. */
  private readonly lists = new Map<number, StateChanges[]>();
  private readonly coming = new Map<number, Keys>();

  /** @param key see `changeKey`; seen after {@link settle} */
  add(stream: number, key: number): void {
    let keys = this.coming.get(stream);
    if (!keys) this.coming.set(stream, (keys = new Keys()));
    keys.add(key);
  }

  /** Puts what has come in its order. @param placesOf of a thread's events on the axis */
  settle(placesOf: (stream: number) => PlacesOfEvents): void {
    for (const [stream, coming] of this.coming) {
      const keys = coming.take();
      if (keys.length === 0) continue;
      const lists = this.lists.get(stream) ?? [];
      this.lists.set(stream, lists);
      let last = StateChanges.of(keys, placesOf(stream));
      while (lists.length > 0 && joins(lists.at(-1)!, last)) last = lists.pop()!.merged(last);
      // little will be joined to it any more
      if (last.count > LONGEST / LONGER) last.sumUp();
      lists.push(last);
    }
  }

  /** Adds to a coverage what is in sight. */
  cover(coverage: Coverage, scale: Scale): void {
    for (const lists of this.lists.values()) for (const list of lists) list.cover(coverage, scale);
  }
}

function joins({ count }: StateChanges, next: StateChanges): boolean {
  return count < LONGER * next.count && count + next.count <= LONGEST;
}
