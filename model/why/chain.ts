/**
 * From an effect back to its cause: a task was resumed because a promise settled, in a job that ran because … until a timer, a file
 * read, a message, or the program's own start. Every step is an event of the recording; where one is missing the chain says so and ends.
 */
import { PROMISE_MAKERS, State, What } from '../../protocol/events';
import { awaitAt, resourceAt, resourceType, taskAt } from '../findings/places';
import { needs } from '../findings/waits';
import { JobKind } from '../jobs';
import type { Tables } from '../tables';
import type { At, Message } from '../words';
import { blockerOf } from './blocked';

/** Why something happened; the sentences are in `texts.ts`. */
export type Reason =
  | 'value'
  | 'already-settled'
  | 'next-requested'
  | 'not-settled'
  | 'settle-unknown'
  | 'task-ended'
  | 'task-returned-promise'
  | 'all-last'
  | 'all-settled-last'
  | 'race-won'
  | 'any-first'
  | 'reaction'
  | 'resolved-with'
  | 'resolved-by-task'
  | 'resolved-by-callback'
  | 'resolved-by-reaction'
  | 'resolved-by-script'
  | 'resolved-by-node'
  | 'after-callback'
  | 'slice'
  | 'timer-due'
  | 'loop-blocked'
  | 'immediate'
  | 'next-tick'
  | 'queue-microtask'
  | 'message'
  | 'process'
  | 'io'
  | 'started-by-script'
  | 'cause-unknown';

export interface Step {
  readonly reason: Reason;
  readonly message: Message;
  /** What it is about: equal for steps of different chains that are the same cause. */
  readonly node: string;
  readonly stream: number;
  /** The event, on the order axis of its stream, and its time; 0 and NaN if it is not known. */
  readonly seq: number;
  readonly t: number;
  readonly at?: At;
  readonly await?: number;
  readonly resource?: number;
  /** The job that this step ran in, or began; -1 if none. */
  readonly job: number;
  /** How many turns of the microtask queue the step took. */
  readonly hops: number;
}

/** Longer chains are cut: a loop of a million turns is one. */
const LONGEST = 200;

/** @returns the steps from the resume of an await back to its cause, the nearest first */
export function chainOf(tables: Tables, w: number): Step[] {
  const walk = new Walk(tables, tables.tasks.stream(tables.awaits.task(w)));
  walk.await(w);
  return walk.steps;
}

type Next = (() => void) | undefined;

class Walk {
  readonly steps: Step[] = [];
  private next: Next;

  constructor(
    private readonly tables: Tables,
    private readonly stream: number,
  ) {}

  await(w: number): void {
    this.next = () => this.ofAwait(w);
    while (this.next && this.steps.length < LONGEST) {
      const step: () => void = this.next;
      this.next = undefined;
      step();
    }
  }

  private get s(): Tables['streams'][number] {
    return this.tables.streams[this.stream]!;
  }

  private add(
    reason: Reason,
    node: string,
    args: Message['args'],
    more: Partial<Omit<Step, 'reason' | 'node'>>,
  ): void {
    const step = { stream: this.stream, seq: 0, t: NaN, job: -1, hops: 0, ...more };
    this.steps.push({ reason, message: { code: reason, args }, node, ...step });
  }

  private ofAwait(w: number): void {
    const { awaits } = this.tables;
    const at = awaitAt(this.tables, w);
    const task = { task: awaits.task(w) };
    const here = {
      at,
      await: w,
      seq: awaits.resumeSeq(w),
      t: awaits.resume(w),
      job: this.s.jobs.at(awaits.resumeSeq(w)),
    };
    const node = `await ${w}`;
    if (awaits.what(w) === What.value)
      return this.add('value', node, { at: { at }, task }, { ...here, hops: 1 });
    if (awaits.what(w) === What.yield) return this.add('next-requested', node, { at: { at }, task }, here);
    const p = awaits.promiseRow(w);
    if (Number.isNaN(awaits.settle(w))) {
      if (awaits.resumeSeq(w) !== 0) return this.add('settle-unknown', node, { at: { at }, task }, here);
      this.add('not-settled', node, { at: { at }, task }, here);
      this.next = () => this.pending(awaits.task(w));
      return;
    }
    if (awaits.settleSeq(w) === 0) {
      const before = p < 0 ? 0 : this.s.promises.settleSeq(p);
      this.add('already-settled', node, { at: { at }, task }, { ...here, seq: before, hops: 1 });
      return;
    }
    this.next = () => this.ofPromise(p, 1, w);
  }

