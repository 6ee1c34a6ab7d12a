/**
 * Fulfilled or rejected. The `settled` hook does not say, and within it the promise still reads pending; so the event is
 * held until the next thing the tracer sees, when util.inspect tells (1 to 2 µs; natives syntax would be cheaper, and is
 * gone since Node 24). Nothing can come in between: the next event flushes it first.
 */
import { inspect } from 'node:util';
import { State } from '../protocol/events';

/** Shows as little as it can of the value: none of the program's own code is to run. */
const LITTLE = {
  depth: 0, customInspect: false, showProxy: false, getters: false, colors: false, showHidden: false, sorted: false,
  maxStringLength: 0, maxArrayLength: 0, breakLength: Infinity, compact: 3,
} as const;

const SETTLED_STATE = /\{\s*<(rejected|pending)>/;

/** The state of a promise as it is now. */
export function stateOf(promise: Promise<unknown>): State {
  const found = SETTLED_STATE.exec(inspect(promise, LITTLE));
  if (found === null) return State.fulfilled;
  return found[1] === 'rejected' ? State.rejected : State.unknown;
}
