/**
 * Promise hooks → events. What V8 reports for each construct, and how a task is told from it, is in docs/architecture.md
 * ("The activation stack"). In short:
 *
 *     init without parent, user code on top, no import()        a task starts
 *     init with the running task's outer promise as parent      the wrapper of an awaited value; its throwaway comes next
 *     init with a parent, user code on top                      the running task suspends on the parent
 *     before / after of a throwaway                             the task resumes / its slice is over
 *     settled of an outer promise                               the task ends
 */
import { LocRole, PROMISE_MAKERS, State, TaskVariant, What } from '../protocol/events';
import type { LocFlags, PromiseMaker } from '../protocol/events';
import { Boundary, Task } from './activations';
import type { Activations } from './activations';
import { Mark, idIn, idOf, knownOf, markIn, stamp, stampWith, taskOf } from './stamp';
import type { Known } from './stamp';
import { isDisposer } from './places';
import type { Place, Places, Script } from './places';
import type { Outcomes } from './outcome';
import type { Recorder } from './recorder';

type AnyPromise = Promise<unknown>;

/** Frames looked at when a promise is made: the maker, a subclass or helper of Node in between, the user's call. */
export const PROMISE_FRAMES = 3;
/** Frames counted to tell whether a task still runs. */
const DEEP_FRAMES = 1000;

const MAKER_NUMBER = new Map<string, number>(PROMISE_MAKERS.map((name, i) => [name, i]));
const maker = (name: PromiseMaker): number => MAKER_NUMBER.get(name)!;
const RESOLVE = maker('resolve');
const REJECT = maker('reject');
/** The frame of the function that settles, below more of the tracer's own. */
const SETTLE_FRAMES = 5;
/** Where V8 calls Node for an `import()`. */
const DYNAMIC_IMPORT = 'node:internal/modules/esm/utils';

/** Jobs of promises without a task; the recording tells of one, but not of the other. */
const RECORDED_JOB = new Boundary(-1, true);
const UNRECORDED_JOB = new Boundary(-1, false);

export class PromiseTracker {
  protected nextId = 1;
  /** How often code was resumed that is no task. */
  passedOver = 0;
  private readonly modules = new Map<Script, Task>();
  /** The promise made last, if by a builtin that settles it at once. */
  protected settledByMaker: AnyPromise | null = null;
  protected makerState: State = State.unknown;
  /** The throwaway whose job runs. V8 settles it before the job is over, which says nothing. */
  protected resumedBy: AnyPromise | null = null;
  /** A promise made with the running task as parent: the wrapper of a value, if the next event says so. */
  private wrapper: AnyPromise | null = null;
  private wrapperParent: AnyPromise | null = null;
  private wrapperPlace: Place | null = null;
  private wrapperSettled = false;

  constructor(
    protected readonly st: Activations,
    protected readonly places: Places,
    protected readonly rec: Recorder,
    private readonly outcomes: Outcomes,
  ) {}

  /**
   * True if a promise with this parent is what resumes the running task from awaiting a value: the place is known then, and
   * {@link suspendOnWrapper} needs no frames.
   */
  isWrapper(parent: AnyPromise | undefined): boolean {
    return parent !== undefined && parent === this.wrapper;
  }

  init(p: AnyPromise, parent: AnyPromise | undefined, frames: NodeJS.CallSite[]): void {
    this.decideWrapper();
    if (parent === undefined) this.made(p, frames);
    else this.chained(p, parent, frames);
  }

  /** A promise without a parent: the outer promise of a call, or what a builtin or Node itself makes. */
  private made(p: AnyPromise, frames: NodeJS.CallSite[]): void {
    const top = frames[0];
    const script = top && this.places.scriptOf(top);
    if (!top || !script) return this.plain(p, frames, undefined);
    if (script.internal) {
      if (script.url === DYNAMIC_IMPORT) this.noteImport(frames);
      return this.plain(p, frames, 'internal');
    }
    const place = this.places.placeOf(script, top);
    if (place.dynamicImport) return this.plain(p, frames, 'import');
    if (isModuleBody(place)) {
      // The body of a module with top-level await is an async function, made when the module is linked. It runs later.
      const task = this.moduleTask(place);
      return stampWith(p, task);
    }
    this.startTask(p, place, frames);
  }

