/**
 * Awaits of a lane that have one after them, by where their parts begin: what `visitSegments` says, without a call for each segment, where there
 * are tens of thousands in a frame.
 *
 *     bounds   0         1         2         3 (0 of the next await)
 *            ──┤ waiting │  ready  │ running ├──
 */
import { Segment } from '../model/intervals';
import type { Tables } from '../model/tables';
import { State } from '../protocol/events';
import type { AwaitIndex } from './await-index';
import type { Axis } from './axis';
import type { Coverage } from './coverage';
import type { Scale } from './scale';

/** The bit, behind those of the states, of an await that threw. */
export const THREW = 8;

/** States in the order of their bounds: part i is between bounds i and i + 1. */
export const PARTS = [Segment.waiting, Segment.ready, Segment.running] as const;

export class AwaitBounds {
  /** Of the await that was read last: numbers of events, and where these stand on the axis. */
  readonly seq = new Float64Array(4);
  readonly at = new Float64Array(4);

  /** @returns bits of the states that are there, however short, and {@link THREW} */
  read({ awaits, tasks, streams }: Tables, axis: Axis, w: number, next: number): number {
    const { seq, at } = this;
    const suspended = awaits.suspendSeq(w);
    const resumed = awaits.resumeSeq(w);
    const end = awaits.suspendSeq(next);
    const until = resumed === 0 ? end : resumed;
    const settled = awaits.readySeq(w);
    // what never became ready waits until the next await
    const ready = settled === 0 ? until : Math.max(suspended, settled);
    seq[0] = suspended;
    seq[1] = ready;
    seq[2] = until;
    seq[3] = end;
    const stream = streams[tasks.stream(awaits.task(w))]!;
    if (axis === 'time') for (let i = 0; i < 4; i++) at[i] = stream.times.at(seq[i]!);
    else if (stream.order.isPlain) at.set(seq);
    else for (let i = 0; i < 4; i++) at[i] = stream.order.at(seq[i]!);
    let present = 0;
    if (ready > suspended) present |= 1 << Segment.waiting;
    if (until > ready) present |= 1 << Segment.ready;
    if (end <= until) return present;
    present |= 1 << Segment.running;
    return resumed !== 0 && awaits.outcome(w) === State.rejected ? present | THREW : present;
  }
}

/** Called for what is too long for a share of a pixel: its number of {@link PARTS}, its await, and where it is in pixels. */
type SeeLong = (part: number, w: number, x: number, width: number) => void;

/**
 * Adds the parts of awaits to a lane's shares.
 * @param first the number of the first of them, @param end of the one behind the last, which is there
 * @param longFrom width in pixels from which on parts go to `seeLong` instead
 */
export function coverAwaits(
  tables: Tables,
  axis: Axis,
  { rows }: AwaitIndex,
  first: number,
  end: number,
  scale: Scale,
  out: Coverage,
  bounds: AwaitBounds,
  longFrom = Infinity,
  seeLong?: SeeLong,
): void {
  const { at } = bounds;
  const pixels = scale.width / (scale.to - scale.from);
  for (let n = first; n < end; n++) {
    const w = rows[n]!;
    const present = bounds.read(tables, axis, w, rows[n + 1]!);
    let x = (at[0]! - scale.from) * pixels;
    for (let part = 0; part < PARTS.length; part++) {
      const to = (at[part + 1]! - scale.from) * pixels;
      if (present & (1 << PARTS[part]!)) {
        if (to - x >= longFrom) seeLong!(part, w, x, to - x);
        else {
          out.add(PARTS[part]!, x, to);
          if (part === 2 && present & THREW) out.addThrow(x);
        }
      }
      x = to;
    }
  }
}
