/**
 * Raw events → the objects of the `events` contract. Each row is replayed through a model of its own, which knows who ran, what
 * is awaited and how it settled; this file only gives that its public names.
 *
 * Promise and Leave print nothing; TaskEnd prints the settling of the task's promise, then the end.
 */
import { Kind, OUTPUT_CUT, OUTPUT_STDERR, PAUSE_OVER, STATE_NAMES, State } from '../protocol/events';
import type { EventBatch } from '../protocol/events';
import type { Site } from '../protocol/ids';
import type { EventBody, EventId, NamedSite, SiteOf, TraceEvent } from './event-types';
import type { Model } from './model';
import { inLibrary, taskName } from './names';
import type { Stream } from './stream';

/** Room for the ids of one stream: two for each number that 32 bits hold. 65536 streams stay within 2^53. */
const IDS_A_STREAM = 2 ** 36;
const WHAT_NAMES = ['promise', 'value', 'thenable', 'yield'] as const;
const OUTCOME_NAMES = ['unknown', 'value', 'throw'] as const;

export class EventView {
  private readonly model: Model;
  /** Printed so far, by stream. */
  private readonly seqs: number[];
  private readonly sites: (NamedSite | null)[][];
  /** By stream and raw number of a resume: what its await gave, which may be known only later. */
  private readonly outcomes: readonly Uint8Array[];

  /**
   * @param whole of the same recording: says which streams there are, when it began, and what is known only later
   * @param siteOf asked once for each location
   */
  constructor(
    private readonly whole: Model,
    private readonly siteOf: SiteOf,
  ) {
    this.model = whole.emptied();
    this.seqs = whole.streams.map(() => 0);
    this.sites = whole.streams.map(() => []);
    this.outcomes = outcomesOf(whole);
  }

  /** Takes in row `i` of a stream's next batch; the rows of a stream must come in order. */
  step(stream: number, batch: EventBatch, i: number, emit: (event: TraceEvent) => void): void {
    const s = this.model.streams[stream]!;
    const kind = batch.kind[i]!;
    const a = batch.a[i]!;
    const head = { t: Math.round(s.offset + batch.t[i]!), pid: s.info.pid, tid: s.info.tid };
    const print = (body: EventBody): void => emit({ seq: ++this.seqs[stream]!, ...head, ...body });

    // Who ran is asked before the event changes it.
    const by = idOrNull(stream, s.contexts.task);
    const resource = s.contexts.resource === 0 ? null : resourceId(stream, s.contexts.resource);
    const itself = kind === Kind.TaskEnd && s.contexts.runs(a);
    const callback = kind === Kind.After ? s.contexts.callback : undefined;
    this.model.step(stream, batch, i);

    switch (kind) {
      case Kind.TaskStart:
        print(this.taskStart(stream, s, a, by, resource));
        break;
      case Kind.Suspend:
        print(this.suspend(stream, s, a));
        break;
      case Kind.Resume:
        print(this.resume(stream, s, a, batch.flags[i]!));
        break;
      case Kind.TaskEnd: {
        const settler = itself ? { by: promiseId(stream, a), resource: null } : { by, resource };
        const state = nameOf(STATE_NAMES, this.stateOf(stream, a + 1, batch.flags[i]!));
        const task = promiseId(stream, a);
        print({ kind: 'settle', promise: promiseId(stream, a + 1), task, state, ...settler });
        print({ kind: 'task-end', task, state, ...this.before(s, a) });
        break;
      }
      case Kind.Settle: {
        const task = this.taskIdOf(stream, s.taskRow(a - 1));
        const state = nameOf(STATE_NAMES, this.stateOf(stream, a, batch.flags[i]!));
        print({ kind: 'settle', promise: promiseId(stream, a), task, state, by, resource });
        break;
      }
      case Kind.Resource: {
        const type = s.tables.strings[batch.c[i]!] ?? '';
        const site = this.site(stream, batch.b[i]!);
        print({ kind: 'resource', resource: resourceId(stream, a), type, site, by });
        break;
      }
      case Kind.CallbackResource:
        print({ kind: 'callback-start', resource: resourceId(stream, a) });
        break;
      case Kind.CallbackPromise:
        print({ kind: 'callback-start', promise: promiseId(stream, a) });
        break;
      case Kind.After:
        if (!callback) break;
        if ('resource' in callback)
          print({ kind: 'callback-end', resource: resourceId(stream, callback.resource) });
        else print({ kind: 'callback-end', promise: promiseId(stream, callback.promise) });
        break;
      case Kind.Output: {
        const flags = batch.flags[i]!;
        print({
          kind: 'output',
          stream: flags & OUTPUT_STDERR ? 'stderr' : 'stdout',
          text: batch.texts[batch.c[i]!] ?? '',
          task: by,
          site: this.site(stream, batch.b[i]!),
          ...(flags & OUTPUT_CUT && { cut: true as const }),
        });
        break;
      }
      case Kind.Pause:
        print({ kind: batch.flags[i]! & PAUSE_OVER ? 'pause-end' : 'pause-start' });
        break;
      case Kind.Stuck:
        print({ kind: 'stuck', task: by, site: this.site(stream, batch.b[i]!) });
        break;
      case Kind.Lost:
        print({ kind: 'lost', count: a, why: s.tables.strings[batch.c[i]!] ?? '' });
        break;
    }
  }