  /** The task it waits for stands somewhere itself. */
  private pending(task: number): void {
    const on = needs(this.tables, task).tasks[0];
    if (on === undefined) return;
    const w = this.tables.tasks.lastAwait(on);
    if (w >= 0 && !this.steps.some((step) => step.await === w)) this.next = () => this.ofAwait(w);
  }

  /** @param w the await that it resumed, if that is how we came here */
  private ofPromise(p: number, hops: number, w = -1): void {
    const { promises, jobs } = this.s;
    const seq = p < 0 ? 0 : promises.settleSeq(p);
    const node = `promise ${this.stream} ${p}`;
    const on = w < 0 ? {} : { await: w };
    if (seq === 0) return this.add('cause-unknown', node, {}, { hops, ...on });
    const job = jobs.at(seq);
    const here = { seq, t: promises.settle(p), job, hops, ...on };
    const link = promises.link(p);
    const linked = link >= 0 && promises.settleSeq(link) !== 0 && promises.settleSeq(link) < seq;
    const task = promises.taskOf(p);
    if (task >= 0) return this.ofTask(task, linked ? link : -1, node, here);
    const maker = PROMISE_MAKERS[promises.maker(p)]!;
    const loc = promises.loc(p);
    const at: At = { stream: this.stream, loc };
    const made = { ...(loc !== 0 && { at: { at } }), maker: { text: maker } };
    const combined = COMBINED[maker];
    if (combined && promises.parent(p) < 0) {
      const element = this.elementBehind(p, job);
      const { length: n } = promises.elements(p);
      this.add(combined, node, { ...made, ...(n > 0 && { n: { n } }) }, { ...here, at });
      this.next = element < 0 ? undefined : () => this.ofPromise(element, 1);
      return;
    }
    if (linked) {
      this.add('resolved-with', node, made, { ...here, at, hops: hops + 1 });
      this.next = () => this.ofPromise(link, 1);
      return;
    }
    if (promises.parent(p) >= 0 && this.isReactionOf(job, p)) {
      this.add('reaction', node, made, { ...here, at });
      this.next = () => this.ofPromise(promises.parent(p), 1);
      return;
    }
    this.explicitly(p, node, made, { ...here, at });
  }

  private ofTask(task: number, link: number, node: string, here: Partial<Step>): void {
    const { tasks } = this.tables;
    const state = tasks.state(task) === State.rejected ? 'rejected' : 'fulfilled';
    const args = {
      task: { task },
      at: { at: taskAt(this.tables, task) },
      ...(tasks.state(task) !== State.unknown && { state: { text: state } }),
    };
    if (tasks.leftSeq(task) !== 0 || link >= 0) {
      this.add('task-returned-promise', node, args, { ...here, hops: (here.hops ?? 0) + 1 });
      if (link >= 0) this.next = () => this.ofPromise(link, 1);
      return;
    }
    this.add('task-ended', node, args, here);
    this.next = () => this.ofJob(here.job ?? -1);
  }

  /** The promise that made a combinator settle: its reaction is the job in which that happened. */
  private elementBehind(combinator: number, job: number): number {
    const { promises, jobs } = this.s;
    if (job < 0 || jobs.kind(job) !== JobKind.reaction) return -1;
    const reaction = promises.find(jobs.ref(job));
    return reaction >= 0 && promises.link(reaction) === combinator ? promises.parent(reaction) : -1;
  }

  private isReactionOf(job: number, p: number): boolean {
    const { promises, jobs } = this.s;
    return job >= 0 && jobs.kind(job) === JobKind.reaction && jobs.ref(job) === promises.id(p);
  }

