/**
 * Events → the tables of `tables.ts`. Incremental: batches come as the recording grows, in the order of their stream, streams
 * interleaved in any way; each event costs the same whatever came before. Nothing in a recording makes it throw: an event that
 * contradicts what is known (a resume of a task that did not wait, a promise that settles twice) changes no more than it can.
 */
import type { StreamEnd, StreamInfo } from '../protocol/container';
import {
  Kind,
  OUTPUT_STDERR,
  PAUSE_OVER,
  State,
  TIMER_REPEATS,
  TRACER_RESOURCE,
  What,
  THREW_PERHAPS,
} from '../protocol/events';
import type { EventBatch, StreamTables } from '../protocol/events';
import { Awaits } from './awaits';
import { Clock } from './clock';
import { Growth } from './growth';
import { JobKind, jobKind } from './jobs';
import { Outputs } from './outputs';
import { Pauses } from './pauses';
import { Resources } from './resources';
import { Sightings } from './sightings';
import { Stream } from './stream';
import type { Tables } from './tables';
import { Tasks } from './tasks';

/** Resources whose callbacks run before the event loop goes on, among the microtasks. */
const MICRO = new Set(['TickObject', 'Microtask']);

export class Model implements Tables {
  /** Whoever knows how much is to come says so here, before it comes. */
  readonly growth = new Growth();
  readonly tasks = new Tasks(this.growth);
  readonly awaits = new Awaits(this.growth);
  readonly resources = new Resources(this.growth);
  readonly outputs = new Outputs();
  readonly pauses = new Pauses();
  readonly tracings = new Pauses();
  readonly sightings = new Sightings();
  readonly streams: Stream[] = [];
  private readonly clock = new Clock();

  /**
   * Says when the recording began; without it, it begins with its earliest stream.
   * @param monotonic ns on the machine's clock, as a decimal string
   */
  setStart(monotonic: string): void {
    this.shift(this.clock.begin(monotonic));
  }

  /**
   * Adds a thread.
   * @param tables of its decoder; they may grow until the stream ends
   * @returns its row in `streams`, which {@link append} wants
   */
  addStream(info: StreamInfo, tables: StreamTables): number {
    this.shift(this.clock.begin(info.monotonic));
    this.streams.push(new Stream(info, tables, this.clock.offset(info.monotonic), this.growth));
    return this.streams.length - 1;
  }

  /** Takes in the next events of a stream. The batch may be used anew afterwards. */
  append(stream: number, batch: EventBatch): void {
    for (let i = 0; i < batch.count; i++) this.step(stream, batch, i);
  }

  /** No more events of this stream will come. */
  endStream(stream: number, end: StreamEnd): void {
    this.streams[stream]!.end = end;
  }

  /** @returns a model that knows the same streams and start, and no events: for a second replay */
  emptied(): Model {
    const model = new Model();
    model.clock.begin(this.clock.start);
    for (const s of this.streams) model.addStream(s.info, s.tables);
    return model;
  }

