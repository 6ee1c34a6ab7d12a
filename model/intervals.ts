/**
 * What a task did, from its start to its end, as segments that follow one another without a gap:
 *
 *      start    suspend   settle   resume     leave           end
 *     ───┤running│ waiting │ ready  │ running  │ left          ├───
 *
 * A segment that has no length on either axis is left out (an await of a settled promise is ready from the start). What is
 * still going on where the recording stops reaches to its stream's last event.
 */
import type { Tables } from './tables';

export const Segment = {
  running: 0,
  waiting: 1,
  ready: 2,
  /** Returned with a promise that had still to settle. */
  left: 3,
  /** Waiting for what never came, or has not come yet. */
  unfinished: 4,
} as const;
export type Segment = (typeof Segment)[keyof typeof Segment];
export const SEGMENT_NAMES = ['running', 'waiting', 'ready', 'left', 'unfinished'] as const;

/**
 * Called for each segment, in order; `false` ends the visit. Times are ns since the recording began; `await_` is the await's row,
 * of a running segment the await it was resumed from, -1 before the first.
 */
export type SegmentVisitor = (
  state: Segment,
  start: number,
  end: number,
  startSeq: number,
  endSeq: number,
  await_: number,
) => boolean | void;

/**
 * Visits the segments of a task. Makes no object for a segment: it may be called for every visible lane in every frame.
 * @param first an await of the task: what came before its suspension is passed over; by default nothing is
 */
export function visitSegments(tables: Tables, task: number, visit: SegmentVisitor, first = -1): void {
  const { tasks, awaits } = tables;
  const stream = tables.streams[tasks.stream(task)]!;
  const { times } = stream;
  const endSeq = tasks.endSeq(task);
  const finish = endSeq !== 0 ? endSeq : stream.events;
  // A task that began before the recording has no start: it is first seen where its first event stands.
  let seq = first < 0 ? tasks.startSeq(task) : awaits.suspendSeq(first);
  let at = times.at(seq);
  let from = -1;
  // one after the other and without a function for what they share: this is most of the work of a frame
  for (let w = first < 0 ? tasks.firstAwait(task) : first; w >= 0; w = awaits.next(w)) {
    const suspended = awaits.suspendSeq(w);
    const suspend = times.at(suspended);
    if (seq !== 0 && (suspend > at || suspended > seq)) {
      if (visit(Segment.running, at, suspend, seq, suspended, from) === false) return;
    }
    at = suspend;
    seq = suspended;
    const ready = awaits.readySeq(w);
    if (ready > seq) {
      const settle = times.at(ready);
      if (visit(Segment.waiting, at, settle, seq, ready, w) === false) return;
      at = settle;
      seq = ready;
    }
    const resumed = awaits.resumeSeq(w);
    const next = awaits.next(w);
    const ended = resumed === 0 && next < 0;
    const until = resumed !== 0 ? resumed : ended ? finish : awaits.suspendSeq(next);
    const state = ready !== 0 ? Segment.ready : ended && endSeq === 0 ? Segment.unfinished : Segment.waiting;
    const t = times.at(until);
    if (t > at || until > seq) {
      if (visit(state, at, t, seq, until, w) === false) return;
    }
    if (ended) return;
    at = t;
    seq = until;
    from = w;
  }
  const left = tasks.leftSeq(task);
  const leaves = left >= seq && left !== 0;
  if (leaves) {
    const t = times.at(left);
    if (seq !== 0 && left > seq && visit(Segment.running, at, t, seq, left, from) === false) return;
    at = t;
    seq = left;
  }
  if (seq !== 0 && finish > seq) {
    visit(leaves ? Segment.left : Segment.running, at, times.at(finish), seq, finish, from);
  }
}

export interface SegmentRow {
  readonly state: (typeof SEGMENT_NAMES)[number];
  readonly start: number;
  readonly end: number;
  readonly startSeq: number;
  readonly endSeq: number;
  readonly await: number;
}

/** The same as objects, where a few are wanted. */
export function segmentsOf(tables: Tables, task: number): SegmentRow[] {
  const rows: SegmentRow[] = [];
  visitSegments(tables, task, (state, start, end, startSeq, endSeq, await_) => {
    rows.push({ state: SEGMENT_NAMES[state], start, end, startSeq, endSeq, await: await_ });
  });
  return rows;
}
