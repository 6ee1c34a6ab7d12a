/**
 * Events → rows. Incremental: each event costs the same whatever came before. Nothing in a recording makes it throw: an event that
 * contradicts what is known (a resume of a task that did not wait, a promise that settles twice) changes no more than it can.
 *
 * This is the loop that every event of a recording goes through: it makes no objects.
 */
import {
  Kind,
  OUTPUT_STDERR,
  PAUSE_OVER,
  State,
  TRACER_RESOURCE,
  What,
  THREW_PERHAPS,
} from '../protocol/events';
import { TIMER_REPEATS } from '../protocol/events';
import type { EventBatch } from '../protocol/events';
import { JobKind } from './jobs';
import { Phase } from './phases';
import type { Model } from './model';
import type { Stream } from './stream';
import { byTask, taskOf } from './who';

type Into = Pick<
  Model,
  'streams' | 'tasks' | 'awaits' | 'resources' | 'outputs' | 'pauses' | 'tracings' | 'sightings'
>;

export class Replay {
  constructor(private readonly into: Into) {}

  /** Takes in the rows `from` to `to - 1` of a stream's next batch. */
  take(stream: number, batch: EventBatch, from: number, to: number): void {
    const s = this.into.streams[stream]!;
    const { kind, flags, a, b, c } = batch;
    s.times.add(batch.t, from, to);
    let seq = s.events;
    s.events += to - from;
    for (let i = from; i < to; i++) {
      seq++;
      switch (kind[i]) {
        case Kind.TaskStart:
          this.start(stream, s, a[i]!, b[i]!, c[i]!, sound(flags[i]!), seq);
          break;
        case Kind.Suspend:
          this.suspend(stream, s, a[i]!, b[i]!, c[i]!, flags[i]!, seq);
          break;
        case Kind.Resume:
          this.resume(stream, s, a[i]!, sound(flags[i]!), seq);
          break;
        case Kind.TaskEnd:
          this.end(stream, s, a[i]!, sound(flags[i]!), seq);
          break;
        case Kind.Settle:
          s.promises.settled(a[i]!, sound(flags[i]!), seq, s.contexts.who);
          break;
        case Kind.Promise:
          s.promises.made(a[i]!, b[i]!, c[i]!, seq);
          break;
        case Kind.Resource: {
          const { who } = s.contexts;
          s.resourceRows.set(a[i]!, this.into.resources.add(stream, a[i]!, b[i]!, c[i]!, taskOf(who), seq));
          break;
        }
        case Kind.CallbackResource:
          this.call(stream, s, a[i]!, seq);
          break;
        case Kind.CallbackPromise:
          if (s.contexts.depth === 0) s.jobs.begin(JobKind.reaction, a[i]!, seq, Phase.microtasks);
          s.contexts.react(a[i]!);
          break;
        case Kind.After:
          this.after(stream, s, seq);
          break;
        default:
          this.seldom(stream, s, batch, i, seq);
      }
    }
  }

  private start(
    stream: number,
    s: Stream,
    id: number,
    loc: number,
    callerLoc: number,
    variant: number,
    seq: number,
  ): void {
    const { contexts } = s;
    // who runs is asked before: a damaged recording may start a running task again, which must not become its own parent
    const creator = contexts.who;
    const task = this.newTask(stream, s, id);
    this.into.tasks.started(task, seq, loc, callerLoc, variant, creator);
    if (contexts.depth === 0) s.jobs.begin(JobKind.start, task, seq, Phase.script);
    contexts.start(id, task);
  }

  private suspend(
    stream: number,
    s: Stream,
    id: number,
    loc: number,
    promise: number,
    what: number,
    seq: number,
  ): void {
    const at = s.contexts.position(id);
    const task = at >= 0 ? s.contexts.rowAt(at) : this.task(stream, s, id);
    this.sliceOver(s, task);
    const on = what === What.value ? promise : s.promises.observe(promise, seq) + 1;
    this.into.awaits.add(task, loc, on, what, seq);
    cut(s, at, seq);
  }

  private resume(stream: number, s: Stream, id: number, flags: number, seq: number): void {
    const { awaits, tasks } = this.into;
    const { contexts } = s;
    const task = this.task(stream, s, id);
    const w = tasks.lastAwait(task);
    const waited = w >= 0 && awaits.resumeSeq(w) === 0;
    if (waited) awaits.resumed(w, seq, flags !== State.unknown ? flags : this.impliedOutcome(s, w));
    if (contexts.depth === 0) s.jobs.begin(JobKind.resume, waited ? w : -1, seq, Phase.microtasks);
    contexts.resume(id, task);
  }

  /** What the runtime did not see, the awaited promise tells: a fulfilled one gives a value, a rejected one throws. */
  private impliedOutcome(s: Stream, w: number): number {
    const promise = this.into.awaits.promiseRow(w);
    return promise < 0 ? State.fulfilled : s.promises.state(promise);
  }