  /**
   * The promise of an `import()` is made without a parent and with user code on top, as that of an async call is. But before
   * it V8 calls Node's loader, which makes promises of its own.
   */
  private noteImport(frames: NodeJS.CallSite[]): void {
    const script = frames[1] && this.places.scriptOf(frames[1]);
    if (script && !script.internal) this.places.placeOf(script, frames[1]!).dynamicImport = true;
  }

  private startTask(p: AnyPromise, place: Place, frames: NodeJS.CallSite[]): void {
    const caller = this.caller(frames);
    const running = this.st.running();
    if (running?.first && (running.fn !== caller?.fn || this.st.recursive(running.fn))) this.sweep(1);
    this.startModuleOf(caller);
    const task = new Task(this.nextId, place.fn);
    this.nextId += 2;
    if (this.st.has(place.fn)) {
      task.ordinal = this.places.count(this.places.capture(DEEP_FRAMES)).get(place.fn) ?? 1;
    }
    stampWith(p, task);
    const callerLoc = caller && !isDisposer(place) ? this.places.loc(caller, LocRole.call) : 0;
    this.rec.taskStart(task.id, TaskVariant.function, this.places.loc(place, LocRole.function), callerLoc);
    this.st.push(task);
  }

  /** The user frame that called the innermost one, directly or through a builtin such as `map`. */
  protected caller(frames: NodeJS.CallSite[]): Place | undefined {
    for (let i = 1; i < frames.length; i++) {
      const script = this.places.scriptOf(frames[i]!);
      if (!script) continue;
      return script.internal ? undefined : this.places.placeOf(script, frames[i]!);
    }
    return undefined;
  }

  /** A promise that is no task: recorded if user code stands among the frames, which then made it or gets it. */
  protected plain(
    p: AnyPromise,
    frames: NodeJS.CallSite[],
    how: PromiseMaker | undefined,
    parent?: AnyPromise,
  ): void {
    const loc = this.places.firstUser(frames);
    const id = this.nextId++;
    if (loc === 0) {
      if (parent) this.observe(parent);
      return stamp(p, Mark.silent, id);
    }
    stamp(p, Mark.plain, id);
    const parentId = parent ? idOf(parent) : 0;
    const number = how ? maker(how) : this.builtinMaker(frames);
    this.rec.promise(id, loc, number, parentId);
    this.settledByMaker = number === RESOLVE || number === REJECT ? p : null;
    this.makerState = number === REJECT ? State.rejected : State.fulfilled;
  }

  /** The builtin nearest to user code says how the promise was made: `catch` calls `then`. */
  private builtinMaker(frames: NodeJS.CallSite[]): number {
    let name = '';
    for (const frame of frames) {
      if (this.places.scriptOf(frame)) break;
      name = frame.isConstructor() ? 'new' : (frame.getFunctionName() ?? '');
    }
    return MAKER_NUMBER.get(name) ?? maker('other');
  }

  /** A promise with a parent: a then-promise, the wrapper of a value, or what resumes a task. */
  private chained(p: AnyPromise, parent: AnyPromise, frames: NodeJS.CallSite[]): void {
    const top = frames[0];
    const script = top && this.places.scriptOf(top);
    if (!top || !script) {
      this.noteFollowing(parent);
      return this.plain(p, frames, undefined, parent);
    }
    if (script.internal) return this.plain(p, frames, 'internal', parent);
    const place = this.places.placeOf(script, top);
    const task = this.taskAt(place);
    if (!task) return this.untracked(p, parent);
    if (mayBeOuterOf(task, parent)) {
      this.wrapper = p;
      this.wrapperParent = parent;
      this.wrapperPlace = place;
      this.wrapperSettled = false;
      return stamp(p, Mark.plain, this.nextId++);
    }
    this.suspend(task, p, parent, place, What.promise);
  }

  /** In the job of a task's outer promise, `then` is called on the promise that the task returned. */
  private noteFollowing(parent: AnyPromise): void {
    const job = this.st.top();
    if (job && !job.isTask && job.task) job.task.follows = taskOf(parent) ?? job.task.follows;
  }

