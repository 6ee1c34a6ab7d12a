/**
 * The event vocabulary of a recording: what the runtime writes, what every reader understands.
 * Fixed early and only extended; the byte layout is in docs/trace-format.md and written by `encoder.ts`.
 * Fields stand in the file in the order of their letters, where nothing else is said.
 *
 * Who ran when is told by a stack of contexts that every reader replays the same way (`model/contexts.ts`):
 *
 *     TaskStart, Resume, CallbackPromise, CallbackResource   push a context
 *     Suspend, Leave, TaskEnd (of a running task)            pop the task and whatever stands above it
 *     After                                                  pops to below the innermost Resume or Callback
 *
 * So an event needs no field for the task or resource in whose execution it happened: it is the top of that stack.
 */
export const Kind = {
  /** Defines the next script, from 1: a text, the path or URL as V8 gives it; flags {@link SCRIPT_LIBRARY}, {@link SCRIPT_MARKED}. */
  Script: 1,
  /** Defines the next location, from 1: five numbers and a text, in the order of {@link RawLoc}; flags = {@link LocRole}. */
  Loc: 2,
  /** Defines the next string, from 1: a resource's type, a reason. */
  String: 3,
  /** a = task, b = location of the function, c = location of the call or 0; flags = {@link TaskVariant}. Its outer promise is a + 1. */
  TaskStart: 4,
  /** a = task, b = location, c = promise awaited; flags = {@link What}. Fields in the order a, c, b. */
  Suspend: 5,
  /** a = task; flags = {@link State} as the outcome: fulfilled = value, rejected = throw. */
  Resume: 6,
  /** a = task; flags = {@link State}. Also the settling of its outer promise. */
  TaskEnd: 7,
  /** a = promise; flags = {@link State}. */
  Settle: 8,
  /** The innermost Resume or Callback context is over. */
  After: 9,
  /** A reaction (then, catch, finally) or a thenable's job begins: a = promise. */
  CallbackPromise: 10,
  /** A resource's callback begins: a = resource. */
  CallbackResource: 11,
  /** A resource is made: a = resource, b = location or 0, c = string of its type. */
  Resource: 12,
  /** User code made a promise: a = promise, b = location * 16 + index in {@link PROMISE_MAKERS}, c = promise it was chained to, or 0. */
  Promise: 13,
  /** The program printed: b = location or 0, c = index into the batch's texts; flags = {@link OUTPUT_STDERR}, {@link OUTPUT_CUT}. */
  Output: 14,
  /** a = how many events were lost, c = string of the reason. */
  Lost: 15,
  /** The task's function returned with a promise still to settle: it runs no more, its end is that promise's. a = task. */
  Leave: 16,
  /** How long a timer waits: a = its resource, c = milliseconds; flags: {@link TIMER_REPEATS}. */
  Timer: 24,
  /**
   * Something that no other event tells of waits for promise a from now on: Node's own code, code that is no task, or, where the
   * job of a promise runs, that promise: it was resolved with a.
   */
  Observe: 25,
  /** A debugger stops the thread; with the flag {@link PAUSE_OVER} it lets it go on. No fields. */
  Pause: 26,
  /** The thread has run one slice for long, and stands at b = location, or 0. */
  Stuck: 27,
  /**
   * The await that the running slice of a task began with threw; with the flag {@link THREW_PERHAPS} that is not known. Awaits at watched
   * locations gave a value if the slice is over without such an event. a = task.
   */
  Threw: 28,
} as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

/** Kinds from here up carry their payload's length, so that a reader that does not know them can pass over them. */
export const FIRST_SKIPPABLE_KIND = 24;

export const State = { unknown: 0, fulfilled: 1, rejected: 2 } as const;
export type State = (typeof State)[keyof typeof State];
export const STATE_NAMES = ['unknown', 'fulfilled', 'rejected'] as const;

/** What a location is the place of: it decides which token of the source a reader shows. */
export const LocRole = { call: 0, await: 1, function: 2 } as const;
export type LocRole = (typeof LocRole)[keyof typeof LocRole];
/** In place of a role: an await of which {@link Kind.Threw} tells how it ended. */
export const LOC_WATCHED = 3;
export type LocFlags = LocRole | typeof LOC_WATCHED;

/** What a task is waiting for. Whether a promise is some task's outcome, the reader sees from its id. */
export const What = { promise: 0, value: 1, thenable: 2, yield: 3 } as const;
export type What = (typeof What)[keyof typeof What];

export const TaskVariant = { function: 0, generator: 1, module: 2 } as const;
export type TaskVariant = (typeof TaskVariant)[keyof typeof TaskVariant];

/** How a promise came to be: the builtin's name, or `other`. The order is part of the format. */
export const PROMISE_MAKERS = [
  'other',
  'new',
  'then',
  'catch',
  'finally',
  'resolve',
  'reject',
  'all',
  'allSettled',
  'race',
  'any',
  'withResolvers',
  'try',
  'fromAsync',
  'import',
  'internal',
] as const;
export type PromiseMaker = (typeof PROMISE_MAKERS)[number];

/** Flags (two bits an event). */
export const SCRIPT_LIBRARY = 1;
export const SCRIPT_MARKED = 2;
export const TIMER_REPEATS = 1;
export const PAUSE_OVER = 1;
/** Flag of {@link Kind.Threw}. */
export const THREW_PERHAPS = 1;
/** The resource that stands for the tracer's own work, where that takes long enough to show. Node's ids stay far below. */
export const TRACER_RESOURCE = 0x7fffffff;
export const OUTPUT_STDERR = 1;
export const OUTPUT_CUT = 2;

/**
 * Decoded events as columns. Row i is one event; what `a`, `b`, `c` mean is told at {@link Kind}.
 * Script, Loc and String do not appear as rows: they go to the stream's tables.
 */
export interface EventBatch {
  readonly count: number;
  readonly kind: Uint8Array;
  readonly flags: Uint8Array;
  /** Nanoseconds since the stream began. Never falls. */
  readonly t: Float64Array;
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly c: Uint32Array;
  /** Texts of the Output rows, in order of their `c`. */
  readonly texts: readonly string[];
}

/** A raw position as V8 reports it, in the script that ran; 1-based. */
export interface RawLoc {
  readonly role: LocRole;
  /** Of an await: see {@link LOC_WATCHED}. */
  readonly watched?: true;
  readonly script: number;
  readonly line: number;
  readonly column: number;
  /** Where the function around it starts: its first token, `async` included, of methods too; 1:1 for a script's top level. */
  readonly functionLine: number;
  readonly functionColumn: number;
  /** Name of that function; empty if it has none. */
  readonly name: string;
}

/** A script that ran. */
export interface RawScript {
  readonly url: string;
  /** In node_modules. */
  readonly library: boolean;
  /** It ran with markers in it: awaits are given by their keywords. Positions are those of the script without markers. */
  readonly marked?: boolean;
}

/** Tables that a stream's events refer to by number; entry 0 is unused. They only grow. */
export interface StreamTables {
  readonly scripts: readonly (RawScript | undefined)[];
  readonly locs: readonly (RawLoc | undefined)[];
  readonly strings: readonly string[];
}
