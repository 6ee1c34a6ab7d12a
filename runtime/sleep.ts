/**
 * Where a thread may be at its end without knowing: `Atomics.wait` puts it to sleep, and no timer comes to write what was
 * recorded before; and whoever gets a message from it may end it. Pools of threads do both with each job.
 */
import { MessagePort, isMainThread } from 'node:worker_threads';

/** @param flush called before the thread goes to sleep, and before a thread other than the main one sends a message */
export function flushBeforeSleep(flush: () => void): void {
  callBefore(Atomics, 'wait', flush);
  if (!isMainThread) callBefore(MessagePort.prototype, 'postMessage', flush);
}

/** A proxy has the name and the length of the builtin, and cannot be constructed either. */
function callBefore<K extends string>(
  owner: Readonly<Record<K, (...args: never[]) => unknown>>,
  name: K,
  first: () => void,
): void {
  const property = Object.getOwnPropertyDescriptor(owner, name);
  if (!property?.configurable) return;
  const value = new Proxy(owner[name], {
    apply(target, self: unknown, args: never[]) {
      first();
      return Reflect.apply(target, self, args);
    },
  });
  Object.defineProperty(owner, name, { ...property, value });
}
