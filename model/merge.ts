/** Brings the events of several streams into the order of time. */
import type { EventBatch } from '../protocol/events';

/** @returns a copy of the batch with columns no longer than its rows: what a reader keeps must not hold whole buffers */
export function compact(batch: EventBatch): EventBatch {
  const { count, texts } = batch;
  return {
    count,
    kind: batch.kind.slice(0, count),
    flags: batch.flags.slice(0, count),
    t: batch.t.slice(0, count),
    a: batch.a.slice(0, count),
    b: batch.b.slice(0, count),
    c: batch.c.slice(0, count),
    texts: texts.slice(),
  };
}

/** Where one stream stands in the merge: row `i` of its batch number `batch`. */
interface Cursor {
  readonly stream: number;
  readonly batches: readonly EventBatch[];
  readonly offset: number;
  batch: number;
  i: number;
  /** Time of that row; Infinity at the stream's end. */
  t: number;
}

/**
 * Visits every row of every stream once, by time; rows of one stream keep their order, at equal times the lower stream goes first.
 * @param streams batches of each stream, in order
 * @param offsets ns to add to each stream's times
 */
export function mergeByTime(
  streams: readonly (readonly EventBatch[])[],
  offsets: readonly number[],
  visit: (stream: number, batch: EventBatch, i: number) => void,
): void {
  const cursors = streams.map((batches, stream): Cursor => {
    const c: Cursor = { stream, batches, offset: offsets[stream] ?? 0, batch: 0, i: -1, t: 0 };
    advance(c);
    return c;
  });
  for (;;) {
    let first: Cursor | undefined;
    let second: Cursor | undefined;
    for (const c of cursors) {
      if (!first || c.t < first.t) {
        second = first;
        first = c;
      } else if (!second || c.t < second.t) {
        second = c;
      }
    }
    if (!first || first.t === Infinity) return;
    // Threads run in bursts: the search is needed only when another stream comes first.
    do {
      visit(first.stream, first.batches[first.batch]!, first.i);
      advance(first);
    } while (
      first.t !== Infinity &&
      (!second || first.t < second.t || (first.t === second.t && first.stream < second.stream))
    );
  }
}

function advance(c: Cursor): void {
  c.i++;
  while (c.batch < c.batches.length && c.i >= c.batches[c.batch]!.count) {
    c.batch++;
    c.i = 0;
  }
  const batch = c.batches[c.batch];
  c.t = batch ? c.offset + batch.t[c.i]! : Infinity;
}
