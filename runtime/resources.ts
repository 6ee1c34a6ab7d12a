/**
 * async_hooks → resources and their callbacks: timers, I/O, ticks. Promises are kept out of it where Node allows, since
 * they have their own hooks (see `promises.ts`).
 */
import { createHook, executionAsyncId, executionAsyncResource } from 'node:async_hooks';
import type { HookCallbacks } from 'node:async_hooks';
import { TIMER_REPEATS, TRACER_RESOURCE } from '../protocol/events';
import { Boundary } from './activations';
import type { Activations } from './activations';
import type { Places } from './places';
import type { PromiseTracker } from './promises';
import { nodeBinding } from './node-binding';
import type { Recorder } from './recorder';

/** Frames from a resource's making to the user's call, past Node's own layers of fs, net, timers, and to the function around a `new Promise` there. */
export const RESOURCE_FRAMES = 10;
/** nextTick is called by Node's streams all the time; the user's own call is near the top. */
export const TICK_FRAMES = 4;

/** Armings of the tracer's timer that may be undestroyed. */
const FORMER = 8;

export class ResourceTracker {
  private ownId: number;
  /** What {@link ownId} was before: those are destroyed later. */
  private readonly former: number[] = [];
  private turn = 0;
  /** Of other things that the tracer made. */
  private readonly ownIds = new Set<number>();
  private making = false;
  /** What Node's timers are instances of. */
  private readonly timeout: unknown;
  /** No callback has begun since this was set. */
  idle = false;

  constructor(
    private readonly st: Activations,
    private readonly places: Places,
    private readonly rec: Recorder,
    private readonly promises: PromiseTracker,
    /** The tracer's timer. */
    private readonly ownResource: object,
  ) {
    // It was armed before the hooks were set.
    this.timeout = Object.getPrototypeOf(ownResource) as unknown;
    const symbol = Object.getOwnPropertySymbols(ownResource).find((s) => s.description === 'asyncId');
    this.ownId = symbol ? (ownResource as Record<symbol, number>)[symbol]! : -1;
  }

  /** True for the tracer's own timer, whose id is new with each arming. */
  isOwn(id: number, resource: object): boolean {
    if (this.making) this.ownIds.add(id);
    if (resource !== this.ownResource) return this.making;
    this.former[this.turn++ % FORMER] = this.ownId;
    this.ownId = id;
    return true;
  }

  /** Whether an id is that of something that the tracer made, of late if it is its timer, which has a new one with each arming. */
  isOwnId(id: number): boolean {
    return this.isCurrent(id) || this.former.includes(id);
  }

  private isCurrent(id: number): boolean {
    return id === this.ownId || (this.ownIds.size > 0 && this.ownIds.has(id));
  }

  /** What is made meanwhile is the tracer's own, and so are its callbacks. */
  makeOwn(make: () => void): void {
    this.making = true;
    try {
      make();
    } finally {
      this.making = false;
    }
  }

  /** A timer of Node's own that it sets again, as its servers do for each request. */
  isReused(type: string, resource: object): boolean {
    return type === 'Timeout' && typeof this.ofTimer(resource, '_idleStart') === 'number';
  }

  init(id: number, type: string, resource: object, frames: NodeJS.CallSite[]): void {
    this.promises.settleWhoRuns(frames);
    this.rec.resource(id, type, this.places.firstUser(frames));
    if (type === 'Timeout') this.timer(id, resource);
  }

  private timer(id: number, resource: object): void {
    const delay = this.ofTimer(resource, '_idleTimeout');
    if (typeof delay === 'number' && delay >= 0) {
      this.rec.timer(
        id,
        Math.round(delay),
        typeof this.ofTimer(resource, '_repeat') === 'number' ? TIMER_REPEATS : 0,
      );
    }
  }

  /**
   * A timer's property. Nothing of the program's is run: anybody may call a resource of theirs a Timeout; Node's own have
   * plain properties.
   */
  private ofTimer(resource: object, name: '_idleStart' | '_idleTimeout' | '_repeat'): unknown {
    if (Object.getPrototypeOf(resource) === this.timeout) return (resource as Record<string, unknown>)[name];
    return Object.getOwnPropertyDescriptor(resource, name)?.value;
  }

  /** A resource whose place a marker told, or that has none. */
  initAt(id: number, type: string, resource: object, loc: number): void {
    this.promises.settleWhoRuns();
    this.rec.resource(id, type, loc);
    if (type === 'Timeout') this.timer(id, resource);
  }

  before(id: number): void {
    if (this.isCurrent(id) || this.isPromise(id)) return;
    this.idle = false;
    this.promises.settleWhoRuns();
    this.st.push(new Boundary(id, true));
    this.rec.callbackResource(id);
  }

  /** Where the program's own use of async hooks has them called for promises, ours are called too. */
  private isPromise(id: number): boolean {
    return HOOKED_FOR_PROMISES && id === executionAsyncId() && executionAsyncResource() instanceof Promise;
  }

  after(id: number): void {
    const at = this.st.boundary(id);
    if (at < 0) return;
    this.promises.settleWhoRuns();
    this.promises.cut(at);
  }
}

const MAJOR = Number(process.versions.node.split('.')[0]);
const NO_PROMISES = Object.getOwnPropertySymbols(createHook({})).find(
  (s) => s.description === 'kNoPromiseHook',
);
/** Before Node 22 async hooks cannot be kept from promises. */
const HOOKED_FOR_PROMISES = NO_PROMISES === undefined && MAJOR < 24;

/**
 * A hook that is not called for promises: by option on 24.21 and later, by the hook's own symbol property on 22. Before that
 * neither exists, and the callbacks are called for promises too.
 */
export function createResourceHook(callbacks: HookCallbacks): { enable(): void; disable(): void } {
  const options: HookCallbacks & { trackPromises?: boolean } = { ...callbacks, trackPromises: false };
  const hook = createHook(options);
  if (NO_PROMISES) (hook as unknown as Record<symbol, boolean>)[NO_PROMISES] = true;
  return hook;
}

const TRACER_TYPE = 'AWAITSCOPE';

/** Runs a piece of the tracer's own work so that the recording shows whose time it was. */
export class OwnWork {
  private known = false;

  constructor(private readonly rec: Recorder) {}

  run<T>(work: () => T): T {
    if (!this.known) this.rec.resource(TRACER_RESOURCE, TRACER_TYPE, 0);
    this.known = true;
    this.rec.callbackResource(TRACER_RESOURCE);
    try {
      return work();
    } finally {
      this.rec.after();
    }
  }
}

interface PromiseHooks {
  init(p: Promise<unknown>, parent: Promise<unknown>): void;
  before(p: Promise<unknown>): void;
  after(p: Promise<unknown>): void;
  settled(p: Promise<unknown>): void;
}

/**
 * Before Node 22 a resource hook brings in Node's own promise hooks, which leave two symbols on every promise, for the program
 * to see. Sets ours alone. They are in Node's list too, so that they stay when the program turns to async hooks itself.
 */
export function keepAsyncHooksFromPromises(hooks: PromiseHooks): void {
  if (!HOOKED_FOR_PROMISES) return;
  const asyncWrap = nodeBinding('async_wrap') as { setPromiseHooks(...hooks: unknown[]): void } | undefined;
  asyncWrap?.setPromiseHooks(hooks.init, hooks.before, hooks.after, hooks.settled);
}