  /** Takes in row `i` of a batch. */
  step(stream: number, batch: EventBatch, i: number): void {
    const s = this.streams[stream]!;
    const kind = batch.kind[i]!;
    const flags = batch.flags[i]!;
    const a = batch.a[i]!;
    const t = s.offset + batch.t[i]!;
    const seq = ++s.events;
    s.last = t;
    switch (kind) {
      case Kind.TaskStart: {
        // asked before: a damaged recording may start a running task again, which must not become its own parent
        const { runningTask, runningResource } = s;
        const task = this.newTask(stream, s, a);
        this.tasks.started(task, t, seq, batch.b[i]!, batch.c[i]!, sound(flags));
        this.tasks.parent[task] = runningTask;
        this.tasks.resource[task] = runningResource;
        break;
      }
      case Kind.Suspend:
        this.suspend(s, this.task(stream, s, a), batch.b[i]!, batch.c[i]!, flags, t, seq);
        break;
      case Kind.Resume:
        this.resume(s, this.task(stream, s, a), sound(flags), t, seq);
        break;
      case Kind.Leave: {
        const task = this.task(stream, s, a);
        this.sliceOver(s, task);
        this.tasks.left[task] = t;
        this.tasks.leftSeq[task] = seq;
        break;
      }
      case Kind.TaskEnd:
        this.endTask(s, this.task(stream, s, a), a, sound(flags), t, seq);
        break;
      case Kind.Settle:
        s.promises.settled(a, sound(flags), t, seq, s.runningTask, s.runningResource, this.awaits);
        break;
      case Kind.Resource:
        s.resourceRows.set(a, this.resources.add(stream, a, batch.b[i]!, batch.c[i]!, s.runningTask, t, seq));
        break;
      case Kind.Timer: {
        const timer = s.resourceRows.get(a);
        if (timer < 0) break;
        this.resources.delay[timer] = batch.c[i]!;
        this.resources.repeats[timer] = flags & TIMER_REPEATS;
        break;
      }
      case Kind.CallbackResource: {
        const called = s.resourceRows.get(a);
        if (called >= 0) this.resources.calledSeq[called] = seq;
        if (a === TRACER_RESOURCE) {
          s.jobs.trace(t);
          this.tracings.begin(stream, t, seq);
        }
        break;
      }
      case Kind.After:
        if (s.contexts.resource === TRACER_RESOURCE) {
          s.jobs.traced(t);
          this.tracings.over(stream, t, seq);
        }
        break;
      case Kind.Promise:
        s.promises.made(a, batch.b[i]!, batch.c[i]!, seq);
        break;
      case Kind.Observe:
        s.promises.observe(a, seq);
        if (s.contexts.promise !== 0) s.promises.resolvedWith(s.contexts.promise, a);
        break;
      case Kind.Output: {
        const text = batch.texts[batch.c[i]!] ?? '';
        this.outputs.add(stream, s.runningTask, batch.b[i]!, t, seq, flags & OUTPUT_STDERR, text);
        break;
      }
      case Kind.Pause:
        if (!(flags & PAUSE_OVER)) this.pauses.begin(stream, t, seq);
        else if (s.contexts.depth > 0) s.jobs.held(this.pauses.over(stream, t, seq));
        else this.pauses.over(stream, t, seq);
        break;
      case Kind.Stuck:
        this.sightings.add(stream, s.runningTask, batch.b[i]!, t, seq);
        break;
      case Kind.Threw:
        this.threw(s, s.taskRows.get(a), flags);
        break;
      case Kind.Lost:
        s.lose(a, s.tables.strings[batch.c[i]!] ?? '');
        break;
    }
    const before = s.contexts.depth;
    s.contexts.step(kind, a);
    if (before === 0 && s.contexts.depth > 0) this.beginJob(s, kind, a, t, seq);
    else if (before > 0 && s.contexts.depth === 0) s.jobs.finish(t, seq);
  }

  private beginJob(s: Stream, event: number, a: number, t: number, seq: number): void {
    const kind = jobKind(event);
    let ref = a;
    let newTick = false;
    if (kind === JobKind.start) {
      ref = s.taskRows.get(a);
    } else if (kind === JobKind.resume) {
      const w = this.tasks.lastAwait[s.taskRows.get(a)]!;
      ref = w >= 0 && this.awaits.resumeSeq[w] === seq ? w : -1;
    } else if (kind === JobKind.callback) {
      ref = s.resourceRows.get(a);
      newTick = ref < 0 || !MICRO.has(s.tables.strings[this.resources.type[ref]!] ?? '');
    }
    s.jobs.begin(kind, ref, t, seq, newTick);
  }

  /** Row of a task; one that began before the recording gets its row here. */
  private task(stream: number, s: Stream, id: number): number {
    const known = s.taskRows.get(id);
    return known >= 0 ? known : this.newTask(stream, s, id);
  }

  private newTask(stream: number, s: Stream, id: number): number {
    const task = this.tasks.add(stream, id);
    s.taskRows.set(id, task);
    return task;
  }

