/** The objects that `awaitscope events` prints, one a line. The fields are a contract: see docs/events.md. */
import type { Site } from '../protocol/ids';

/** Unique in the recording, over all threads and over tasks, promises and resources. */
export type EventId = number;
export type StateName = 'fulfilled' | 'rejected' | 'unknown';

export interface EventHead {
  /** Rises within a thread. */
  readonly seq: number;
  /** Whole ns since the recording began. */
  readonly t: number;
  readonly pid: number;
  readonly tid: number;
}

export type EventBody =
  | {
      readonly kind: 'task-start';
      readonly task: EventId;
      readonly name: string;
      readonly site: Site | null;
      readonly caller: Site | null;
      readonly parent: EventId | null;
      readonly resource: EventId | null;
      readonly library?: true;
    }
  | {
      readonly kind: 'suspend';
      readonly task: EventId;
      readonly await: number;
      readonly site: Site | null;
      readonly on: {
        readonly promise: EventId;
        readonly task: EventId | null;
        readonly what: 'task' | 'promise' | 'value' | 'thenable' | 'yield';
      };
      readonly before?: true;
    }
  | {
      readonly kind: 'settle';
      readonly promise: EventId;
      readonly task: EventId | null;
      readonly state: StateName;
      readonly by: EventId | null;
      readonly resource: EventId | null;
    }
  | {
      readonly kind: 'resume';
      readonly task: EventId;
      /** Null where the suspension was not recorded. */
      readonly await: number | null;
      readonly site: Site | null;
      readonly outcome: 'value' | 'throw' | 'unknown';
      readonly before?: true;
    }
  | { readonly kind: 'task-end'; readonly task: EventId; readonly state: StateName; readonly before?: true }
  | {
      readonly kind: 'resource';
      readonly resource: EventId;
      readonly type: string;
      readonly site: Site | null;
      readonly by: EventId | null;
    }
  | { readonly kind: 'callback-start' | 'callback-end'; readonly resource: EventId }
  | { readonly kind: 'callback-start' | 'callback-end'; readonly promise: EventId }
  | {
      readonly kind: 'output';
      readonly stream: 'stdout' | 'stderr';
      readonly text: string;
      readonly task: EventId | null;
      readonly site: Site | null;
      /** The text was longer than what is recorded. */
      readonly cut?: true;
    }
  | { readonly kind: 'pause-start' | 'pause-end' }
  | { readonly kind: 'stuck'; readonly task: EventId | null; readonly site: Site | null }
  | { readonly kind: 'lost'; readonly count: number; readonly why: string };

export type TraceEvent = EventHead & EventBody;

/** A place and what is known of the function there. */
export interface NamedSite extends Site {
  /** What to call the function; without it, what V8 called it. */
  readonly name?: string;
  /** In node_modules; without it, what the tracer said of the script. */
  readonly library?: boolean;
}

/** @returns the original place of a stream's location; null where it is unknown */
export type SiteOf = (stream: number, loc: number) => NamedSite | null;
