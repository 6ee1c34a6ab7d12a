/** Cards: what there is to say about a segment, a task or a printed line, for the hover and for the details of the selection. */
import { State } from '../protocol/events';
import { Segment, visitSegments } from '../model/intervals';
import { pausedWithin } from '../model/pauses';
import { JobKind } from '../model/jobs';
import { BLOCKED_NS, jobTime } from './loop';
import { awaitedText, resourceText } from './awaited';
import { explained, findingFact } from './explain';
import type { Findings } from './findings';
import { creatorOf } from './task-tree';
import type { Grouping, LaneGroup } from '../model/lane-groups';
import type { DurationText } from './durations';
import type { Facts } from './facts';
import type { Path } from './path';
import { pathCard } from './path-card';
import { stateName } from './selection';
import { siblingsOf, siblingsShown } from './siblings';
import type { FoundSegment } from './selection';
import type { StringKey } from './strings';
import type { Card, Fact, Part } from './worker-protocol';

/** A printed line is shown up to this length. */
const LONGEST_TEXT = 400;

export class Describe {
  private reasons: ({ readonly key: string } & Pick<Card, 'why' | 'siblings'>) | undefined;

  constructor(
    private readonly facts: Facts,
    private readonly times: DurationText,
    private readonly findings: Findings,
  ) {}

  segment(segment: FoundSegment): Card {
    const { facts } = this;
    const { say } = facts;
    const title = facts.taskName(segment.task);
    const kind = this.stateText(segment);
    const parts = this.parts(segment);
    const duration = this.times.duration(segment.end - segment.start);
    const own = segment.await >= 0 ? this.awaitFacts(segment.await) : this.taskFacts(segment.task);
    return {
      title,
      kind,
      sign: segment.state === Segment.unfinished ? 'unfinished' : stateName(segment.state),
      parts,
      facts: [
        ...own,
        ...this.found(segment.task, segment),
        ...this.pausedFact(segment.task, segment.start, segment.end),
        ...this.seenFacts(segment.task, segment.start, segment.end),
        this.fact('labelStart', this.times.moment(segment.start)),
      ],
      summary: say.text('announceSegment', title, this.awaitText(segment.await) || kind, kind, duration),
    };
  }

  /** The same with the reasons, which take longer to find than a mouse that moves may wait. */
  explained(segment: FoundSegment): Card {
    const card = this.segment(segment);
    return segment.await < 0 ? card : { ...card, ...this.more(segment.await) };
  }

  /** Asked in every frame; found once, until more is known. */
  private more(w: number): Pick<Card, 'why' | 'siblings'> {
    const { facts, times } = this;
    const events = facts.tables.streams.reduce((n, stream) => n + stream.events, 0);
    const key = `${w} ${events} ${facts.version} ${facts.over}`;
    if (this.reasons?.key === key) return this.reasons;
    const siblings = siblingsOf(facts.tables, w);
    this.reasons = {
      key,
      why: explained(facts, times, w),
      ...(siblings && { siblings: siblingsShown(facts.say, times, siblings) }),
    };
    return this.reasons;
  }

  task(task: number): Card {
    const { facts } = this;
    const { tasks, streams } = facts.tables;
    const state = facts.stateOf(task);
    const end = tasks.endSeq(task) !== 0 ? tasks.end(task) : streams[tasks.stream(task)]!.last;
    const duration = this.times.duration(end - tasks.start(task));
    const stateText = facts.say.text(`state${capital(state)}` as StringKey);
    return {
      title: facts.taskName(task),
      kind: stateText,
      sign: state,
      parts: [],
      facts: [
        ...this.taskFacts(task),
        ...this.found(task, undefined),
        this.fact('labelDuration', duration),
        ...this.pausedFact(task, tasks.start(task), end),
        this.fact('labelAwaits', this.times.count(tasks.awaits(task))),
        this.fact('labelStart', this.times.moment(tasks.start(task))),
      ],
      summary: facts.say.text('announceLane', facts.taskName(task), stateText, duration),
    };
  }

  output(output: number): Card {
    const { facts } = this;
    const { outputs } = facts.tables;
    const task = outputs.task(output);
    const title = task >= 0 ? facts.taskName(task) : facts.say.text('outsideTasks');
    const kind = facts.say.text(outputs.stderr(output) ? 'labelPrintedError' : 'labelPrinted');
    const text = outputs.text(output).replace(/\n$/, '').slice(0, LONGEST_TEXT);
    return {
      title,
      kind,
      sign: 'output',
      parts: [],
      facts: [
        { label: kind, text },
        ...this.placeFact('labelSite', outputs.stream(output), outputs.loc(output)),
        this.fact('labelStart', this.times.moment(outputs.t(output))),
      ],
      summary: `${title}, ${kind}: ${text}`,
    };
  }

