/**
 * What the rules of `awaitscope check` find in the recording, each with the moment at which a reader should look. The host runs them where
 * it has the program's text; else they run here, without those that must see it.
 */
import { eventCount } from '../model/event-count';
import { findingsOf } from '../model/findings';
import type { Finding } from '../model/findings';
import { areOf } from '../model/findings/sent';
import type { SentFindings } from '../model/findings/sent';
import type { Facts } from './facts';
import type { FoundSegment, Selection } from './selection';

export interface FindingMark {
  readonly finding: Finding;
  readonly task: number;
  readonly t: number;
  /** Of the task's thread. */
  readonly seq: number;
}

/** Of more events, the rules take so long that somebody must ask for it. */
const MOST_EVENTS = 1_000_000;

export class Findings {
  /** The worst first; empty while nobody has looked. */
  marks: readonly FindingMark[] = [];
  /** The rules have looked at all that is known. */
  known = false;
  /** Rules that must see the program's text have looked, too. */
  withSources = false;
  private given: SentFindings | undefined;
  private key = '';
  private asked = false;
  private readonly byAwait = new Map<number, Finding[]>();
  private readonly byTask = new Map<number, Finding[]>();

  /** @returns whether there is something to look at that can be looked at now: no event comes any more */
  due(facts: Facts): boolean {
    if (!facts.over || facts.tables.tasks.count === 0) return false;
    if (!this.asked && !this.given && eventCount(facts.tables) > MOST_EVENTS) return false;
    return this.key !== keyOf(facts);
  }

  /** Somebody wants to know, however long it takes. */
  ask(): void {
    this.asked = true;
  }

  /** What the host has found, which may come before the events or after them. */
  give(sent: SentFindings): void {
    this.given = sent;
    this.key = '';
  }

  update(facts: Facts): void {
    if (!this.due(facts)) return;
    this.key = keyOf(facts);
    this.known = true;
    this.byAwait.clear();
    this.byTask.clear();
    const { tables } = facts;
    this.withSources = this.given !== undefined && areOf(tables, this.given);
    const found = this.withSources ? this.given!.findings : findingsHere(facts);
    this.marks = found.flatMap((finding) => {
      for (const w of finding.awaits ?? []) add(this.byAwait, w, finding);
      if (!finding.awaits?.length) for (const task of finding.tasks ?? []) add(this.byTask, task, finding);
      const mark = markOf(facts, finding);
      return mark ? [mark] : [];
    });
  }

  /** @returns what was found about what is selected: an await, or a task that has none of its own */
  of(task: number, segment: FoundSegment | undefined): readonly Finding[] {
    const own = segment && segment.await >= 0 ? (this.byAwait.get(segment.await) ?? []) : [];
    return [...own, ...(this.byTask.get(task) ?? [])];
  }

  /** @returns the mark after the selected one, the first after the last; undefined if there is none */
  next(selection: Selection | undefined, segment: FoundSegment | undefined): FindingMark | undefined {
    const seq = segment?.startSeq ?? selection?.startSeq;
    const at = this.marks.findIndex((mark) => mark.task === selection?.task && mark.seq === seq);
    return this.marks[(at + 1) % this.marks.length];
  }
}

function findingsHere(facts: Facts): readonly Finding[] {
  return findingsOf(facts.tables, {
    site: (stream, loc) => {
      const place = facts.place(stream, loc);
      return place ? { ...place.site, name: place.name, library: place.library } : null;
    },
  });
}

function markOf({ tables }: Facts, finding: Finding): FindingMark | undefined {
  const { tasks, awaits } = tables;
  const w = finding.awaits?.[0];
  if (w !== undefined)
    return { finding, task: awaits.task(w), t: awaits.suspend(w), seq: awaits.suspendSeq(w) };
  const task = finding.tasks?.[0];
  if (task === undefined) return undefined;
  if (finding.began) return { finding, task, ...finding.began };
  // A task that began before the recording has no beginning.
  return tasks.startSeq(task) === 0
    ? undefined
    : { finding, task, t: tasks.start(task), seq: tasks.startSeq(task) };
}

function add(map: Map<number, Finding[]>, row: number, finding: Finding): void {
  const known = map.get(row);
  if (known) known.push(finding);
  else map.set(row, [finding]);
}

function keyOf(facts: Facts): string {
  return `${eventCount(facts.tables)} ${facts.version}`;
}