  private suspend(
    s: Stream,
    task: number,
    loc: number,
    promise: number,
    what: number,
    t: number,
    seq: number,
  ): void {
    const { tasks, awaits } = this;
    this.sliceOver(s, task);
    const w = awaits.add(task, ++tasks.awaits[task]!, loc, promise, what, s.taskOfPromise(promise), t, seq);
    const before = tasks.lastAwait[task]!;
    if (before < 0) tasks.firstAwait[task] = w;
    else awaits.next[before] = w;
    tasks.lastAwait[task] = w;
    if (what === What.value) awaits.settle[w] = t;
    else s.promises.wait(promise, w, seq, awaits);
  }

  private resume(s: Stream, task: number, flags: number, t: number, seq: number): void {
    const { awaits } = this;
    const w = this.tasks.lastAwait[task]!;
    if (w < 0 || awaits.resumeSeq[w] !== 0) return;
    awaits.resume[w] = t;
    awaits.resumeSeq[w] = seq;
    awaits.outcome[w] = flags !== State.unknown ? flags : this.impliedOutcome(s, w);
  }

  /** What the runtime did not see, the awaited promise tells: a fulfilled one gives a value, a rejected one throws. */
  private impliedOutcome(s: Stream, w: number): number {
    const { awaits } = this;
    return awaits.what[w] === What.value ? State.fulfilled : s.promises.stateOf(awaits.promise[w]!);
  }

  /** An await that is watched gave a value, unless it was said of it that it threw, or may have. */
  private sliceOver(s: Stream, task: number): void {
    const { awaits } = this;
    const w = this.tasks.lastAwait[task]!;
    if (w < 0 || awaits.outcome[w] !== State.unknown || awaits.resumeSeq[w] === 0 || s.doubted === w) return;
    if (s.tables.locs[awaits.loc[w]!]?.watched) this.gave(s, w, State.fulfilled);
  }

  private threw(s: Stream, task: number, flags: number): void {
    const { awaits } = this;
    const w = task < 0 ? -1 : this.tasks.lastAwait[task]!;
    if (w < 0 || awaits.outcome[w] !== State.unknown || awaits.resumeSeq[w] === 0) return;
    if (flags & THREW_PERHAPS) s.doubted = w;
    else this.gave(s, w, State.rejected);
  }

  /** What an await gave tells how the promise settled, if nobody saw that. */
  private gave(s: Stream, w: number, state: State): void {
    const { awaits, tasks } = this;
    awaits.outcome[w] = state;
    if (awaits.what[w] !== What.promise) return;
    s.promises.learn(awaits.promise[w]!, state, (promise) => {
      const task = s.taskOfPromise(promise);
      if (task >= 0 && tasks.state[task] === State.unknown && tasks.endSeq[task] !== 0)
        tasks.state[task] = state;
    });
  }

  private endTask(s: Stream, task: number, id: number, state: number, t: number, seq: number): void {
    const { tasks } = this;
    if (tasks.endSeq[task] !== 0) return;
    this.sliceOver(s, task);
    tasks.end[task] = t;
    tasks.endSeq[task] = seq;
    tasks.state[task] = state;
    // A task that left is settled by whoever runs now; one that runs settles itself, whatever still stands above it.
    const itself = s.contexts.runs(id);
    const by = itself ? task : s.runningTask;
    s.promises.settled(id + 1, state, t, seq, by, itself ? -1 : s.runningResource, this.awaits);
  }

  private shift(by: number): void {
    if (by === 0) return;
    this.tasks.shift(by);
    this.awaits.shift(by);
    this.resources.shift(by);
    this.outputs.shift(by);
    this.pauses.shift(by);
    this.sightings.shift(by);
    this.tracings.shift(by);
    for (const s of this.streams) s.shift(by);
  }
}

/** Two bits can say more than there are states and variants: what is none of them is the first, which promises least. */
function sound(flags: number): number {
  return flags > 2 ? 0 : flags;
}
