/**
 * In which phase of Node's event loop a job ran. Node does not say so; what the job was a callback of does: see "The Node.js Event Loop" at
 * nodejs.org/learn. Callbacks of files, sockets and processes run in the phases for pending work, for polling and for closing, which nothing
 * in a recording tells apart: they are one here.
 */
import { JobKind } from './jobs';
import type { ResourceTable, StreamRow } from './tables';

export const PHASES = ['script', 'timers', 'io', 'check', 'microtasks'] as const;
export type Phase = (typeof PHASES)[number];

/** What {@link Phases.of} gives where it is not known; else it is an index of {@link PHASES}. */
export const UNKNOWN_PHASE = PHASES.length;

const SCRIPT = PHASES.indexOf('script');
const TIMERS = PHASES.indexOf('timers');
const IO = PHASES.indexOf('io');
const CHECK = PHASES.indexOf('check');
const MICROTASKS = PHASES.indexOf('microtasks');
const OF_TYPES: Readonly<Record<string, number>> = {
  Timeout: TIMERS,
  Immediate: CHECK,
  // between the phases, after every callback
  TickObject: MICROTASKS,
  Microtask: MICROTASKS,
};

/** Those of one thread's jobs. */
export class Phases {
  private readonly ofTypes: number[] = [];

  constructor(
    private readonly stream: StreamRow,
    private readonly resources: ResourceTable,
  ) {}

  /** @returns index of {@link PHASES}; {@link UNKNOWN_PHASE} of the callback of something whose making was not recorded */
  of(job: number): number {
    const { jobs } = this.stream;
    switch (jobs.kind(job)) {
      case JobKind.start:
        return SCRIPT;
      case JobKind.callback: {
        const resource = jobs.ref(job);
        return resource < 0 ? UNKNOWN_PHASE : this.ofType(this.resources.type(resource));
      }
      default:
        return MICROTASKS;
    }
  }

  private ofType(type: number): number {
    return (this.ofTypes[type] ??= phaseOfType(this.stream.tables.strings[type] ?? ''));
  }
}

function phaseOfType(type: string): number {
  return Object.hasOwn(OF_TYPES, type) ? OF_TYPES[type]! : IO;
}
