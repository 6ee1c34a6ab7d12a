/**
 * Promise hooks and markers → events. A marker says what the engine's stack had to be asked for: which function begins, where it awaits,
 * where it ends. The promises themselves still come from the hooks; the two always follow one another without anything between:
 *
 *     init(outer)  _aw$s(site)                a task starts; the promise made last is its outcome
 *     _aw$a(site, v)  init(thr, v)            it suspends on v
 *     _aw$a(site, v)  init(w, outer)  init(thr, w)      … on a value or thenable
 *     _aw$r(v)  settled(outer)                it ends
 *     _aw$r(v)  anything else                 it left, with a promise still to settle
 *
 * docs/markers.md has the whole of it.
 */
import { types } from 'node:util';
import {
  LOC_WATCHED,
  LocRole,
  PROMISE_MAKERS,
  State,
  THREW_PERHAPS,
  TaskVariant,
  What,
} from '../protocol/events';
import { Watch } from '../syntax/marker-plan';
import { Boundary, GeneratorTask, Task } from './activations';
import type { MarkedScripts, Site } from './marked-scripts';
import { isDisposer } from './places';
import type { Place } from './places';
import { PROMISE_FRAMES, PromiseTracker } from './promises';
import { Mark, idIn, idOf, knownOf, markIn, mint, mintMark, stamp, stampWith, taskOf } from './stamp';

type AnyPromise = Promise<unknown>;

const { isProxy } = types;
const NativePromise = Promise;
const STATICS = new Map<string, unknown>(
  PROMISE_MAKERS.map((name) => [name, (Promise as unknown as Record<string, unknown>)[name]]),
);
const makerNumber = (name: string | undefined): number => {
  const n = (PROMISE_MAKERS as readonly string[]).indexOf(name ?? 'other');
  return n < 0 ? 0 : n;
};
/** Builtins that wait for the elements of a list. */
const COMBINATORS = new Set(['all', 'allSettled', 'race', 'any']);
const RESOLVE = makerNumber('resolve');
const REJECT = makerNumber('reject');
/** What Node makes for itself, as a rule. */
const UNSEEN = new Set(['TickObject', 'FILEHANDLE', 'FILEHANDLECLOSEREQ']);
/** Stands for a call of a generator's `next` where a boundary has a resource. */
const REQUEST = -2;
/** The job of a promise that nothing is recorded of, such as one of code without markers. */
const UNKNOWN_JOB = new Boundary(-1, false);
/** The job of a throwaway: a task is resumed, and when it is over, so is the job. */
const RESUMED_JOB = new Boundary(-1, false);
const FRAMES = PROMISE_FRAMES + 1;

export class MarkedPromises extends PromiseTracker {
  /** Code without markers is looked at too, by the stack. */
  captures = false;
  scripts!: MarkedScripts;
  /** Cleared when recording ends: markers then do nothing. */
  on = true;
  /** The promise without a parent that was made last. */
  private lastMade: AnyPromise | null = null;
  /** The await that was reached last, until its suspension, and what it awaits. */
  private awaiting: Site | null = null;
  private value: unknown = undefined;
  /** The wrapper of that value. */
  private wrapped: AnyPromise | null = null;
  private wrappedSettled = false;
  /** The call that was reached last, until the function called begins. */
  private calling: Site | null = null;
  /** The builtin that was reached last, until it makes its promise. */
  private maker: Site | null = null;
  private thenMaker: Site | null = null;
  /** What a builtin such as `all` was given, until it has chained to the last of it; which comes next; and its call. */
  private elements: readonly unknown[] | null = null;
  private element = 0;
  private combinator: Site | null = null;
  /** The function that was returned from last: it ends, or leaves. */
  private leaving: Task | null = null;
  /**
   * A promise chained without a marker, and what it is chained to: if the slice ends with it, it is what resumes the task from
   * an await without a marker; if anything else follows, some other code has made it.
   */
  private unseen: AnyPromise | null = null;
  private unseenParent: AnyPromise | null = null;
  /** The task that the running job has resumed. */
  private resumed: Task | null = null;
  /** Number of the await that has given a value in this job; 0 if none has. */
  back = 0;
  /** Location of the native call that was reached last, until its resource is made. */
  private nativeLoc = 0;

