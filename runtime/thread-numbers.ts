/** Numbers of threads as the program sees them: as if the tracer had none of its own. */
import { syncBuiltinESMExports } from 'node:module';
import workers from 'node:worker_threads';

/** The one by which Node tells threads apart. */
export const REAL_NUMBER = workers.threadId;

const HIDDEN_KEY = 'awaitscope.thread';

/** The number of a thread that is none of the program's; threads that start from now on know it. */
export function hideThread(number: number): void {
  workers.setEnvironmentData(HIDDEN_KEY, number);
}

/** In a thread that starts: it finds the number that it would have. */
export function numberThisThread(): void {
  const shown = shownNumber(workers.threadId);
  if (shown === workers.threadId) return;
  Object.defineProperty(workers, 'threadId', {
    value: shown,
    enumerable: true,
    configurable: true,
    writable: true,
  });
  syncBuiltinESMExports();
}

/** @returns the number that a thread would have without ours */
export function shownNumber(number: number): number {
  const hidden = workers.getEnvironmentData(HIDDEN_KEY);
  return typeof hidden === 'number' && number > hidden ? number - 1 : number;
}

/** The reverse of {@link shownNumber}. */
export function realNumber(shown: number): number {
  const hidden = workers.getEnvironmentData(HIDDEN_KEY);
  return typeof hidden === 'number' && shown >= hidden ? shown + 1 : shown;
}
