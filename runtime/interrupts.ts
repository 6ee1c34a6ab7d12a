/**
 * Callbacks that come in the middle of anything. What an inspector session hears from another thread interrupts this one wherever it is:
 * between two instructions of the program, or of the tracer, which must not be entered again while it is at work. So the tracer hears
 * nothing while such a callback runs, and the recording says that something is missing.
 */
import { AsyncResource } from 'node:async_hooks';
import { nodeBinding } from './node-binding';

type Receive = (message: string) => unknown;
type ConnectionClass = new (receive: Receive) => object;
type Callback = (this: unknown, ...args: never[]) => unknown;

/** Enough to see whether anything but Node's own lies below a callback. */
const FRAMES = 12;

export class Interrupts {
  /** Async ids of the sessions; Node tells of no resource that is made for them. */
  private readonly sessions = new Set<number>();
  /** Interrupts within which this runs, at most one in practice. */
  private depth = 0;
  private count = 0;

  /** @param listen told that an interrupt begins (false) or is over (true) */
  constructor(private readonly listen: (on: boolean) => void) {}

  /** Takes the place of Node's class, before `node:inspector` is loaded. */
  watch(): void {
    const inspector: { MainThreadConnection?: ConnectionClass } | undefined = nodeBinding('inspector');
    const Connection = inspector?.MainThreadConnection;
    if (!inspector || typeof Connection !== 'function') return;
    inspector.MainThreadConnection = new Proxy(Connection, {
      construct: (target, [receive], newTarget) => {
        // Ids are given in turn, and nothing tells that of a connection.
        const before = new AsyncResource('AWAITSCOPE').asyncId();
        const connection = Reflect.construct(target, [this.guarded(receive as Receive)], newTarget);
        const after = new AsyncResource('AWAITSCOPE').asyncId();
        for (let id = before + 1; id < after; id++) this.sessions.add(id);
        return connection;
      },
    });
  }

  private guarded(receive: Receive): Receive {
    const { begin, end } = this;
    return function guarded(this: unknown, message) {
      const interrupt = isInterrupt(guarded);
      if (interrupt) begin();
      try {
        return Reflect.apply(receive, this, [message]);
      } finally {
        if (interrupt) end();
      }
    };
  }

  /**
   * @param callback that of the hook
   * @returns whether what begins is to be passed over with all that happens in it
   */
  begins(id: number, callback: Callback): boolean {
    if (this.sessions.size === 0 || !this.sessions.has(id) || !isInterrupt(callback)) return false;
    this.begin();
    return true;
  }

  /** To be asked at the end of each callback. */
  ends(id: number): void {
    if (this.depth > 0 && this.sessions.has(id)) this.end();
  }

  private readonly begin = (): void => {
    if (this.depth++ > 0) return;
    this.count++;
    this.listen(false);
  };

  private readonly end = (): void => {
    if (--this.depth === 0) this.listen(true);
  };

  /** @returns how many there were since this was asked */
  take(): number {
    const { count } = this;
    this.count = 0;
    return count;
  }
}

/**
 * Whether a callback came in the middle of something, and not from the event loop.
 * @param callback as it stands on the stack
 */
function isInterrupt(callback: Callback): boolean {
  const files = filesBelow(callback);
  // While V8 makes a stack's text it makes no other: then that was interrupted.
  return !files || files.some((file) => !file.startsWith('node:'));
}

/** @returns the file in which a callback has interrupted this thread, '' if none; undefined if that cannot be seen now */
export function interruptedFile(callback: Callback): string | undefined {
  const files = filesBelow(callback);
  return files && (files.find((file) => file !== '') ?? '');
}

/** @returns the files of the frames below a callback, innermost first; '' for code of no file; undefined if nobody may look now */
function filesBelow(callback: Callback): string[] | undefined {
  const { stackTraceLimit } = Error;
  const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  let files: string[] | undefined;
  try {
    Error.stackTraceLimit = FRAMES;
    Error.prepareStackTrace = (_, sites) => (files = sites.map((site) => site.getFileName() ?? ''));
    const holder = { stack: '' };
    Error.captureStackTrace(holder, callback);
    void holder.stack;
  } catch {
    // The program has frozen it.
  } finally {
    restore(stackTraceLimit, before);
  }
  return files;
}

function restore(stackTraceLimit: number, prepare: PropertyDescriptor | undefined): void {
  try {
    Error.stackTraceLimit = stackTraceLimit;
    if (prepare) Object.defineProperty(Error, 'prepareStackTrace', prepare);
    else delete (Error as { prepareStackTrace?: unknown }).prepareStackTrace;
  } catch {
    // Then nothing was changed either.
  }
}
