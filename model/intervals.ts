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
  const ended = tasks.endSeq(task) !== 0;
  const finishSeq = ended ? tasks.endSeq(task) : stream.events;
  let seq = first < 0 ? tasks.startSeq(task) : awaits.suspendSeq(first);
  let at = times.at(seq);
  let from = -1;
  let stopped = false;
  const until = (state: Segment, s: number, await_: number): void => {
    const t = times.at(s);
    // A task that began before the recording has no start: it is first seen where its first event stands.
    if (seq !== 0 && !stopped && (t > at || s > seq)) stopped = visit(state, at, t, seq, s, await_) === false;
    at = t;
    seq = s;
  };

  for (let w = first < 0 ? tasks.firstAwait(task) : first; w >= 0 && !stopped; w = awaits.next(w)) {
    until(Segment.running, awaits.suspendSeq(w), from);
    const next = awaits.next(w);
    const resumed = awaits.resumeSeq(w);
    const ready = awaits.readySeq(w);
    const settled = ready !== 0;
    if (settled) until(Segment.waiting, ready, w);
    if (resumed !== 0) until(settled ? Segment.ready : Segment.waiting, resumed, w);
    else if (next >= 0) until(settled ? Segment.ready : Segment.waiting, awaits.suspendSeq(next), w);
    else {
      until(settled ? Segment.ready : ended ? Segment.waiting : Segment.unfinished, finishSeq, w);
      return;
    }
    from = w;
  }
  const left = tasks.leftSeq(task);
  if (left >= seq && left !== 0) {
    until(Segment.running, left, from);
    until(Segment.left, finishSeq, from);
  } else if (seq !== 0) {
    until(Segment.running, finishSeq, from);
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