  private end(stream: number, s: Stream, id: number, state: number, seq: number): void {
    const { tasks } = this.into;
    const { contexts } = s;
    const at = contexts.position(id);
    const task = at >= 0 ? contexts.rowAt(at) : this.task(stream, s, id);
    if (tasks.endSeq(task) === 0) {
      this.sliceOver(s, task);
      // A task that left is settled by whoever runs now; one that runs settles itself, whatever still stands above it.
      const settler = at >= 0 ? byTask(task) : contexts.who;
      tasks.ended(task, seq, state, settler);
      s.promises.outcomeSettled(id + 1, state, seq, settler);
    }
    cut(s, at, seq);
  }

  private leave(stream: number, s: Stream, id: number, seq: number): void {
    const task = this.task(stream, s, id);
    this.sliceOver(s, task);
    this.into.tasks.leaves(task, seq);
    cut(s, s.contexts.position(id), seq);
  }

  private call(stream: number, s: Stream, id: number, seq: number): void {
    const { resources, tracings } = this.into;
    const { contexts, jobs } = s;
    const resource = s.resourceRows.get(id);
    if (resource >= 0) resources.called(resource, seq);
    if (id === TRACER_RESOURCE) {
      jobs.trace(seq);
      tracings.begin(stream, seq);
    }
    if (contexts.depth === 0) {
      const phase = resource < 0 ? Phase.unknown : s.phaseOf(resources.type(resource));
      jobs.begin(JobKind.callback, resource, seq, phase);
    }
    contexts.call(id, resource);
  }

  private after(stream: number, s: Stream, seq: number): void {
    const { contexts, jobs } = s;
    if (contexts.resource === TRACER_RESOURCE) {
      jobs.traced(seq);
      this.into.tracings.over(stream, seq);
    }
    const before = contexts.depth;
    contexts.after();
    if (before > 0 && contexts.depth === 0) jobs.finish(seq);
  }

  private seldom(stream: number, s: Stream, batch: EventBatch, i: number, seq: number): void {
    const { outputs, pauses, resources, sightings } = this.into;
    const flags = batch.flags[i]!;
    const a = batch.a[i]!;
    const b = batch.b[i]!;
    const c = batch.c[i]!;
    switch (batch.kind[i]) {
      case Kind.Leave:
        this.leave(stream, s, a, seq);
        break;
      case Kind.Timer: {
        const timer = s.resourceRows.get(a);
        if (timer >= 0) resources.isTimer(timer, c, (flags & TIMER_REPEATS) !== 0);
        break;
      }
      case Kind.Observe:
        s.promises.observe(a, seq);
        if (s.contexts.promise !== 0) s.promises.resolvedWith(s.contexts.promise, a);
        break;
      case Kind.Output:
        outputs.add(stream, taskOf(s.contexts.who), b, seq, flags & OUTPUT_STDERR, batch.texts[c] ?? '');
        break;
      case Kind.Pause:
        if (!(flags & PAUSE_OVER)) pauses.begin(stream, seq);
        else if (s.contexts.depth > 0) s.jobs.held(pauses.over(stream, seq));
        else pauses.over(stream, seq);
        break;
      case Kind.Stuck:
        sightings.add(stream, taskOf(s.contexts.who), b, seq);
        break;
      case Kind.Threw:
        this.threw(s, s.taskRow(a), flags);
        break;
      case Kind.Lost:
        s.lose(a, s.tables.strings[c] ?? '');
        break;
    }
  }

  /** Row of a task; one that began before the recording gets its row here. */
  private task(stream: number, s: Stream, id: number): number {
    const known = s.promises.taskWith(id);
    return known >= 0 ? known : this.newTask(stream, s, id);
  }

  private newTask(stream: number, s: Stream, id: number): number {
    const task = this.into.tasks.add(stream, id);
    s.promises.addTask(id, task);
    return task;
  }

  /** An await that is watched gave a value, unless it was said of it that it threw, or may have. */
  private sliceOver(s: Stream, task: number): void {
    const w = this.into.tasks.lastAwait(task);
    if (w >= 0 && this.into.awaits.outcome(w) === State.unknown) this.gaveIfWatched(s, w);
  }

  private gaveIfWatched(s: Stream, w: number): void {
    const { awaits } = this.into;
    if (awaits.resumeSeq(w) === 0 || s.doubted === w) return;
    if (s.tables.locs[awaits.loc(w)]?.watched) this.gave(s, w, State.fulfilled);
  }

  private threw(s: Stream, task: number, flags: number): void {
    const { awaits, tasks } = this.into;
    const w = task < 0 ? -1 : tasks.lastAwait(task);
    if (w < 0 || awaits.outcome(w) !== State.unknown || awaits.resumeSeq(w) === 0) return;
    if (flags & THREW_PERHAPS) s.doubted = w;
    else this.gave(s, w, State.rejected);
  }

  /** What an await gave tells how the promise settled, if nobody saw that. */
  private gave(s: Stream, w: number, state: State): void {
    const { awaits } = this.into;
    awaits.gave(w, state);
    if (awaits.what(w) === What.promise) s.promises.learn(awaits.promiseRow(w), state);
  }
}

/** Cuts the stack of contexts: if that ends a job, it is over. */
function cut(s: Stream, at: number, seq: number): void {
  s.contexts.cut(at);
  if (at === 0) s.jobs.finish(seq);
}

/** Two bits can say more than there are states and variants: what is none of them is the first, which promises least. */
function sound(flags: number): number {
  return flags > 2 ? 0 : flags;
}