  suspendOnWrapper(p: AnyPromise): void {
    const wrapper = this.wrapper!;
    const task = this.st.running();
    this.wrapper = null;
    if (!task) return stamp(p, Mark.untracked, this.nextId++);
    if (task.module) stampWith(this.wrapperParent!, task);
    this.suspend(task, p, wrapper, this.wrapperPlace!, this.wrapperSettled ? What.value : What.thenable);
  }

  /**
   * A promise thought to wrap a value was none, since nothing was chained to it: it is a throwaway, and a task awaits the
   * promise thought to be the top task's own. That task is the caller, where the function on top has returned with a promise
   * to settle; a task in a later slice can only be awaiting itself.
   */
  protected decideWrapper(): void {
    const p = this.wrapper;
    if (p === null) return;
    this.wrapper = null;
    const parent = this.wrapperParent!;
    const top = this.st.running();
    if (top?.first && taskOf(parent) !== null) {
      this.st.pop();
      this.rec.leave(top.id);
    }
    const task = this.st.running();
    if (!task) return this.untracked(p, parent);
    this.suspend(task, p, parent, this.wrapperPlace!, What.promise);
  }

  /** Code that is no task awaits `parent`: an async generator, as a rule. */
  private untracked(p: AnyPromise, parent: AnyPromise): void {
    this.observe(parent);
    stamp(p, Mark.untracked, idOf(p) || this.nextId++);
  }

  /** Whoever waits for the promise now has no event of its own that says so. */
  protected observe(p: AnyPromise): void {
    const known = knownOf(p);
    if (known !== null && isRecorded(known)) this.rec.observe(idIn(known));
  }

  protected suspend(
    task: Task,
    p: AnyPromise,
    on: AnyPromise,
    place: Place,
    what: What,
    role: LocFlags = LocRole.await,
  ): void {
    const known = knownOf(on);
    if (known === null || markIn(known) === Mark.silent) {
      stamp(on, Mark.plain, known === null ? this.nextId++ : idIn(known));
    }
    const at = this.st.find(task);
    if (at >= 0) {
      this.cut(at + 1);
      this.st.pop();
    }
    task.suspend();
    stampWith(p, task);
    this.rec.suspend(task.id, idOf(on), this.places.loc(place, role), what);
  }

  /** The running task that stands at `place`; undefined for code that is no task. */
  private taskAt(place: Place): Task | undefined {
    let task = this.st.running();
    if (task && (task.fn !== place.fn || (task.first && this.st.recursive(task.fn)))) {
      this.sweep();
      task = this.st.running();
    }
    if (task?.fn === place.fn) return task;
    return isModuleBody(place) ? this.startModule(this.moduleTask(place), place) : undefined;
  }

  protected startModuleOf(caller: Place | undefined): void {
    const module = caller && isModuleBody(caller) ? this.modules.get(caller.script) : undefined;
    if (module && caller) this.startModule(module, caller);
  }

  protected moduleTask(place: Place): Task {
    let task = this.modules.get(place.script);
    if (!task) {
      task = new Task(this.nextId, place.fn, 'module');
      this.nextId += 2;
      this.modules.set(place.script, task);
    }
    return task;
  }

  /** A module's body tells nothing of its start; it shows at its first call of an async function, or at its first await. */
  protected startModule(task: Task, place: Place): Task {
    if (!task.first || this.st.find(task) >= 0) return task;
    const start = this.places.moduleStart(place.script, place.fn);
    this.rec.taskStart(task.id, TaskVariant.module, this.places.loc(start, LocRole.function), 0);
    this.st.push(task);
    return task;
  }

  /**
   * Takes out the tasks whose function has returned with a promise still to settle: the engine says nothing of that.
   * @param starting how many frames on top are of calls that only begin, and so are nobody's yet
   */
  private sweep(starting = 0): void {
    const frames = this.places.capture(DEEP_FRAMES);
    for (const gone of this.st.sweep(this.places.count(frames.slice(starting)))) this.rec.leave(gone.id);
  }