  path(path: Path): Card {
    return pathCard(this.facts, this.times, path);
  }

  thread(stream: number): Card {
    const { info, offset } = this.facts.tables.streams[stream]!;
    const title = this.facts.threadName(stream);
    const command = info.argv.join(' ');
    return {
      title,
      kind: `Node.js ${info.node}`,
      sign: 'thread',
      parts: [],
      facts: [this.fact('labelProgram', command), this.fact('labelStart', this.times.moment(offset))],
      summary: `${title} ${command}`,
    };
  }

  group(by: Grouping, group: LaneGroup): Card {
    if (by === 'creator') return this.thread(group.stream);
    const title = this.facts.groupName(by, group);
    const { say } = this.facts;
    const kind = say.text(by === 'line' ? 'groupAwaits' : 'groupCalls', this.times.count(group.count));
    const waiting = this.times.duration(group.waiting);
    const ready = this.times.duration(group.ready);
    return {
      title,
      kind,
      sign: 'thread',
      parts: [],
      facts: [
        ...this.placeFact('labelSite', group.stream, group.loc),
        ...(group.took === undefined ? [] : [this.fact('labelDuration', this.times.duration(group.took))]),
        this.fact('labelWaiting', waiting),
        this.fact('labelReady', ready),
      ],
      summary: say.text('announceGroup', title, kind, waiting, ready),
    };
  }

  /** A job of the event loop: what ran, how long, and in which turn. */
  job(stream: number, job: number): Card {
    const { facts } = this;
    const { say } = facts;
    const row = facts.tables.streams[stream]!;
    const { jobs } = row;
    const ref = jobs.ref(job);
    const time = jobTime(row, job);
    const title = this.jobTitle(jobs.kind(job), ref);
    const kind = time >= BLOCKED_NS ? say.text('blocked', this.times.duration(time)) : say.text('eventLoop');
    const tracing = jobs.tracing.get(job);
    const paused = jobs.paused.get(job);
    return {
      title,
      kind,
      sign: 'thread',
      parts: [],
      facts: [
        this.fact('labelDuration', this.times.duration(time)),
        ...(tracing ? [this.fact('labelTracer', this.times.duration(tracing))] : []),
        ...(paused ? [this.fact('labelPaused', this.times.duration(paused))] : []),
        this.fact('labelTick', this.times.count(jobs.tick(job))),
        this.fact('labelStart', this.times.moment(jobs.start(job))),
      ],
      summary: `${title}, ${kind}, ${this.times.duration(time)}`,
    };
  }