  private taskStart(
    stream: number,
    s: Stream,
    id: number,
    by: EventId | null,
    resource: EventId | null,
  ): EventBody {
    const { tasks } = this.model;
    const row = s.taskRow(id);
    const loc = tasks.loc(row);
    return {
      kind: 'task-start',
      task: promiseId(stream, id),
      name: taskName(s.tables, tasks.variant(row), loc, this.named(stream, loc)),
      site: this.site(stream, loc),
      caller: this.site(stream, tasks.callerLoc(row)),
      parent: by,
      resource,
      ...(inLibrary(s.tables, loc, this.named(stream, loc)) && { library: true as const }),
    };
  }

  private suspend(stream: number, s: Stream, id: number): EventBody {
    const { tasks, awaits } = this.model;
    const w = tasks.lastAwait(s.taskRow(id));
    const task = this.taskIdOf(stream, awaits.on(w));
    return {
      kind: 'suspend',
      task: promiseId(stream, id),
      await: awaits.n(w),
      site: this.site(stream, awaits.loc(w)),
      on: {
        promise: promiseId(stream, awaits.promise(w)),
        task,
        what: task === null ? nameOf(WHAT_NAMES, awaits.what(w)) : 'task',
      },
      ...this.before(s, id),
    };
  }

  private resume(stream: number, s: Stream, id: number, flags: number): EventBody {
    const { tasks, awaits } = this.model;
    const w = tasks.lastAwait(s.taskRow(id));
    const known = w >= 0 && awaits.resumeSeq(w) === s.events;
    return {
      kind: 'resume',
      task: promiseId(stream, id),
      await: known ? awaits.n(w) : null,
      site: known ? this.site(stream, awaits.loc(w)) : null,
      outcome: nameOf(OUTCOME_NAMES, known ? this.outcome(stream, s.events, w) : flags),
      ...this.before(s, id),
    };
  }

  private stateOf(stream: number, promise: number, seen: number): number {
    return seen || this.whole.streams[stream]!.promises.stateOf(promise);
  }

  /** What is known now, or else by the end of the recording. */
  private outcome(stream: number, resume: number, w: number): number {
    return this.model.awaits.outcome(w) || (this.outcomes[stream]![resume] ?? State.unknown);
  }

  private before(s: Stream, id: number): { before?: true } {
    return this.model.tasks.startSeq(s.taskRow(id)) === 0 ? { before: true } : {};
  }

  private taskIdOf(stream: number, row: number): EventId | null {
    return row < 0 ? null : promiseId(stream, this.model.tasks.id(row));
  }

  private site(stream: number, loc: number): Site | null {
    const site = this.named(stream, loc);
    return site && { file: site.file, line: site.line, column: site.column };
  }

  private named(stream: number, loc: number): NamedSite | null {
    if (loc === 0) return null;
    const known = this.sites[stream]!;
    const site = known[loc];
    return site === undefined ? (known[loc] = this.siteOf(stream, loc)) : site;
  }
}

/** The public id of a stream's promise or task. */
export function promiseId(stream: number, id: number): EventId {
  return stream * IDS_A_STREAM + 2 * id;
}

/** The public id of a stream's resource. */
export function resourceId(stream: number, id: number): EventId {
  return stream * IDS_A_STREAM + 2 * id + 1;
}

function idOrNull(stream: number, task: number): EventId | null {
  return task === 0 ? null : promiseId(stream, task);
}

/** The name of a flag's value; a hostile one is not known. */
function nameOf<T extends string>(names: readonly T[], flag: number): T {
  return names[flag] ?? names[0]!;
}

function outcomesOf({ streams, tasks, awaits }: Model): Uint8Array[] {
  const outcomes = streams.map(({ events }) => new Uint8Array(events + 1));
  for (let w = 0; w < awaits.count; w++) {
    const seq = awaits.resumeSeq(w);
    if (seq !== 0) outcomes[tasks.stream(awaits.task(w))]![seq] = awaits.outcome(w);
  }
  return outcomes;
}
