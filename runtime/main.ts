/**
 * Preloaded into every Node process and thread of the traced program (`--require`). Reads its options, starts the tracer,
 * and leaves no trace of itself where the program looks: not in the environment, not in the module cache.
 */
import * as workers from 'node:worker_threads';
import { OPTIONS_VARIABLE, TERMINAL_VARIABLE, decodeOptions, encodeOptions } from '../protocol/options';
import { ENVIRONMENT_DATA, hideFromProgram, hideTerminal, passToChildren } from './children';
import { letDebuggerAttach } from './debugger';
import { Tracer, report } from './tracer';
import { optionsInTerminal } from './terminal';
import { showNumbers } from './thread-numbers';
import { passToWorkers } from './workers';

const STARTED = Symbol.for('awaitscope.started');

function start(): void {
  const told = decodeOptions(
    process.env[OPTIONS_VARIABLE] ?? (workers.getEnvironmentData(ENVIRONMENT_DATA) as string | undefined),
  );
  const terminal = decodeOptions(process.env[TERMINAL_VARIABLE]);
  if (Reflect.has(process, STARTED) || isLoaderThread()) return;
  if (terminal) hideTerminal(terminal.runtime);
  const options = told ?? (terminal && optionsInTerminal(terminal));
  if (!options) return;
  showNumbers();
  const passed = encodeOptions({
    ...options,
    startedBy: { pid: process.pid, tid: workers.threadId },
  });
  hideFromProgram(passed, options.runtime);
  if (options.debugged) letDebuggerAttach(process.env.NODE_OPTIONS);
  const tracer = new Tracer(options);
  passToWorkers(options.runtime, () => tracer.watchForHangs());
  Object.defineProperty(process, STARTED, { value: tracer.look });
  passToChildren(passed, options.runtime, (child) => tracer.started(child));
  tracer.start();
}

/** The thread in which Node runs module hooks (such as tsx's) is none of the program's. Node 20 tells only by the stack. */
function isLoaderThread(): boolean {
  if (workers.isMainThread) return false;
  if ((workers as { isInternalThread?: boolean }).isInternalThread) return true;
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  const stack = new Error().stack ?? '';
  Error.stackTraceLimit = limit;
  return stack.includes('node:internal/modules/esm/worker');
}

try {
  delete require.cache[__filename];
  start();
} catch (e) {
  report(e instanceof Error ? e.message : String(e));
}
