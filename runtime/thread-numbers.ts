/**
 * Numbers of threads as the program sees them: as if the tracer had no thread of its own. Node's own table of threads goes by
 * `Worker.prototype.threadId` and so by the numbers shown; only a thread's number for itself comes from elsewhere.
 */
import { syncBuiltinESMExports } from 'node:module';
import workers from 'node:worker_threads';
import type { Worker } from 'node:worker_threads';

/** The one by which Node tells threads apart. */
export const REAL_NUMBER = workers.threadId;

const HIDDEN_KEY = 'awaitscope.thread';

/** A thread that is none of the program's; threads that start from now on know its number. */
export function hideThread({ threadId }: Worker): void {
  workers.setEnvironmentData(HIDDEN_KEY, threadId);
}

/** Has this thread see the numbers shown, its own and those of others. Threads begin with the first byte of their code here. */
export function showNumbers(): void {
  const number = shown(REAL_NUMBER);
  if (number !== REAL_NUMBER) {
    const property = Object.getOwnPropertyDescriptor(workers, 'threadId');
    Object.defineProperty(workers, 'threadId', { ...property, value: number });
  }
  const property = Object.getOwnPropertyDescriptor(workers.Worker.prototype, 'threadId');
  if (!property?.get) return;
  const get = new Proxy(property.get, {
    apply: (target, self, args) => shown(Reflect.apply(target, self, args) as number),
  });
  Object.defineProperty(workers.Worker.prototype, 'threadId', { ...property, get });
  showMessages(number);
  showEvents();
  syncBuiltinESMExports();
}

function showMessages(own: number): void {
  const module = workers as { postMessageToThread?: (to: number, ...rest: unknown[]) => unknown };
  if (!module.postMessageToThread) return;
  module.postMessageToThread = new Proxy(module.postMessageToThread, {
    apply: (target, self, [to, ...rest]: [number]) =>
      Reflect.apply(target, self, [to === own ? REAL_NUMBER : to, ...rest]),
  });
}

/** Not on `process` itself, where a program that looks for changes of others would find it. */
function showEvents(): void {
  const owner = Object.getPrototypeOf(process) as { emit: (...args: unknown[]) => boolean };
  const { emit } = process;
  const value = function (this: NodeJS.Process, ...args: unknown[]): boolean {
    if (args[0] === 'workerMessage') args[2] = shown(args[2] as number);
    return Reflect.apply(emit, this, args) as boolean;
  };
  Object.defineProperty(owner, 'emit', { value, writable: true, configurable: true });
}

/** @returns the number that a thread would have without ours */
function shown(number: number): number {
  const hidden = workers.getEnvironmentData(HIDDEN_KEY);
  return typeof hidden === 'number' && number > hidden ? number - 1 : number;
}