  // ---- hooks

  hookInit(p: AnyPromise, parent: AnyPromise | undefined): void {
    if (this.unseen !== null) this.sliceGoesOn();
    if (parent === undefined) this.madeAlone(p);
    else this.madeChained(p, parent);
  }

  private madeAlone(p: AnyPromise): void {
    const { maker } = this;
    if (maker !== null) {
      this.maker = null;
      return this.recordMade(p, maker, 0);
    }
    this.lastMade = p;
    if (!this.captures) return;
    const frames = this.places.capture(FRAMES);
    const script = frames[0] && this.places.scriptOf(frames[0]);
    if (!script?.marked) this.init(p, undefined, frames);
  }

  private madeChained(p: AnyPromise, parent: AnyPromise): void {
    if (this.awaiting !== null && this.awaited(p, parent)) return;
    const { thenMaker } = this;
    if (thenMaker !== null) {
      this.thenMaker = null;
      return this.recordMade(p, thenMaker, idOf(parent));
    }
    if (this.elements !== null && this.isElement(parent)) {
      return this.recordMade(p, this.combinator!, this.promiseId(parent));
    }
    if (!this.captures) {
      const task = this.st.running();
      if (!task?.implicit.length) return this.observe(parent);
      if (this.mayEndSlice(task, parent)) {
        this.unseen = p;
        this.unseenParent = parent;
        return;
      }
    }
    if (this.isWrapper(parent)) this.suspendOnWrapper(p);
    else this.init(p, parent, this.places.capture(FRAMES));
  }

  /** Whether the builtin has come to an element; one that is no promise is wrapped in one just made. */
  private isElement(parent: AnyPromise): boolean {
    const elements = this.elements!;
    const found = elements[this.element] === parent || parent === this.lastMade;
    if (!found || ++this.element === elements.length) this.elements = null;
    return found;
  }

  private recordMade(p: AnyPromise, site: Site, parent: number): void {
    const id = this.nextId++;
    mintMark(p, Mark.plain, id);
    if (site.maker < 0) site.maker = makerNumber(site.of.maker);
    const number = site.maker;
    this.rec.promise(id, this.callLoc(site), number, parent);
    this.settledByMaker = number === RESOLVE || number === REJECT ? p : null;
    this.makerState = number === REJECT ? State.rejected : State.fulfilled;
  }

  /** @returns false if the promise has nothing to do with the await that was reached */
  private awaited(p: AnyPromise, parent: AnyPromise): boolean {
    const site = this.awaiting!;
    const task = this.st.running();
    if (!task) return false;
    if (parent === this.value) {
      this.suspendAt(site, task, p, this.promiseId(parent), What.promise);
    } else if (this.wrapped === null) {
      const of = taskOf(parent);
      if (of !== null ? of !== task : !task.module && !isGenerator(task)) return false;
      if (task.module) stampWith(parent, task);
      this.wrapped = p;
      this.wrappedSettled = false;
    } else if (parent === this.wrapped) {
      const { wrapped } = this;
      this.wrapped = null;
      const id = this.wrappedSettled ? this.nextId++ : this.promiseId(wrapped);
      this.suspendAt(site, task, p, id, this.wrappedSettled ? What.value : What.thenable);
    } else {
      return false;
    }
    return true;
  }

  private promiseId(p: AnyPromise): number {
    const known = knownOf(p);
    if (known === null) {
      const id = this.nextId++;
      mintMark(p, Mark.plain, id);
      return id;
    }
    const id = idIn(known);
    if (markIn(known) === Mark.silent) stamp(p, Mark.plain, id);
    return id;
  }

