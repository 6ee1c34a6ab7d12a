/**
 * Preloaded into every Node process and thread of the traced program (`--require`). Reads its options, starts the tracer,
 * and leaves no trace of itself where the program looks: not in the environment, not in the module cache.
 */
import { getEnvironmentData } from 'node:worker_threads';
import * as workers from 'node:worker_threads';
import { OPTIONS_VARIABLE, decodeOptions } from '../protocol/options';
import { ENVIRONMENT_DATA, hideFromProgram, passToChildren } from './children';
import { Tracer, report } from './tracer';

const STARTED = Symbol.for('awaitscope.started');

function start(): void {
  const text = process.env[OPTIONS_VARIABLE] ?? (getEnvironmentData(ENVIRONMENT_DATA) as string | undefined);
  const options = decodeOptions(text);
  if (!text || !options) return;
  if (Reflect.has(process, STARTED) || (workers as { isInternalThread?: boolean }).isInternalThread) return;
  Object.defineProperty(process, STARTED, { value: true });
  hideFromProgram(text, options.runtime);
  if (workers.isMainThread) passToChildren(text, options.runtime);
  new Tracer(options).start();
}

try {
  delete require.cache[__filename];
  start();
} catch (e) {
  report(e instanceof Error ? e.message : String(e));
}