  private jobTitle(kind: number, ref: number): string {
    const { facts } = this;
    const { say, tables } = facts;
    if (kind === JobKind.reaction) return say.text('jobReaction');
    if (ref < 0) return say.text(kind === JobKind.callback ? 'jobCallback' : 'jobTask');
    if (kind === JobKind.callback) return say.text('settledByResource', this.resource(ref));
    if (kind === JobKind.start) return facts.taskName(ref);
    return `${facts.taskName(tables.awaits.task(ref))}, ${this.awaitText(ref)}`;
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

  awaitText(w: number): string {
    return w < 0 ? '' : this.facts.say.text('awaitNumber', this.facts.tables.awaits.n(w));
  }

  private parts(segment: FoundSegment): Part[] {
    const sums = { waiting: NaN, ready: NaN, running: NaN };
    const add = (part: keyof typeof sums, time: number): number =>
      (sums[part] = (Number.isNaN(sums[part]) ? 0 : sums[part]) + time);
    visitSegments(
      this.facts.tables,
      segment.task,
      (state, start, end, _startSeq, _endSeq, w) => {
        if (w !== segment.await) return false;
        if (state === Segment.running) add('running', end - start);
        else if (state === Segment.ready) add('ready', end - start);
        else if (state !== Segment.left) add('waiting', end - start);
        return true;
      },
      segment.await,
    );
    if (segment.await < 0) return [this.part('running', 'labelRan', sums.running, sums.running)];
    // An await of what had settled before has no waiting, which is worth saying.
    const { awaits } = this.facts.tables;
    if (awaits.settle(segment.await) === awaits.suspend(segment.await)) sums.waiting = 0;
    const whole = (sums.waiting || 0) + (sums.ready || 0) + (sums.running || 0);
    return [
      this.part('waiting', 'labelWaiting', sums.waiting, whole),
      this.part('ready', 'labelReady', sums.ready, whole),
      this.part('running', 'labelRunning', sums.running, whole),
    ];
  }

  private part(state: Part['state'], label: StringKey, time: number, whole: number): Part {
    const share = whole > 0 && time > 0 ? time / whole : 0;
    return { state, label: this.facts.say.text(label), text: this.times.duration(time), share };
  }

  private awaitFacts(w: number): Fact[] {
    const { facts } = this;
    const { awaits, tasks } = facts.tables;
    const stream = tasks.stream(awaits.task(w));
    return [
      ...this.placeFact('labelSite', stream, awaits.loc(w), `${this.awaitText(w)} · `),
      this.awaitedFact(w),
      this.settlerFact(w),
      this.fact('labelOutcome', facts.say.text(this.outcome(w))),
    ];
  }

  private awaitedFact(w: number): Fact {
    const { facts } = this;
    const on = facts.tables.awaits.on(w);
    if (on < 0) return this.fact('labelOn', awaitedText(facts, w));
    return { ...this.fact('labelOn', facts.taskName(on)), task: on };
  }

  private settlerFact(w: number): Fact {
    const { facts } = this;
    const { awaits, resources } = facts.tables;
    const task = awaits.settlerTask(w);
    const resource = awaits.settlerResource(w);
    const label = facts.say.text('labelSettler');
    const at = Number.isNaN(awaits.settle(w)) ? '' : ` · ${this.times.moment(awaits.settle(w))}`;
    if (task >= 0) return { label, text: facts.taskName(task) + at, task };
    if (resource >= 0) {
      const stream = resources.stream(resource);
      const site = facts.siteOf(stream, resources.loc(resource));
      const place =
        resources.loc(resource) === 0 ? '' : ` · ${facts.shortPlace(stream, resources.loc(resource))}`;
      const text = facts.say.text('settledByResource', this.resource(resource)) + place + at;
      return { label, text, ...(site && { site }) };
    }
    if (at === '') return { label, text: facts.say.text('settledNot') };
    const before = awaits.settle(w) === awaits.suspend(w);
    return { label, text: facts.say.text(before ? 'settledBefore' : 'settledUnknown') };
  }

  /** In words, and Node's own name, which those who know it look for. */
  private resource(resource: number): string {
    const text = resourceText(this.facts, resource);
    const type = this.facts.resourceType(resource);
    return text === type ? text : `${text} [${type}]`;
  }

  private outcome(w: number): StringKey {
    const { awaits } = this.facts.tables;
    if (awaits.resumeSeq(w) === 0) return 'outcomePending';
    if (awaits.outcome(w) === State.rejected) return 'outcomeThrow';
    return awaits.outcome(w) === State.fulfilled ? 'outcomeValue' : 'outcomeUnknown';
  }

  private taskFacts(task: number): Fact[] {
    const { facts } = this;
    const { tables } = facts;
    const stream = tables.tasks.stream(task);
    const creator = creatorOf(tables, task);
    return [
      ...this.placeFact('labelFunction', stream, tables.tasks.loc(task)),
      ...this.placeFact('labelCaller', stream, tables.tasks.callerLoc(task)),
      ...(creator >= 0 ? [{ ...this.fact('labelCreator', facts.taskName(creator)), task: creator }] : []),
    ];
  }

  private found(task: number, segment: FoundSegment | undefined): Fact[] {
    return this.findings.of(task, segment).map((finding) => findingFact(this.facts, this.times, finding));
  }

  /** How much of a time the program stood still in a debugger. */
  private pausedFact(task: number, from: number, to: number): Fact[] {
    const { pauses, tasks } = this.facts.tables;
    const { count, time } = pausedWithin(pauses, tasks.stream(task), from, to);
    return count === 0 ? [] : [this.fact('labelPaused', this.times.duration(time))];
  }

  /** Where the thread was seen in a long slice of a task. */
  private seenFacts(task: number, from: number, to: number): Fact[] {
    const { sightings } = this.facts.tables;
    const seen = new Map<number, Fact[]>();
    for (let row = 0; row < sightings.count; row++) {
      const t = sightings.t(row);
      const loc = sightings.loc(row);
      if (sightings.task(row) !== task || t < from || t > to) continue;
      seen.set(loc, this.placeFact('labelSeen', sightings.stream(row), loc));
    }
    return [...seen.values()].flat();
  }

  private placeFact(label: StringKey, stream: number, loc: number, before = ''): Fact[] {
    if (loc === 0) return [];
    const site = this.facts.siteOf(stream, loc);
    return [{ ...this.fact(label, before + this.facts.longPlace(stream, loc)), ...(site && { site }) }];
  }

  private fact(label: StringKey, text: string): Fact {
    return { label: this.facts.say.text(label), text };
  }
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
