/**
 * A thread that runs one slice and never comes back flushes nothing, and nobody learns where it is. So a helper thread looks whether
 * what was recorded lies unwritten for longer than the thread's own timer would leave it; then it asks the thread, through an inspector session,
 * which interrupts it for a moment: it records where it stands, and writes all that it has.
 *
 * The helper starts with the first task, or before the program's first thread, and only where threads may be started. The program
 * does not see it.
 */
import { Worker } from 'node:worker_threads';
import { hideThread } from './thread-numbers';

/** As it is now: later it is one that has what it starts recorded. */
const NodeWorker = Worker;

/** How often the helper looks, ms. */
const EVERY_MS = 150;
/** What lies unwritten this long belongs to a thread that is stuck; then again after four times as long. */
const STUCK_MS = 450;
/** A look that came while the tracer was at work is made again, ms. */
const AGAIN_MS = 5;

/** Runs in the helper: only what its argument holds is there. */
function help({ unwritten, everyMs, stuckMs, againMs }: HelperData): void {
  let seen = 0;
  let since = 0;
  let next = stuckMs;
  const look = (): void => {
    // Loaded only here: it takes 2 MB.
    const { Session } = require('node:inspector') as { Session: new () => Session };
    const session = new Session();
    session.connectToMainThread();
    const expression = "process[Symbol.for('awaitscope.started')]()";
    session.post('Runtime.evaluate', { expression, returnByValue: true, silent: true }, (_, answer) => {
      session.disconnect();
      if (answer?.result?.value === 'again') setTimeout(look, againMs);
    });
  };
  setInterval(() => {
    const now = Atomics.load(unwritten, 0);
    if (now === 0 || now !== seen) {
      seen = now;
      since = Date.now();
      next = stuckMs;
    } else if (Date.now() - since >= next) {
      next *= 4;
      look();
    }
  }, everyMs);
}

interface Session {
  connectToMainThread(): void;
  disconnect(): void;
  post(
    method: string,
    params: object,
    callback: (error: Error | null, answer?: { result?: { value?: unknown } }) => void,
  ): void;
}
interface HelperData {
  readonly unwritten: Int32Array;
  readonly everyMs: number;
  readonly stuckMs: number;
  readonly againMs: number;
}

/**
 * @param unwritten shared: 0 when nothing lies unwritten, else a number that is new with each first byte
 * @throws if no thread may be started here
 */
export function startHelper(unwritten: Int32Array): void {
  const workerData: HelperData = { unwritten, everyMs: EVERY_MS, stuckMs: STUCK_MS, againMs: AGAIN_MS };
  const helper = withoutTick(
    () =>
      new NodeWorker(`(${help.toString()})(require('node:worker_threads').workerData)`, {
        eval: true,
        workerData,
        // Nothing of the program's, nor of the tracer's, is loaded there.
        env: {},
        execArgv: [],
        stdin: false,
        stdout: true,
        stderr: true,
        name: 'awaitscope',
        resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16, stackSizeMb: 1 },
      }),
  );
  helper.unref();
  helper.on('error', () => {});
  hideThread(helper);
}

/** Node tells of a new thread in a tick of its own. The program shall not hear of it, and has stacks of its own without a tick. */
function withoutTick<T>(make: () => T): T {
  const property = Object.getOwnPropertyDescriptor(process, 'nextTick')!;
  Object.defineProperty(process, 'nextTick', { ...property, value: () => {} });
  try {
    return make();
  } finally {
    Object.defineProperty(process, 'nextTick', property);
  }
}
