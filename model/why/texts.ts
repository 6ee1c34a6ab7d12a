/** The sentences of explanations in English, by code. See `sentence` for what stands in braces. */
export const WHY_TEXTS: Readonly<Record<string, string>> = {
  resumed: '{task} waited for {waiting}, was ready for {ready}{running?, then ran for {running}}',
  'never-resumed': '{task} was not resumed: it had waited for {ns} when the recording ended',
  'behind-task': 'it was ready while {task}{at? at {at}} ran, for {ns} in {n} {n|slice|slices}',
  'behind-callback': 'it was ready while {n} {n|callback|callbacks}{at? from {at}} ran, for {ns} in all',
  'behind-others': 'and while {n} others ran',
  hops: 'from that cause to here: {n} turns of the microtask queue, one being the fewest possible',
  value: 'what {task} awaited at {at} was no promise: it went on with the next microtasks',
  'already-settled': 'what {task} awaited at {at} had settled before: it went on with the next microtasks',
  'next-requested': '{task} went on when its next value was asked for',
  'not-settled': 'what {task} awaits at {at} has not settled',
  'settle-unknown': 'the settling of what {task} awaited at {at} was not recorded',
  'task-ended': 'because {task} ended{state?, {state}}',
  'task-returned-promise': 'because the promise that {task} returned settled{state?, {state}}',
  'all-last': 'because the last {n?of the {n} }that Promise.all{at? at {at}} waits for settled',
  'all-settled-last':
    'because the last {n?of the {n} }that Promise.allSettled{at? at {at}} waits for settled',
  'race-won': 'because one {n?of the {n} }in Promise.race{at? at {at}} settled first',
  'any-first': 'because one {n?of the {n} }in Promise.any{at? at {at}} was fulfilled first',
  reaction: 'because the function given to {maker}{at? at {at}} ran',
  'resolved-with': 'because the promise{at? made at {at}} was resolved with another, which settled',
  'resolved-by-task': 'because {task} settled the promise{at? made at {at}}',
  'resolved-by-callback': 'because a callback settled the promise{at? made at {at}}',
  'resolved-by-reaction': 'because another promise’s reaction settled the promise{at? made at {at}}',
  'resolved-by-script': 'because plain code, no task and no callback, settled the promise{at? made at {at}}',
  'resolved-by-node': 'because Node settled the promise{at? that it gave at {at}}',
  'after-callback': 'just after a callback of the system had run ({type})',
  tracing: '{ns} of that was the tracer’s own work',
  slice: 'in the slice of {task} that began at {at}',
  'timer-due': 'because a timer{n? of {n} ms}{at?, set at {at},} was due',
  'loop-blocked':
    'because a timer{n? of {n} ms}{at?, set at {at},} had its turn, {ns} after it was due: until then the thread ran {task?{task}, in }a slice{by? that began at {by}}',
  immediate: 'because the setImmediate{at? at {at}} had its turn',
  'next-tick': 'because the process.nextTick{at? at {at}} had its turn',
  'queue-microtask': 'because the queueMicrotask{at? at {at}} had its turn',
  message: 'because a message of another thread came ({type})',
  process: 'because a child process told something ({type})',
  io: 'because an operation of the system was done ({type}{at?, begun at {at}})',
  'started-by-script': 'because plain code called {task?{task}}',
  'cause-unknown': 'what caused that was not recorded',
  'order-waited-for': 'the second waited, in the end, for the first',
  'order-began-later': 'the second began to wait only after the first had been resumed',
  'order-registered-first':
    'both waited for the same promise, and the first had begun to wait before the second',
  'order-settled-first': 'both were settled in one go, and what the first waited for was settled before',
  'order-fewer-hops':
    'both go back to the same cause; from there the first had {n} {n|turn|turns} of the microtask queue to go, the second {m}',
  'order-microtask-order':
    'both were settled in one turn of the event loop, and the first stood before the second in the microtask queue',
  'order-no-wait':
    'the first waited for nothing outside: microtasks run before the event loop goes on, and the second needed it to ({type})',
  'order-next-tick-first':
    'what process.nextTick was given runs as soon as the code that called it is done, before promises and before the event loop goes on',
  'order-timer-due-first':
    'the timer of the first ({n} ms, set at {at}) was due before that of the second ({m} ms, set at {other})',
  'order-timer-set-first':
    'both had to wait for timers of {n} ms, and that of the first, at {at}, was set before that of the second, at {other}',
  'order-loop-phase': 'the event loop came to {phase} ({type}) before it came to {second} ({other})',
  'order-io-first': 'what the first waited for ({type}) was done before what the second waited for ({other})',
  'order-turn-before': 'what the first waited for came in an earlier turn of the event loop',
  'order-threads': 'they ran in different threads; the first was {ns} earlier on the clock that they share',
  'order-order-unknown': 'the recording does not show what one of them goes back to',
};
