/**
 * Replays a thread's stack of contexts, so that every event is known to have happened in some task's execution, in some
 * callback, or in neither. The rules stand at the top of `protocol/events.ts`; in pictures (top to the right):
 *
 *     CallbackResource 9     [9]
 *     TaskStart 3            [9] 3           3 runs
 *     TaskStart 5            [9] 3 5         5 runs, called by 3
 *     Suspend 5              [9] 3           back in 3
 *     TaskEnd 3              [9]             back in the callback
 *     After                                  the job is over
 *
 * A bracket is where a job of the event loop begins: a callback, or a task that is resumed. Events of a task never reach
 * below the innermost bracket: what stands there cannot have gone on meanwhile.
 */
import { Kind } from '../protocol/events';
import { grown } from './columns';
import { byResource, byTask, NOBODY } from './who';

const FIRST_DEPTH = 64;
/** From here up, positions are looked up. */
const DEEP = 32;
const STARTED = 0;
const RESUMED = 1;
const PROMISE = 2;
const RESOURCE = 3;

/** A callback by its resource's id, or its promise's. */
export type Callback = { readonly resource: number } | { readonly promise: number };

export class Contexts {
  /** As many as {@link depth} count. */
  private kinds = new Uint8Array(FIRST_DEPTH);
  private ids = new Uint32Array(FIRST_DEPTH);
  /** Their rows in the model's tables; -1 where there is none. */
  private rows = new Int32Array(FIRST_DEPTH);
  /** Positions at which a job begins, rising; as many as `jobCount` says. */
  private jobs = new Uint32Array(FIRST_DEPTH);
  private jobCount = 0;
  /** Where each task stands that was pushed onto a deep stack: keeps the search of {@link position} from walking all of it. */
  private readonly deep = new Map<number, number>();

  depth = 0;

  /** Id of the task that runs; 0 if a callback does, or nothing. */
  get task(): number {
    const last = this.depth - 1;
    return last >= 0 && this.kinds[last]! <= RESUMED ? this.ids[last]! : 0;
  }

  /** In whose execution events happen now, by row: see `who.ts`. */
  get who(): number {
    const last = this.depth - 1;
    if (last < 0) return NOBODY;
    const kind = this.kinds[last]!;
    if (kind <= RESUMED) return byTask(this.rows[last]!);
    return kind === RESOURCE ? byResource(this.rows[last]!) : NOBODY;
  }

  /** Id of the resource whose callback runs, with no task on top of it; else 0. */
  get resource(): number {
    return this.top(RESOURCE);
  }

  /** Id of the promise whose reaction runs, with no task on top of it; else 0. */
  get promise(): number {
    return this.top(PROMISE);
  }

  /** The callback that {@link Kind.After} would end now; undefined if that is a resumed task's job, or there is none. */
  get callback(): Callback | undefined {
    if (this.jobCount === 0) return undefined;
    const at = this.jobs[this.jobCount - 1]!;
    if (this.kinds[at] === RESUMED) return undefined;
    return this.kinds[at] === RESOURCE ? { resource: this.ids[at]! } : { promise: this.ids[at]! };
  }

  /** True if the task stands on the stack, within the current job. */
  runs(task: number): boolean {
    return this.position(task) >= 0;
  }

  /** Takes in one event: its kind and its field `a`. Who knows the kind may call the methods below instead. */
  step(kind: number, a: number): void {
    switch (kind) {
      case Kind.TaskStart:
        this.start(a, -1);
        break;
      case Kind.Resume:
        this.resume(a, -1);
        break;
      case Kind.CallbackPromise:
        this.react(a);
        break;
      case Kind.CallbackResource:
        this.call(a, -1);
        break;
      case Kind.Suspend:
      case Kind.Leave:
      case Kind.TaskEnd:
        this.cut(this.position(a));
        break;
      case Kind.After:
        this.after();
        break;
    }
  }

  /** A task starts. @param row of the task in the model, -1 if that is not wanted */
  start(task: number, row: number): void {
    if (this.depth >= DEEP) this.deep.set(task, this.depth);
    this.push(STARTED, task, row);
  }

  resume(task: number, row: number): void {
    if (this.depth >= DEEP) this.deep.set(task, this.depth);
    this.jobs[this.jobCount++] = this.depth;
    this.push(RESUMED, task, row);
  }

  /** The callback of a resource begins. @param row -1 also if its making was not recorded */
  call(resource: number, row: number): void {
    this.jobs[this.jobCount++] = this.depth;
    this.push(RESOURCE, resource, row);
  }

  /** The reaction of a promise begins. */
  react(promise: number): void {
    this.jobs[this.jobCount++] = this.depth;
    this.push(PROMISE, promise, -1);
  }

  after(): void {
    if (this.jobCount > 0) this.cut(this.jobs[this.jobCount - 1]!);
  }

  private top(kind: number): number {
    const last = this.depth - 1;
    return last >= 0 && this.kinds[last] === kind ? this.ids[last]! : 0;
  }

  private push(kind: number, id: number, row: number): void {
    const { depth } = this;
    if (depth === this.ids.length) this.grow();
    this.kinds[depth] = kind;
    this.ids[depth] = id;
    this.rows[depth] = row;
    this.depth = depth + 1;
  }

  private grow(): void {
    this.kinds = grown(this.kinds, 2 * this.depth);
    this.ids = grown(this.ids, 2 * this.depth);
    this.rows = grown(this.rows, 2 * this.depth);
    this.jobs = grown(this.jobs, 2 * this.depth);
  }

  /** @returns where the task stands in the current job, to {@link cut} it from there on; -1 if it does not */
  position(task: number): number {
    const bottom = this.jobCount === 0 ? 0 : this.jobs[this.jobCount - 1]!;
    // as a rule it is the one on top
    const last = this.depth - 1;
    if (last >= bottom && this.isTask(last, task)) return last;
    return this.below(task, bottom);
  }

  private below(task: number, bottom: number): number {
    const deep = this.depth > DEEP ? (this.deep.get(task) ?? -1) : -1;
    if (deep >= bottom && deep < this.depth && this.isTask(deep, task)) return deep;
    for (let at = Math.min(this.depth, DEEP) - 1; at >= bottom; at--) if (this.isTask(at, task)) return at;
    return -1;
  }

  /** @returns the row of what stands there, as it was given */
  rowAt(position: number): number {
    return this.rows[position]!;
  }

  private isTask(at: number, task: number): boolean {
    return this.ids[at] === task && this.kinds[at]! <= RESUMED;
  }

  /** Cuts the stack back to `length`; of a length below 0, a task that does not stand on it, nothing is cut. */
  cut(length: number): void {
    if (length < 0) return;
    for (let at = this.depth - 1; at >= DEEP && at >= length; at--) this.deep.delete(this.ids[at]!);
    this.depth = length;
    while (this.jobCount > 0 && this.jobs[this.jobCount - 1]! >= length) this.jobCount--;
  }
}