  private suspendAt(site: Site, task: Task, p: AnyPromise, on: number, what: What): void {
    this.awaiting = null;
    this.value = undefined;
    if (task.woken) this.sliceOver(task, false);
    task.site = site;
    this.st.pop();
    if (task.generator) this.leaveRequest();
    task.suspend();
    mint(p, task);
    this.rec.suspend(task.id, on, site.loc || this.awaitLoc(site), what);
    // what comes next in this drain of microtasks begins now
    if (this.st.top() === RESUMED_JOB) this.rec.still();
  }

  /** An await that no marker told of is that of the innermost loop, block or expression in which the function stands. */
  protected override suspend(task: Task, p: AnyPromise, on: AnyPromise, place: Place, what: What): void {
    const { position } = place;
    let found: Site | undefined;
    for (const site of task.implicit)
      if (site.of.offset <= position && position <= site.of.end! && site.of.offset >= (found?.of.offset ?? 0))
        found = site;
    if (task.woken) this.sliceOver(task, false);
    task.site = found ?? null;
    if (found) found.place ??= this.places.markedPlace(found.script, found.of.offset, found.fn?.place);
    const role = found?.of.watch === undefined ? LocRole.await : LOC_WATCHED;
    super.suspend(task, p, on, found?.place ?? place, what, role);
  }

  /** Whether all that is left to find out about a promise is whether a resumed task's slice ends with it: there is no need to look at the stack. */
  private mayEndSlice(task: Task, parent: AnyPromise): boolean {
    const { st } = this;
    if (task.implicit.length !== 1 || task.generator || task.module) return false;
    if (st.depth !== 2 || st.bottom() !== RESUMED_JOB) return false;
    return !this.isWrapper(parent) && taskOf(parent) !== task;
  }

  protected override decideWrapper(): void {
    if (this.unseen !== null) this.sliceGoesOn();
    super.decideWrapper();
  }

  private sliceGoesOn(): void {
    const parent = this.unseenParent!;
    this.unseen = this.unseenParent = null;
    this.observe(parent);
  }

  private sliceEnds(): void {
    const [p, parent] = [this.unseen!, this.unseenParent!];
    this.unseen = this.unseenParent = null;
    const task = this.st.running()!;
    const site = task.implicit[0]!;
    site.place ??= this.places.markedPlace(site.script, site.of.offset, site.fn?.place);
    this.suspend(task, p, parent, site.place, What.promise);
    if (this.st.top() === RESUMED_JOB) this.rec.still();
  }

  /** To be called before the end of a slice is recorded that began with an await: how that ended, if it did not give a value. */
  private sliceOver(task: Task, rejected: boolean): void {
    task.woken = false;
    const { site } = task;
    const watch = site?.of.watch;
    if (watch === undefined) return;
    const surely = this.resumed === task;
    if (surely) this.resumed = null;
    if (surely && this.back === site!.n) return;
    if (surely && watch & Watch.exact) this.rec.threw(task.id, 0);
    else if (!surely || rejected || !(watch & Watch.unprotected)) this.rec.threw(task.id, THREW_PERHAPS);
  }

  override before(p: AnyPromise): void {
    this.decideWrapper();
    this.forget();
    const { st } = this;
    if (st.depth > 0) this.cut(0);
    const known = knownOf(p);
    if (known === null) {
      this.rec.moving();
      return st.push(UNKNOWN_JOB);
    }
    if (typeof known === 'number' || !known.suspended) return this.react(known);
    const task = known;
    this.resumedBy = p;
    task.resume();
    st.push(RESUMED_JOB);
    this.rec.resume(task.id);
    st.push(task);
    if (task.site === null) return;
    task.woken = true;
    this.resumed = task;
    this.back = 0;
  }

  override after(): void {
    this.resumedBy = null;
    if (this.unseen !== null) this.sliceEnds();
    this.decideWrapper();
    this.forget();
    const { st } = this;
    const task = st.running();
    if (task !== undefined && isGenerator(task)) this.yielded(task);
    if (st.depth === 1) {
      const top = st.top();
      if (top === RESUMED_JOB || top === UNKNOWN_JOB) {
        st.pop();
        return;
      }
    }
    super.after();
  }