  /**
   * To be called before somebody asks who is running: see {@link sweep}.
   * @param frames those captured already: if the task on top stands among them, it runs
   */
  settleWhoRuns(frames: readonly NodeJS.CallSite[] = []): void {
    this.decideWrapper();
    const running = this.st.running();
    if (!running?.first || running.marked) return;
    if (!this.st.recursive(running.fn) && this.places.count(frames).has(running.fn)) return;
    this.sweep();
  }

  before(p: AnyPromise): void {
    this.decideWrapper();
    this.cut(0);
    const known = knownOf(p);
    if (known === null) return this.st.push(UNRECORDED_JOB);
    if (typeof known === 'number' || !known.suspended) return this.react(known);
    this.resumedBy = p;
    known.resume();
    this.st.push(UNRECORDED_JOB);
    this.rec.resume(known.id);
    this.st.push(known);
  }

  /** The job of a promise's reaction begins. */
  protected react(known: Known): void {
    if (!isRecorded(known)) {
      if (markIn(known) === Mark.untracked) this.passedOver++;
      return this.st.push(UNRECORDED_JOB);
    }
    this.st.push(typeof known === 'number' ? RECORDED_JOB : new Boundary(-1, true, known));
    this.rec.callbackPromise(idIn(known));
  }

  after(): void {
    this.resumedBy = null;
    this.decideWrapper();
    const at = this.st.boundary(-1);
    if (at >= 0) this.cut(at);
  }

  /** Ends all contexts from position `from` up. */
  cut(from: number): void {
    while (this.st.depth > from) {
      const c = this.st.pop()!;
      if (!c.isTask) {
        if (c.recorded) this.rec.after();
      } else if (c.module) {
        this.rec.taskEnd(c.id, State.unknown);
      } else {
        this.rec.leave(c.id);
      }
    }
  }

  settled(p: AnyPromise): void {
    if (p === this.resumedBy) return;
    const known = knownOf(p);
    if (known !== null) this.settledKnown(p, known);
  }

  protected settledKnown(p: AnyPromise, known: Known): void {
    if (p === this.wrapper) this.wrapperSettled = true;
    else if (typeof known !== 'number') this.settledTask(known);
    else if (markIn(known) === Mark.plain) this.settledPlain(p, idIn(known));
  }

  protected settledTask(task: Task): void {
    this.decideWrapper();
    const at = this.st.find(task);
    if (at >= 0) {
      this.cut(at + 1);
      this.st.pop();
      task.state = this.outcomeHere(task);
    } else {
      if (this.st.running()?.first) this.sweep();
      task.state = task.follows?.state ?? State.unknown;
    }
    this.rec.taskEnd(task.id, task.state);
  }

  /** The running task settles where the top frame stands. */
  private outcomeHere(task: Task): State {
    const site = this.places.capture(SETTLE_FRAMES)[0];
    const script = site && this.places.scriptOf(site);
    if (!site || !script || script.internal) return State.unknown;
    const place = this.places.placeOf(script, site);
    return place.fn === task.fn ? this.outcomes.at(place) : State.unknown;
  }

  private settledPlain(p: AnyPromise, id: number): void {
    this.settleWhoRuns();
    this.rec.settle(id, p === this.settledByMaker ? this.makerState : State.unknown);
  }
}

/**
 * A module's own promise is made out of sight, and known only once a value was wrapped for it. An async generator's is that of the
 * request for its next value, which nothing tells from others.
 */
function mayBeOuterOf(task: Task, p: AnyPromise): boolean {
  const known = knownOf(p);
  if (known === null) return task.generator;
  if (typeof known !== 'number') return known === task;
  const mark = markIn(known);
  if (task.generator) return mark === Mark.silent || mark === Mark.plain;
  return task.module && mark === Mark.silent;
}

/** Whether a promise's id stands in the recording. */
function isRecorded(known: Known): boolean {
  const mark = markIn(known);
  return mark === Mark.plain || mark === Mark.outer;
}

/** V8 gives a module's body no name, and the script's start as its own. */
function isModuleBody(place: Place): boolean {
  return place.name === '' && place.functionLine === 1 && place.functionColumn === 1;
}
