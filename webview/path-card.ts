/** The card of a critical path: how long it is, what share of it ran, was ready or waited outside, and where. */
import { resourceText } from './awaited';
import type { Card, Fact, Part } from './card-content';
import type { DurationText } from './durations';
import type { Facts } from './facts';
import type { PathPart } from '../model/critical-path';
import type { Path } from './path';

/** Places that are told; the rest is summed up. */
const MOST_PLACES = 5;

export function pathCard(facts: Facts, times: DurationText, path: Path): Card {
  const { say } = facts;
  const { parts } = path;
  const whole = parts.reduce((sum, { time }) => sum + time, 0);
  const sum = (kind: PathPart['first']['kind']): number =>
    parts.reduce((n, { first, time }) => n + (first.kind === kind ? time : 0), 0);
  const part = (state: Part['state'], label: string, time: number): Part => {
    return { state, label, text: times.duration(time), share: whole > 0 ? time / whole : 0 };
  };
  const unknown = sum('unknown');
  const title = facts.taskName(path.task);
  const rest = parts.slice(MOST_PLACES);
  const restTime = rest.reduce((n, { time }) => n + time, 0);
  return {
    title,
    kind: say.text('criticalPath'),
    sign: 'path',
    parts: [
      part('running', say.text('pathRunning'), sum('running')),
      part('ready', say.text('pathReady'), sum('ready')),
      part('waiting', say.text('pathOutside'), sum('outside')),
      ...(unknown > 0 ? [part('unknown', say.text('pathNotSeen'), unknown)] : []),
    ],
    facts: [
      { label: say.text('labelDuration'), text: times.duration(whole) },
      ...parts.slice(0, MOST_PLACES).map((p) => placeFact(facts, times, p, whole)),
      ...(rest.length > 0
        ? [
            {
              label: times.duration(restTime),
              text: say.text('pathRest', times.count(rest.length)),
              share: restTime / whole,
            },
          ]
        : []),
    ],
    summary: say.text('announcePath', title, times.duration(whole)),
  };
}

function placeFact(facts: Facts, times: DurationText, part: PathPart, whole: number): Fact {
  const { say } = facts;
  const { first, time, count } = part;
  const isKnown = first.at && facts.shortPlace(first.at.stream, first.at.loc) !== '';
  const place = first.at && isKnown ? facts.longPlace(first.at.stream, first.at.loc) : '';
  const site = first.at && facts.siteOf(first.at.stream, first.at.loc);
  const often = count > 1 ? ` · ${times.count(count)}×` : '';
  const name = what(facts, part) || (place === '' ? say.text('jobCallback') : '');
  return {
    label: times.duration(time),
    text: [name, place].filter(Boolean).join(' · ') + often,
    share: time / whole,
    ...(site && { site }),
  };
}

function what(facts: Facts, { first: { kind, task, resource }, mixed }: PathPart): string {
  if (kind === 'outside' && mixed) return facts.say.text('resource.timers');
  if (kind === 'outside' && resource !== undefined) return resourceText(facts, resource);
  if (kind === 'unknown') return facts.say.text('pathUnknown');
  const name = task >= 0 ? facts.taskName(task) : '';
  return kind === 'ready' ? [facts.say.text('ready'), name].filter(Boolean).join(' · ') : name;
}
