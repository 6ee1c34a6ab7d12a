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

  /** Takes in one event: its kind and its field `a`. */
  step(kind: number, a: number): void {
    switch (kind) {
      case Kind.TaskStart:
        this.push(STARTED, a);
        break;
      case Kind.Resume:
        this.pushJob(RESUMED, a);
        break;
      case Kind.CallbackPromise:
        this.pushJob(PROMISE, a);
        break;
      case Kind.CallbackResource:
        this.pushJob(RESOURCE, a);
        break;
      case Kind.Suspend:
      case Kind.Leave:
      case Kind.TaskEnd: {
        const at = this.position(a);
        if (at >= 0) this.cut(at);
        break;
      }
      case Kind.After:
        if (this.jobCount > 0) this.cut(this.jobs[this.jobCount - 1]!);
        break;
    }
  }

  private top(kind: number): number {
    const last = this.depth - 1;
    return last >= 0 && this.kinds[last] === kind ? this.ids[last]! : 0;
  }

  private push(kind: number, id: number): void {
    if (this.depth === this.ids.length) {
      this.kinds = grown(this.kinds, 2 * this.depth);
      this.ids = grown(this.ids, 2 * this.depth);
      this.jobs = grown(this.jobs, 2 * this.depth);
    }
    if (this.depth >= DEEP && kind <= RESUMED) this.deep.set(id, this.depth);
    this.kinds[this.depth] = kind;
    this.ids[this.depth++] = id;
  }

  private pushJob(kind: number, id: number): void {
    this.push(kind, id);
    this.jobs[this.jobCount++] = this.depth - 1;
  }

  /** Where the task stands in the current job; -1 if it does not. */
  private position(task: number): number {
    const bottom = this.jobCount === 0 ? 0 : this.jobs[this.jobCount - 1]!;
    // as a rule it is the one on top
    if (this.depth > bottom && this.ids[this.depth - 1] === task && this.kinds[this.depth - 1]! <= RESUMED)
      return this.depth - 1;
    const deep = this.depth > DEEP ? (this.deep.get(task) ?? -1) : -1;
    if (deep >= bottom && deep < this.depth && this.isTask(deep, task)) return deep;
    for (let at = Math.min(this.depth, DEEP) - 1; at >= bottom; at--) if (this.isTask(at, task)) return at;
    return -1;
  }

  private isTask(at: number, task: number): boolean {
    return this.ids[at] === task && this.kinds[at]! <= RESUMED;
  }

  /** Cuts the stack back to `length`. */
  private cut(length: number): void {
    for (let at = Math.max(DEEP, length); at < this.depth; at++) this.deep.delete(this.ids[at]!);
    this.depth = length;
    while (this.jobCount > 0 && this.jobs[this.jobCount - 1]! >= length) this.jobCount--;
  }
}
