import { on } from 'node:events';
import type { EventEmitter } from 'node:events';

/**
 * The values of an event as an async iterator, in order, none lost. It ends with the event named `end`, or when the signal
 * is aborted, and throws what the emitter reports as its error.
 */
export async function* eventsOf<T>(
  emitter: EventEmitter,
  name: string,
  { end, signal }: { end?: string; signal?: AbortSignal } = {},
): AsyncGenerator<T, void, void> {
  try {
    for await (const [value] of on(emitter, name, { signal, close: end === undefined ? [] : [end] })) {
      yield value as T;
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}