  override settled(p: AnyPromise): void {
    if (p === this.wrapped) {
      this.wrappedSettled = true;
      return;
    }
    if (p === this.resumedBy) return;
    const known = knownOf(p);
    if (known === null || markIn(known) === Mark.untracked) return;
    if (this.unseen !== null) this.sliceGoesOn();
    if (this.leaving !== null && known !== this.leaving) this.left();
    this.settledKnown(p, known);
  }

  protected override settledTask(task: Task): void {
    this.leaving = null;
    if (!task.marked) return super.settledTask(task);
    if (task.ended) return;
    task.ended = true;
    if (task.woken) this.sliceOver(task, !task.returned);
    if (this.st.running() === task) {
      this.st.pop();
      task.state = task.returned ? State.fulfilled : State.rejected;
    } else {
      const at = this.st.find(task);
      if (at >= 0) {
        this.cut(at + 1);
        this.st.pop();
        task.state = task.returned ? State.fulfilled : State.rejected;
      } else {
        task.state = task.follows?.state ?? State.unknown;
      }
    }
    this.rec.taskEnd(task.id, task.state);
    if (this.st.top() === RESUMED_JOB) this.rec.still();
  }

  /** To be called before anything is recorded that may have happened behind a `return`. */
  override settleWhoRuns(frames: readonly NodeJS.CallSite[] = []): void {
    if (this.unseen !== null) this.sliceGoesOn();
    if (this.leaving !== null) this.left();
    super.settleWhoRuns(frames);
  }

  /** A resource's callback begins: nobody knows how long it was waited for. */
  jobBegins(): void {
    this.rec.moving();
    this.forget();
  }

  /** What was reached, and was not followed by what it announced: something else happened. */
  forget(): void {
    if (this.leaving !== null) this.left();
    if (this.calling !== null) {
      this.calling.mixed = true;
      this.calling = null;
    }
    if (this.awaiting !== null) {
      this.awaiting = this.wrapped = null;
      this.value = undefined;
    }
    if (this.maker !== null) this.maker = null;
    if (this.thenMaker !== null) this.thenMaker = null;
    if (this.elements !== null) this.elements = null;
    this.nativeLoc = 0;
  }

  /** @returns the location of the native call that makes the resource; 0 if none was reached */
  takeNative(): number {
    const loc = this.nativeLoc;
    this.nativeLoc = 0;
    return loc;
  }

  /**
   * Whether no code of the program's own is on the stack, as far as can be told without looking: what Node does for itself is not worth
   * the look. Calls of Node's own functions that make such things are marked where they are written.
   */
  isUnseen(type: string): boolean {
    return UNSEEN.has(type) || (type.startsWith('FSREQ') && this.st.top() === UNKNOWN_JOB);
  }

  private left(): void {
    const task = this.leaving!;
    this.leaving = null;
    const at = this.st.find(task);
    if (at < 0) return;
    this.cut(at + 1);
    if (task.woken) this.sliceOver(task, false);
    this.st.pop();
    this.rec.leave(task.id);
  }

  // ---- markers

  /** An async function begins. */
  start(n: number): void {
    this.decideWrapper();
    if (this.leaving !== null) this.left();
    const outer = this.lastMade;
    const site = this.scripts.sites[n];
    if (outer === null || site === undefined) return;
    this.lastMade = null;
    const callerLoc = this.calledFrom(site);
    const task = new Task(this.nextId, site);
    this.nextId += 2;
    mint(outer, task);
    this.rec.taskStart(task.id, TaskVariant.function, site.loc, site.disposer ? 0 : callerLoc);
    this.st.push(task);
  }

  /**
   * Where a function that begins was called. The call that was reached last is the one, if it calls the function itself: that is looked
   * up on the stack once for each pair of call and function, and for calls that have ever called anything else, each time.
   */
  private calledFrom(site: Site): number {
    const call = this.calling;
    this.calling = null;
    if (call !== null && call.starts === site && !call.mixed) return call.loc;
    const frames = this.places.capture(FRAMES);
    if (!site.place) this.learnFunction(site, frames[0]);
    const caller = this.caller(frames);
    this.startModuleOf(caller);
    const loc = caller ? this.places.loc(caller, LocRole.call) : 0;
    if (call === null) return loc;
    if (caller && caller.script.marked === call.script && caller.position === call.of.offset) {
      if (call.starts === null) {
        call.starts = site;
        call.loc = loc;
      }
    } else {
      call.mixed = true;
    }
    return loc;
  }

