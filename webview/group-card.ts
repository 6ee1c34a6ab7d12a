/** The cards of what has a lane and is no task: a thread, and a group of awaits or calls. */
import type { Grouping, LaneGroup } from '../model/lane-groups';
import { oneLine } from '../model/plain-text';
import type { Card } from './card-content';
import type { CardFacts } from './card-facts';
import type { DurationText } from './durations';
import type { Facts } from './facts';

export function groupCard(
  facts: Facts,
  times: DurationText,
  lines: CardFacts,
  by: Grouping,
  group: LaneGroup,
): Card {
  if (by === 'creator') return threadCard(facts, times, lines, group);
  const title = facts.groupName(by, group);
  const { say } = facts;
  const kind = say.text(by === 'line' ? 'groupAwaits' : 'groupCalls', times.count(group.count));
  const waiting = times.duration(group.waiting);
  const ready = times.duration(group.ready);
  return {
    title,
    kind,
    sign: 'group',
    parts: [],
    facts: [
      ...lines.place('labelSite', group.stream, group.loc),
      ...(group.took === undefined ? [] : [lines.fact('labelDuration', times.duration(group.took))]),
      lines.fact('labelWaiting', waiting),
      lines.fact('labelReady', ready),
    ],
    summary: say.text('announceGroup', title, kind, waiting, ready),
  };
}

function threadCard(facts: Facts, times: DurationText, lines: CardFacts, group: LaneGroup): Card {
  const { stream } = group;
  const { info, offset } = facts.tables.streams[stream]!;
  const title = facts.threadName(stream);
  const tasks = facts.say.text('groupCalls', times.count(group.count));
  const [waiting, ready] = [times.duration(group.waiting), times.duration(group.ready)];
  return {
    title,
    kind: `${tasks} · ${oneLine(`Node.js ${info.node}`)}`,
    sign: 'thread',
    parts: [],
    facts: [
      lines.fact('labelProgram', oneLine(info.argv.join(' '))),
      lines.fact('labelStart', times.moment(offset)),
      lines.fact('labelWaiting', waiting),
      lines.fact('labelReady', ready),
    ],
    summary: facts.say.text('announceGroup', title, tasks, waiting, ready),
  };
}
