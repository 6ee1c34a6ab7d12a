/** Cards: what there is to say about a segment, a task or a printed line, for the hover and for the details of the selection. */
import { eventCount } from '../model/event-count';
import { State } from '../protocol/events';
import { Segment } from '../model/intervals';
import type { Grouping, LaneGroup } from '../model/lane-groups';
import { taskExtent } from './axis';
import { awaitParts } from './await-parts';
import type { Card, Fact } from './card-content';
import { CardFacts, awaitNumber } from './card-facts';
import type { DurationText } from './durations';
import { explained, findingFact } from './explain';
import type { Facts } from './facts';
import type { Findings } from './findings';
import { groupCard } from './group-card';
import { jobCard } from './job-card';
import type { Path } from './path';
import { pathCard } from './path-card';
import type { ReadyQueues } from './ready-queues';
import { stateName } from './selection';
import type { FoundSegment } from './selection';
import { siblingsOf, siblingsShown } from './siblings';
import type { StringKey } from './strings';

/** A printed line is shown up to this length. */
const LONGEST_TEXT = 400;

export class Describe {
  private readonly lines: CardFacts;
  private reasons: ({ readonly key: string } & Pick<Card, 'why' | 'whyTitle' | 'siblings'>) | undefined;

  constructor(
    private readonly facts: Facts,
    private readonly times: DurationText,
    private readonly findings: Findings,
    private readonly queues: ReadyQueues,
  ) {
    this.lines = new CardFacts(facts, times);
  }

  segment(segment: FoundSegment): Card {
    const { facts, times, lines } = this;
    const { task, start, end } = segment;
    const title = facts.taskName(task);
    const kind = this.stateText(segment);
    const summary = [title, awaitNumber(facts, segment.await) || kind, kind, times.duration(end - start)];
    return {
      title,
      kind,
      sign: segment.state === Segment.unfinished ? 'unfinished' : stateName(segment.state),
      parts: awaitParts(facts, times, segment),
      facts: [
        ...(segment.await >= 0 ? lines.ofAwait(segment.await) : lines.ofTask(task)),
        ...this.found(task, segment),
        ...lines.paused(task, start, end),
        ...lines.seen(task, start, end),
        lines.fact('labelStart', times.moment(start)),
      ],
      summary: facts.say.text('announceSegment', ...summary),
    };
  }

  /** The same with the reasons, which take longer to find than a mouse that moves may wait. */
  explained(segment: FoundSegment): Card {
    const card = this.segment(segment);
    return segment.await < 0 ? card : { ...card, ...this.more(segment.await) };
  }

  task(task: number): Card {
    const { facts, times, lines } = this;
    const { tasks } = facts.tables;
    const state = facts.stateOf(task);
    const { from, to } = taskExtent(facts.tables, 'time', task);
    const duration = times.duration(to - from);
    const stateText = facts.say.text(`state${capital(state)}` as StringKey);
    return {
      title: facts.taskName(task),
      kind: stateText,
      sign: state,
      parts: [],
      facts: [
        ...lines.ofTask(task),
        ...this.found(task, undefined),
        lines.fact('labelDuration', duration),
        ...lines.paused(task, from, to),
        lines.fact('labelAwaits', times.count(tasks.awaits(task))),
        lines.fact('labelStart', times.moment(from)),
      ],
      summary: facts.say.text('announceLane', facts.taskName(task), stateText, duration),
    };
  }

  output(output: number): Card {
    const { facts, lines } = this;
    const { outputs } = facts.tables;
    const task = outputs.task(output);
    const title = task >= 0 ? facts.taskName(task) : facts.say.text('outsideTasks');
    const kind = facts.say.text(outputs.stderr(output) ? 'labelPrintedError' : 'labelPrinted');
    const text = facts.printed(output).slice(0, LONGEST_TEXT);
    return {
      title,
      kind,
      sign: 'output',
      parts: [],
      facts: [
        { label: kind, text },
        ...lines.place('labelSite', outputs.stream(output), outputs.loc(output)),
        lines.fact('labelStart', this.times.moment(outputs.t(output))),
      ],
      summary: `${title}, ${kind}: ${text}`,
    };
  }

  path(path: Path): Card {
    return pathCard(this.facts, this.times, path);
  }

  group(by: Grouping, group: LaneGroup): Card {
    return groupCard(this.facts, this.times, this.lines, by, group);
  }

  job(stream: number, job: number): Card {
    return jobCard(this.facts, this.times, this.lines, this.queues.of(stream), stream, job);
  }

  stateText({ state, task, await: w }: FoundSegment): string {
    const { facts } = this;
    if (state === Segment.unfinished) {
      const over = facts.isOver(facts.tables.tasks.stream(task));
      return facts.say.text(over ? 'unfinished' : 'unfinishedLive');
    }
    if (state === Segment.running && w >= 0 && facts.tables.awaits.outcome(w) === State.rejected) {
      return `${facts.say.text('running')} (${facts.say.text('outcomeThrow')})`;
    }
    return facts.say.text(stateName(state));
  }

  /** Asked in every frame; found once, until more is known. */
  private more(w: number): Pick<Card, 'why' | 'whyTitle' | 'siblings'> {
    const { facts, times } = this;
    const events = eventCount(facts.tables);
    const key = `${w} ${events} ${facts.version} ${facts.over}`;
    if (this.reasons?.key === key) return this.reasons;
    const siblings = siblingsOf(facts.tables, w, (stream, loc) => facts.placeKey('function', stream, loc));
    this.reasons = {
      key,
      why: explained(facts, times, w),
      whyTitle: facts.say.text(facts.tables.awaits.resumeSeq(w) === 0 ? 'labelWhyNot' : 'labelWhy'),
      ...(siblings && { siblings: siblingsShown(facts.say, times, siblings) }),
    };
    return this.reasons;
  }

  private found(task: number, segment: FoundSegment | undefined): Fact[] {
    return this.findings.of(task, segment).map((finding) => findingFact(this.facts, this.times, finding));
  }
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