  /** The name that V8 gives a function, and its place, are read at its first call. */
  private learnFunction(site: Site, frame: NodeJS.CallSite | undefined): void {
    const script = frame && this.places.scriptOf(frame);
    const place =
      frame && script?.marked === site.script
        ? this.places.placeOf(script, frame)
        : this.places.markedPlace(site.script, site.of.offset, undefined);
    site.place = place;
    site.disposer = isDisposer(place);
    site.loc = this.places.loc(place, LocRole.function);
  }

  await<T>(n: number, value: T): T {
    this.decideWrapper();
    if (this.leaving !== null) this.left();
    const site = this.scripts.sites[n]!;
    this.awaiting = site;
    this.value = value;
    this.wrapped = null;
    this.calling = null;
    return value;
  }

  private awaitLoc(site: Site): number {
    const place = this.places.markedPlace(site.script, site.of.offset, site.fn?.place);
    return (site.loc = this.places.loc(place, site.of.watch === undefined ? LocRole.await : LOC_WATCHED));
  }

  private callLoc(site: Site): number {
    if (site.loc !== 0) return site.loc;
    const place = this.places.markedPlace(site.script, site.of.offset, site.fn?.place);
    return (site.loc = this.places.loc(place, LocRole.call));
  }

  /** The innermost marked function returns a value. */
  return<T>(value: T): T {
    if (this.leaving !== null) this.left();
    const task = this.st.running();
    if (task?.marked) {
      this.willFollow(task, value);
      this.leaving = task;
    }
    return value;
  }

  /** The same where code of the program may still run before the function is left. */
  returnGuarded<T>(value: T): T {
    if (this.leaving !== null) this.left();
    const task = this.st.running();
    if (task?.marked) this.willFollow(task, value);
    return value;
  }

  private willFollow(task: Task, value: unknown): void {
    task.returned = true;
    task.follows = typeof value === 'object' && value !== null ? taskOf(value) : null;
  }

  /** The last line of a function was reached. */
  end(): void {
    if (this.leaving !== null) this.left();
    const task = this.st.running();
    if (task?.marked) task.returned = true;
  }

  threw(): void {
    if (this.leaving !== null) this.left();
    const task = this.st.running();
    if (task?.marked) task.returned = false;
  }

  endGuarded(): void {
    if (this.leaving !== null) this.left();
    const task = this.st.running();
    if (task?.marked) this.leaving = task;
  }

  /** A `finally` begins: whatever returned may yet be undone. */
  finallyBegins(): boolean {
    const task = this.leaving ?? this.st.running();
    if (this.leaving !== null && this.leaving !== this.st.running()) this.left();
    this.leaving = null;
    if (!task?.marked) return false;
    const { returned } = task;
    task.returned = false;
    return returned;
  }

  /** A `finally` is over, and what returned before it returns. */
  finallyOver(returned: boolean, guarded: boolean): void {
    if (this.leaving !== null) this.left();
    const task = this.st.running();
    if (!returned || !task?.marked) return;
    task.returned = true;
    if (!guarded) this.leaving = task;
  }

  module(n: number): void {
    const site = this.scripts.sites[n]!;
    const script = this.places.markedScript(site.script);
    site.place = this.places.moduleStart(script, this.places.moduleFunction(script));
    site.loc = this.places.loc(site.place, LocRole.function);
    const task = this.moduleTask(site.place);
    task.mark(site);
    this.startModule(task, site.place);
  }

  moduleOver(): void {
    if (this.leaving !== null) this.left();
    const task = this.st.running();
    if (!task?.module) return;
    if (task.woken) this.sliceOver(task, false);
    this.st.pop();
    task.ended = true;
    this.rec.taskEnd(task.id, State.fulfilled);
  }