  /** Somebody called resolve or reject. */
  private explicitly(p: number, node: string, args: Message['args'], here: Partial<Step>): void {
    const { promises, jobs } = this.s;
    const job = here.job ?? -1;
    const settler = promises.settlerTask(p);
    if (settler >= 0) this.add('resolved-by-task', node, { ...args, task: { task: settler } }, here);
    else if (job < 0) return this.outOfSight(p, node, args, here);
    else if (jobs.kind(job) === JobKind.callback) this.add('resolved-by-callback', node, args, here);
    else this.add('resolved-by-reaction', node, args, here);
    this.next = () => this.ofJob(job);
  }

  /** No task and no callback ran: plain code did it, or Node, whose own work is not recorded. What ran just before is told. */
  private outOfSight(p: number, node: string, args: Message['args'], here: Partial<Step>): void {
    const { promises, jobs } = this.s;
    if (PROMISE_MAKERS[promises.maker(p)] !== 'internal')
      return this.add('resolved-by-script', node, args, here);
    this.add('resolved-by-node', node, args, here);
    const last = jobs.before(here.seq ?? 0);
    const ref = last < 0 ? -1 : jobs.ref(last);
    if (ref < 0 || jobs.kind(last) !== JobKind.callback) return;
    const type = resourceType(this.tables, ref);
    const event = { seq: jobs.startSeq(last), t: jobs.start(last), job: last, resource: ref };
    this.add('after-callback', `resource ${ref}`, { type: { text: type } }, event);
  }

  /** Why a job ran. */
  private ofJob(job: number): void {
    const { jobs, promises } = this.s;
    if (job < 0) return this.add('started-by-script', 'script', {}, {});
    const here = { seq: jobs.startSeq(job), t: jobs.start(job), job };
    const node = `job ${this.stream} ${job}`;
    const ref = jobs.ref(job);
    switch (jobs.kind(job)) {
      case JobKind.start:
        return this.add('started-by-script', 'script', ref < 0 ? {} : { task: { task: ref } }, here);
      case JobKind.resume: {
        if (ref < 0) return this.add('cause-unknown', node, {}, here);
        const at = awaitAt(this.tables, ref);
        const args = { task: { task: this.tables.awaits.task(ref) }, at: { at } };
        this.add('slice', `await ${ref}`, args, { ...here, at, await: ref });
        this.next = () => this.ofAwait(ref);
        return;
      }
      case JobKind.reaction: {
        const p = promises.find(ref);
        if (p < 0) return this.add('cause-unknown', node, {}, here);
        const parent = promises.parent(p);
        this.next = parent < 0 ? undefined : () => this.ofPromise(parent, 1);
        if (parent < 0) this.add('cause-unknown', node, {}, here);
        return;
      }
      default:
        return this.ofResource(ref, here);
    }
  }

  private ofResource(r: number, here: Partial<Step>): void {
    const { resources } = this.tables;
    if (r < 0) return this.add('cause-unknown', `job ${this.stream} ${here.job}`, {}, here);
    const type = resourceType(this.tables, r);
    const at = resourceAt(this.tables, r);
    const blocked = blockerOf(this.tables, this.stream, here.job ?? -1, r);
    const reason = blocked ? 'loop-blocked' : (RESOURCE_REASONS[type] ?? 'io');
    const args = {
      ...blocked,
      type: { text: type },
      ...(at.loc !== 0 && { at: { at } }),
      ...(resources.delay(r) >= 0 && { n: { n: resources.delay(r) } }),
    };
    this.add(reason, `resource ${r}`, args, { ...here, at, resource: r });
    // what stands in a queue of this very turn is caused by whoever put it there
    if (reason === 'next-tick' || reason === 'queue-microtask') {
      const job = this.s.jobs.at(resources.madeSeq(r));
      this.next = () => this.ofJob(job);
    }
  }
}

const COMBINED: Readonly<Partial<Record<string, Reason>>> = {
  all: 'all-last',
  allSettled: 'all-settled-last',
  race: 'race-won',
  any: 'any-first',
};

const RESOURCE_REASONS: Readonly<Partial<Record<string, Reason>>> = {
  Timeout: 'timer-due',
  Immediate: 'immediate',
  TickObject: 'next-tick',
  Microtask: 'queue-microtask',
  MESSAGEPORT: 'message',
  WORKER: 'message',
  PROCESSWRAP: 'process',
};
