/**
 * What holds for every recording, whatever the program: checked on the events that `awaitscope events` prints. The strongest
 * rules hold two independent sources against each other: the stack that the tracer keeps of running tasks, and the positions
 * that V8 gives of the same moments.
 */
import type { TraceEvent } from '../../model/event-types';
import type { Site } from '../../protocol/ids';
import type { Functions } from './functions';

export interface Violation {
  readonly rule: string;
  readonly event: TraceEvent;
  readonly detail: string;
}

interface TaskState {
  readonly site: Site | null;
  /** Undefined once it has ended. */
  state: 'running' | 'suspended' | 'ended';
  /** Number of the last await. */
  await: number;
  /** Promise that the last await is on. */
  on: number;
}

interface ThreadState {
  seq: number;
  t: number;
  /** Callbacks that have started and not ended. */
  readonly open: string[];
}

export class Invariants {
  readonly violations: Violation[] = [];
  /** How often each rule was put to the test. */
  readonly checks = new Map<string, number>();
  private readonly threads = new Map<string, ThreadState>();
  private readonly tasks = new Map<number, TaskState>();
  private readonly settled = new Set<number>();
  /** Promises that tasks resumed from before any settling of them was seen. */
  private readonly early = new Map<number, TraceEvent>();

  constructor(private readonly functions: Functions) {}

  /** Takes in the next event, in the order in which they are printed. */
  step(e: TraceEvent): void {
    const thread = this.thread(e);
    switch (e.kind) {
      case 'task-start':
        this.must('a task starts once', e, !this.tasks.has(e.task), `task ${e.task}`);
        this.tasks.set(e.task, { site: e.site, state: 'running', await: 0, on: 0 });
        this.runs('the parent runs', e, e.parent);
        this.standsIn('the caller stands in the parent', e, e.caller, e.parent);
        break;
      case 'suspend': {
        const task = this.tasks.get(e.task);
        if (!this.must('a task that suspends runs', e, task?.state === 'running', String(task?.state))) break;
        this.must('awaits are numbered', e, e.await === task!.await + 1, `${task!.await}, then ${e.await}`);
        this.standsIn('an await stands in its task', e, e.site, e.task);
        Object.assign(task!, { state: 'suspended', await: e.await, on: e.on.promise });
        break;
      }
      case 'resume': {
        const task = this.tasks.get(e.task);
        const waits = this.must(
          'a task resumes from a suspension',
          e,
          task?.state === 'suspended',
          String(task?.state),
        );
        if (!waits) break;
        this.must(
          'it resumes from its last await',
          e,
          e.await === task!.await,
          `${task!.await}, not ${e.await}`,
        );
        if (!this.settled.has(task!.on)) this.early.set(task!.on, e);
        task!.state = 'running';
        break;
      }
      case 'task-end': {
        const task = this.tasks.get(e.task);
        this.must(
          'a task that ends has started and not ended',
          e,
          // the start of a task that began before the recording was not seen
          e.before ? !task : !!task && task.state !== 'ended',
          `task ${e.task}`,
        );
        this.must('a suspended task does not end', e, task?.state !== 'suspended', `task ${e.task}`);
        if (task) task.state = 'ended';
        break;
      }
      case 'settle':
        this.must('a promise settles once', e, !this.settled.has(e.promise), `promise ${e.promise}`);
        this.must(
          'a promise settles before its awaiter resumes',
          e,
          !this.early.has(e.promise),
          `promise ${e.promise}`,
        );
        this.settled.add(e.promise);
        if (e.by !== e.task) this.runs('who settles runs', e, e.by);
        break;
      case 'resource':
        this.runs('who makes a resource runs', e, e.by);
        this.standsIn('a resource is made in its task', e, e.site, e.by);
        break;
      case 'output':
        this.runs('who prints runs', e, e.task);
        this.standsIn('a line is printed in its task', e, e.site, e.task);
        break;
      case 'callback-start':
        thread.open.push('resource' in e ? `resource ${e.resource}` : `promise ${e.promise}`);
        break;
      case 'callback-end': {
        const what = 'resource' in e ? `resource ${e.resource}` : `promise ${e.promise}`;
        const at = thread.open.lastIndexOf(what);
        this.must('a callback ends that has started', e, at >= 0, what);
        if (at >= 0) thread.open.length = at;
      }
    }
  }

  private thread(e: TraceEvent): ThreadState {
    const key = `${e.pid}-${e.tid}`;
    let thread = this.threads.get(key);
    if (!thread) this.threads.set(key, (thread = { seq: 0, t: 0, open: [] }));
    this.must('seq rises', e, e.seq > thread.seq, `${thread.seq}, then ${e.seq}`);
    this.must('time does not run backwards', e, e.t >= thread.t, `${thread.t}, then ${e.t}`);
    thread.seq = e.seq;
    thread.t = e.t;
    return thread;
  }

  private runs(rule: string, e: TraceEvent, id: number | null): void {
    if (id === null) return;
    const state = this.tasks.get(id)?.state;
    this.must(rule, e, state === 'running', `task ${id}: ${state}`);
  }

  /** If a site stands directly in an async function, the task at work must be a call of that very function. */
  private standsIn(rule: string, e: TraceEvent, site: Site | null, id: number | null): void {
    if (!site) return;
    const around = this.functions.around(site);
    if (around === undefined || around === 'sync' || around === 'generator') return;
    const its = id === null ? undefined : this.tasks.get(id)?.site;
    const holds = its?.file === site.file && its.line === around.line && its.column === around.column;
    const where = `${at(site)} is in ${around.line}:${around.column}`;
    this.must(rule, e, holds, `${where}, the task is ${its ? at(its) : 'none'}`);
  }

  private must(rule: string, event: TraceEvent, holds: boolean, detail: string): boolean {
    this.checks.set(rule, (this.checks.get(rule) ?? 0) + 1);
    if (!holds) this.violations.push({ rule, event, detail });
    return holds;
  }
}

function at({ file, line, column }: Site): string {
  return `${file}:${line}:${column}`;
}
