/**
 * Who is running: the stack of running tasks and callbacks, kept in step with the engine by the hooks.
 *
 * A task stands on it from its start or resume until it suspends, ends or leaves. A boundary stands for a job of the event
 * loop (a resumed task, a promise's reaction, a resource's callback): what is above it belongs to that job.
 */
import type { State } from '../protocol/events';
import type { Site } from './marked-scripts';

const NONE: readonly Site[] = [];

/** What is true or false of a task, its state and its ordinal, in one number: a field takes 8 bytes, and there may be millions of tasks. */
const Bit = {
  first: 1,
  ended: 2,
  returned: 4,
  woken: 8,
  module: 16,
  parked: 32,
  generator: 64,
  suspended: 128,
} as const;
const STATE_SHIFT = 8;
const ORDINAL_SHIFT = 10;
const STATE_BITS = 3 << STATE_SHIFT;

export class Task {
  private bits: number;
  /** The task whose promise it returned. */
  follows: Task | null = null;
  /** Of a marked one: the await that it stands at, or that its running slice began with. */
  site: Site | null = null;

  /** @param of its site where markers know it, else the number of its function in `Places` */
  constructor(
    readonly id: number,
    private of: Site | number,
    kind: 'function' | 'module' | 'generator' = 'function',
  ) {
    this.bits = (1 << ORDINAL_SHIFT) | Bit.first | (kind === 'function' ? 0 : Bit[kind]);
  }

  /** Tells it from a {@link Boundary}, more quickly than a walk along prototypes. */
  get isTask(): true {
    return true;
  }

  private set(bit: number, on: boolean): void {
    this.bits = on ? this.bits | bit : this.bits & ~bit;
  }

  /** Number of its function in `Places`. */
  get fn(): number {
    return typeof this.of === 'number' ? this.of : this.of.place!.fn;
  }

  /** Markers tell of its start, its awaits and its end: it never has to be looked for on the engine's stack. */
  get marked(): boolean {
    return typeof this.of !== 'number';
  }

  /** From now on, markers tell of it. */
  mark(site: Site): void {
    this.of = site;
  }

  /** The awaits in it that no marker tells of. */
  get implicit(): readonly Site[] {
    return typeof this.of === 'number' ? NONE : this.of.implicit;
  }

  get module(): boolean {
    return (this.bits & Bit.module) !== 0;
  }

  /** An async generator's: it may run within another task, and stand at a `yield`. */
  get generator(): boolean {
    return (this.bits & Bit.generator) !== 0;
  }

  /** In its first slice, called by somebody: only then can it vanish from the engine's stack without an event. */
  get first(): boolean {
    return (this.bits & Bit.first) !== 0;
  }

  /** It stands at an await. Of its promises, V8 begins a job only with the one that resumes it then, and else only with its outcome. */
  get suspended(): boolean {
    return (this.bits & Bit.suspended) !== 0;
  }

  suspend(): void {
    this.bits = (this.bits & ~Bit.first) | Bit.suspended;
  }
  resume(): void {
    this.bits &= ~Bit.suspended;
  }

  /** Its end was recorded. */
  get ended(): boolean {
    return (this.bits & Bit.ended) !== 0;
  }
  set ended(on: boolean) {
    this.set(Bit.ended, on);
  }

  /** Of a marked one: a `return` or its last line was reached, and so it is fulfilled if it settles now. */
  get returned(): boolean {
    return (this.bits & Bit.returned) !== 0;
  }
  set returned(on: boolean) {
    this.set(Bit.returned, on);
  }

  /** Its running slice began with the await of {@link site}. */
  get woken(): boolean {
    return (this.bits & Bit.woken) !== 0;
  }
  set woken(on: boolean) {
    this.set(Bit.woken, on);
  }

  /** Of a generator: it stands at a `yield` until somebody asks for the next value. */
  get parked(): boolean {
    return (this.bits & Bit.parked) !== 0;
  }
  set parked(on: boolean) {
    this.set(Bit.parked, on);
  }

  /** Known once it has settled. */
  get state(): State {
    return ((this.bits & STATE_BITS) >> STATE_SHIFT) as State;
  }
  set state(state: State) {
    this.bits = (this.bits & ~STATE_BITS) | (state << STATE_SHIFT);
  }

  /** How many calls of the same function were on the engine's stack when it began, itself included. */
  get ordinal(): number {
    return this.bits >>> ORDINAL_SHIFT;
  }
  set ordinal(ordinal: number) {
    this.bits = (this.bits & ((1 << ORDINAL_SHIFT) - 1)) | (ordinal << ORDINAL_SHIFT);
  }
}

/** A generator's, as markers know it. */
export class GeneratorTask extends Task {
  /** The `yield` that it reached last. */
  yieldSite: Site | null = null;

  constructor(id: number, site: Site) {
    super(id, site, 'generator');
  }
}

export class Boundary {
  constructor(
    /** The resource's async id, or -1 for a promise's job. */
    readonly resource: number,
    /** True if the recording has a Callback event for it, which must be closed by After. */
    readonly recorded: boolean,
    /** The task whose outer promise the job is of. */
    readonly task: Task | null = null,
  ) {}

  get isTask(): false {
    return false;
  }
}

export type Context = Task | Boundary;

export class Activations {
  private readonly stack: Context[] = [];

  get depth(): number {
    return this.stack.length;
  }

  push(c: Context): void {
    this.stack.push(c);
  }

  pop(): Context | undefined {
    return this.stack.pop();
  }

  /** The innermost context. */
  top(): Context | undefined {
    return this.stack[this.stack.length - 1];
  }

  /** The outermost context: of a job, what began it. */
  bottom(): Context | undefined {
    return this.stack[0];
  }

  /** The task on top, or undefined if a callback is, or nothing. */
  running(): Task | undefined {
    const top = this.stack[this.stack.length - 1];
    return top?.isTask ? top : undefined;
  }

  /** Position of a task in the current job; -1 if it is not running there. */
  find(task: Task): number {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const c = this.stack[i];
      if (c === task) return i;
      if (!c!.isTask) return -1;
    }
    return -1;
  }

  /** True if another call of the function than the one at the top is on the stack. */
  recursive(fn: number): boolean {
    for (let i = this.stack.length - 2; i >= 0; i--) {
      const c = this.stack[i];
      if (c?.isTask && c.fn === fn) return true;
    }
    return false;
  }

  has(fn: number): boolean {
    for (const c of this.stack) if (c.isTask && c.fn === fn) return true;
    return false;
  }

  /** Position of the innermost boundary of a resource (-1: of a promise's job); -1 if there is none. */
  boundary(resource: number): number {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const c = this.stack[i];
      if (!c!.isTask && c!.resource === resource) return i;
    }
    return -1;
  }

  /**
   * Takes out the tasks of the current job that are in their first slice and no longer on the engine's stack.
   * @param live how many calls of each function are on the engine's stack now
   * @returns the tasks taken out, innermost first
   */
  sweep(live: ReadonlyMap<number, number>): Task[] {
    const gone: Task[] = [];
    // A later call of a function at the same depth proves that the earlier one is over.
    const seen = new Map<number, number>();
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const c = this.stack[i]!;
      if (!c.isTask) break;
      if (!c.first || c.marked) continue;
      const lowest = Math.min(seen.get(c.fn) ?? Infinity, (live.get(c.fn) ?? 0) + 1);
      if (c.ordinal >= lowest) {
        gone.push(c);
        this.stack.splice(i, 1);
      } else {
        seen.set(c.fn, c.ordinal);
      }
    }
    return gone;
  }
}
