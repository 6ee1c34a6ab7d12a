/** The lines of cards: places, what an await waited for, who settled it, and what else is known of a task or an await. */
import { State, What } from '../protocol/events';
import { pausedWithin } from '../model/pauses';
import { awaitedText, resourceTitle } from './awaited';
import type { Fact } from './card-content';
import type { DurationText } from './durations';
import type { Facts } from './facts';
import { ranMeanwhile } from './links';
import type { StringKey } from './strings';
import { creatorOf } from './task-tree';

/** Tasks that are named; of more, how many. */
const MOST_NAMES = 3;

export class CardFacts {
  constructor(
    private readonly facts: Facts,
    private readonly times: DurationText,
  ) {}

  ofAwait(w: number): Fact[] {
    const { facts } = this;
    const { awaits, tasks } = facts.tables;
    const stream = tasks.stream(awaits.task(w));
    return [
      ...this.place('labelSite', stream, awaits.loc(w), `${awaitNumber(facts, w)} · `),
      this.awaitedFact(w),
      this.settlerFact(w),
      ...this.meanwhile(w),
      this.fact('labelOutcome', facts.say.text(this.outcome(w))),
    ];
  }

  private awaitedFact(w: number): Fact {
    const { facts } = this;
    const { awaits } = facts.tables;
    const on = awaits.on(w);
    if (on < 0) {
      const [text, kind] = [awaitedText(facts, w), facts.awaitedKind(w)];
      const isPlain = text === kind || awaits.what(w) === What.promise;
      return this.fact('labelOn', isPlain ? text : `${text} · ${kind}`);
    }
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
      const text = facts.say.text('settledByResource', resourceTitle(facts, resource)) + place + at;
      return { label, text, ...(site && { site }) };
    }
    if (at === '')
      return { label, text: facts.say.text(this.isOver(w) ? 'stateNeverSettled' : 'settledNot') };
    const before = awaits.settle(w) === awaits.suspend(w);
    return { label, text: facts.say.text(before ? 'settledBefore' : 'settledUnknown') };
  }

  /** Nothing more can come of an await. */
  private isOver(w: number): boolean {
    const { tasks, awaits } = this.facts.tables;
    return this.facts.isOver(tasks.stream(awaits.task(w)));
  }

  /** Whom it waited behind while it was ready. */
  private meanwhile(w: number): Fact[] {
    const { facts } = this;
    const { awaits, tasks, streams } = facts.tables;
    const own = awaits.task(w);
    const ran = ranMeanwhile(facts.tables, w).filter(({ task }) => task !== own);
    const others = [...new Set(ran.map(({ task }) => task))];
    if (others.length === 0) return [];
    const { times } = streams[tasks.stream(own)]!;
    const time = ran.reduce((sum, { from, to }) => sum + times.at(to) - times.at(from), 0);
    const names = others.slice(0, MOST_NAMES).map((task) => facts.taskName(task));
    const rest = others.length > MOST_NAMES ? [`+ ${this.times.count(others.length - MOST_NAMES)}`] : [];
    const text = `${[...names, ...rest].join(', ')} · ${this.times.duration(time)}`;
    return [{ ...this.fact('labelMeanwhile', text), task: others[0]! }];
  }

  private outcome(w: number): StringKey {
    const { awaits } = this.facts.tables;
    if (awaits.resumeSeq(w) === 0) return this.isOver(w) ? 'unfinished' : 'outcomePending';
    if (awaits.outcome(w) === State.rejected) return 'outcomeThrow';
    return awaits.outcome(w) === State.fulfilled ? 'outcomeValue' : 'outcomeUnknown';
  }

  ofTask(task: number): Fact[] {
    const { facts } = this;
    const { tables } = facts;
    const stream = tables.tasks.stream(task);
    const creator = creatorOf(tables, task);
    const title = facts.title(task);
    return [
      ...(title === '' ? [] : [this.fact('labelTitle', title)]),
      ...this.place('labelFunction', stream, tables.tasks.loc(task)),
      ...this.place('labelCaller', stream, tables.tasks.callerLoc(task)),
      ...(creator >= 0 ? [{ ...this.fact('labelCreator', facts.taskName(creator)), task: creator }] : []),
    ];
  }

  /** How much of a time the program stood still in a debugger. */
  paused(task: number, from: number, to: number): Fact[] {
    const { pauses, tasks } = this.facts.tables;
    const { count, time } = pausedWithin(pauses, tasks.stream(task), from, to);
    return count === 0 ? [] : [this.fact('labelPaused', this.times.duration(time))];
  }

  /** Where the thread was seen in a long slice of a task. */
  seen(task: number, from: number, to: number): Fact[] {
    const { sightings } = this.facts.tables;
    const seen = new Map<number, Fact[]>();
    for (let row = 0; row < sightings.count; row++) {
      const t = sightings.t(row);
      const loc = sightings.loc(row);
      if (sightings.task(row) !== task || t < from || t > to) continue;
      seen.set(loc, this.place('labelSeen', sightings.stream(row), loc));
    }
    return [...seen.values()].flat();
  }

  place(label: StringKey, stream: number, loc: number, before = ''): Fact[] {
    if (loc === 0) return [];
    const site = this.facts.siteOf(stream, loc);
    return [{ ...this.fact(label, before + this.facts.longPlace(stream, loc)), ...(site && { site }) }];
  }

  fact(label: StringKey, text: string): Fact {
    return { label: this.facts.say.text(label), text };
  }
}

/** @returns `await 3`, counted within its task; empty for what belongs to none */
export function awaitNumber({ say, tables }: Facts, w: number): string {
  return w < 0 ? '' : say.text('awaitNumber', tables.awaits.n(w));
}
