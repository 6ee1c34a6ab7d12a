/**
 * In which phase of Node's event loop a job ran. Node does not say so; what the job was a callback of does: see "The Node.js Event Loop" at
 * nodejs.org/learn. Callbacks of files, sockets and processes run in the phases for pending work, for polling and for closing, which nothing
 * in a recording tells apart: they are one here.
 */
export const PHASES = ['script', 'timers', 'io', 'check', 'microtasks'] as const;

/** Indexes of {@link PHASES}; unknown is the phase of the callback of something whose making was not recorded. */
export const Phase = { script: 0, timers: 1, io: 2, check: 3, microtasks: 4, unknown: 5 } as const;
export type Phase = (typeof Phase)[keyof typeof Phase];

const OF_TYPES: Readonly<Record<string, Phase>> = {
  Timeout: Phase.timers,
  Immediate: Phase.check,
  // between the phases, after every callback
  TickObject: Phase.microtasks,
  Microtask: Phase.microtasks,
};

/** @returns the phase in which callbacks of Node's type of resource run */
export function phaseOfType(type: string): Phase {
  return Object.hasOwn(OF_TYPES, type) ? OF_TYPES[type]! : Phase.io;
}
