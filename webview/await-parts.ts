/** The parts of an await in numbers: how long it waited, was ready, and what it led to ran. */
import { Segment, visitSegments } from '../model/intervals';
import type { Part } from './card-content';
import type { DurationText } from './durations';
import type { Facts } from './facts';
import type { FoundSegment } from './selection';
import type { StringKey } from './strings';

type AwaitPart = Exclude<Part['state'], 'unknown'>;

/** @returns the three parts of the segment's await; of what ran before the first await, that alone */
export function awaitParts(facts: Facts, times: DurationText, segment: FoundSegment): Part[] {
  const { tables, say } = facts;
  const sums = sumsOf(facts, segment);
  const part = (state: AwaitPart, label: StringKey, whole: number): Part => ({
    state,
    label: say.text(label),
    text: times.duration(sums[state]),
    share: whole > 0 && sums[state] > 0 ? sums[state] / whole : 0,
  });
  if (segment.await < 0) return [part('running', 'labelRan', sums.running)];
  // An await of what had settled before has no waiting, which is worth saying.
  const { awaits } = tables;
  if (awaits.settle(segment.await) === awaits.suspend(segment.await)) sums.waiting = 0;
  const whole = (sums.waiting || 0) + (sums.ready || 0) + (sums.running || 0);
  return [
    part('waiting', 'labelWaiting', whole),
    part('ready', 'labelReady', whole),
    part('running', 'labelRunning', whole),
  ];
}

/** @returns ns of each part; NaN of what there is none of */
function sumsOf({ tables }: Facts, segment: FoundSegment): Record<AwaitPart, number> {
  const sums = { waiting: NaN, ready: NaN, running: NaN };
  visitSegments(
    tables,
    segment.task,
    (state, start, end, _startSeq, _endSeq, w) => {
      if (w !== segment.await) return false;
      const part = state === Segment.running ? 'running' : state === Segment.ready ? 'ready' : 'waiting';
      if (state !== Segment.left) sums[part] = (sums[part] || 0) + end - start;
      return true;
    },
    segment.await,
  );
  return sums;
}