  call(n: number): void {
    if (this.calling !== null) this.calling.mixed = true;
    this.calling = this.scripts.sites[n]!;
  }

  promiseMaker(n: number, constructor: unknown, value: unknown): void {
    if (this.leaving !== null) this.left();
    if (constructor !== NativePromise) return;
    const site = this.scripts.sites[n]!;
    const name = site.of.maker!;
    if (name !== 'new') {
      if ((NativePromise as unknown as Record<string, unknown>)[name] !== STATICS.get(name)) return;
      // gives back what it is given, as a rule
      if (name === 'resolve' && value instanceof NativePromise) return;
    }
    this.maker = site;
    this.elements = null;
    if (!COMBINATORS.has(name) || !Array.isArray(value) || isProxy(value) || value.length === 0) return;
    this.elements = value;
    this.element = 0;
    this.combinator = site;
  }

  chainedAt(n: number): void {
    if (this.leaving !== null) this.left();
    this.thenMaker = this.scripts.sites[n]!;
  }

  native(n: number): void {
    if (this.leaving !== null) this.left();
    this.nativeLoc = this.callLoc(this.scripts.sites[n]!);
  }

  /** What a parameter's default makes is not the call's own promise. */
  takeMade(): AnyPromise | null {
    return this.lastMade;
  }
  giveMade(made: AnyPromise | null): void {
    this.lastMade = made;
  }

  // ---- async generators: no hook tells that `next` lets them run, so they bring their task along

  generator(n: number): GeneratorTask | null {
    this.decideWrapper();
    if (this.leaving !== null) this.left();
    const site = this.scripts.sites[n];
    if (!site) return null;
    const callerLoc = this.calledFrom(site);
    const task = new GeneratorTask(this.nextId, site);
    this.nextId += 2;
    this.rec.taskStart(task.id, TaskVariant.generator, site.loc, callerLoc);
    this.st.push(task);
    return task;
  }

  yield<T>(task: GeneratorTask | null, n: number, value: T): T {
    if (task !== null) task.yieldSite = this.scripts.sites[n]!;
    return this.await(n, value);
  }

  /** Its job is over and nobody has asked for the next value: it stands at its `yield`. */
  private yielded(task: GeneratorTask): void {
    const site = task.yieldSite;
    if (!site) return;
    if (task.woken) this.sliceOver(task, false);
    task.site = null;
    this.st.pop();
    this.rec.suspend(task.id, this.nextId++, site.loc || this.awaitLoc(site), What.yield);
    task.parked = true;
  }

  /** @param outcome of its `yield`: fulfilled where somebody asked for the next value; else it was ended, or something thrown into it */
  generatorRuns(task: GeneratorTask | null, outcome: State = State.unknown): void {
    this.decideWrapper();
    if (this.leaving !== null) this.left();
    if (task === null) return;
    task.yieldSite = null;
    if (!task.parked) return;
    task.parked = false;
    this.st.push(new Boundary(REQUEST, false));
    this.rec.resume(task.id, outcome);
    this.st.push(task);
  }

  generatorThrew(task: GeneratorTask | null): void {
    if (task === null) return;
    this.generatorRuns(task);
    task.state = State.rejected;
  }

  /** It ended, or whoever asked for values has ended it. */
  generatorOver(task: GeneratorTask | null): void {
    if (task === null) return;
    this.generatorRuns(task);
    const at = this.st.find(task);
    if (at < 0) return;
    this.cut(at + 1);
    if (task.woken) this.sliceOver(task, task.state === State.rejected);
    this.st.pop();
    this.leaveRequest();
    this.rec.taskEnd(task.id, task.state === State.rejected ? State.rejected : State.fulfilled);
  }

  /** A generator that was resumed by a call of `next` is back in its caller. */
  private leaveRequest(): void {
    const below = this.st.top();
    if (below && !below.isTask && below.resource === REQUEST) this.st.pop();
  }
}

function isGenerator(task: Task): task is GeneratorTask {
  return task.generator;
}
