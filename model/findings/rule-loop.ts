/** Time in which nobody else could run. */
import { JobKind, awayTime } from '../jobs';
import type { Tables } from '../tables';
import type { At, Message } from '../words';
import { n, ns } from './finding';
import type { Found, Rule, Scope } from './finding';
import { awaitAt, resourceAt, resourceType, taskAt } from './places';

/** Time of a job without the tracer's own work and a debugger's pauses, ns; NaN while it runs. */
export function jobTime({ streams }: Tables, stream: number, job: number): number {
  const { jobs } = streams[stream]!;
  return jobs.end(job) - jobs.start(job) - awayTime(jobs, job);
}

export const loopBlocked: Rule = {
  id: 'loop-blocked',
  severity: 'warning',
  title: 'A slice of code kept everybody else from running',
  doc: `JavaScript runs one piece of code at a time. This one took long between two awaits, and others were ready meanwhile, or their timers
due. Only slices are reported that delayed somebody who is known. The limit is 80 ms, or what \`check --blocked\` says; the tracer's own work and a debugger's pauses are
not counted, but time is the clock's: on a machine with too much to do, a slice may be long because the process had to wait itself.`,
  bad: `setTimeout(() => console.log('late'), 10);
(async () => {
  await null;
  const end = Date.now() + 200;
  while (Date.now() < end);
})();`,
  good: `setTimeout(() => console.log('in time'), 10);
(async () => {
  for (let i = 0; i < 5; i++) await new Promise((done) => setTimeout(done, 10));
})();`,
  *find(scope) {
    for (let stream = 0; stream < scope.tables.streams.length; stream++) yield* blocked(scope, stream);
  },
};

function* blocked(scope: Scope, stream: number): Generator<Found> {
  const { tables } = scope;
  const { jobs } = tables.streams[stream]!;
  const long: number[] = [];
  for (let job = 0; job < jobs.count; job++) {
    if (jobTime(tables, stream, job) >= scope.blocked) long.push(job);
  }
  if (long.length === 0) return;
  const delayed = whomDelayed(scope, stream, long);
  for (let i = 0; i < long.length; i++) {
    const job = long[i]!;
    const victims = delayed[i]!;
    const at = whereJobBegan(tables, stream, job).find((place) => scope.own(place));
    if (victims.length === 0 || !at) continue;
    const task = taskOfJob(tables, stream, job);
    yield {
      message: {
        code: task < 0 ? 'loop-blocked-callback' : 'loop-blocked',
        args: {
          ...(task >= 0 && { task: { task } }),
          at: { at },
          ns: ns(jobTime(tables, stream, job)),
        },
      },
      at: [at],
      evidence: [...victims.slice(0, 5), ...more(victims.length - 5)],
      ...(task >= 0 && { tasks: [task], began: { t: jobs.start(job), seq: jobs.startSeq(job) } }),
    };
  }
}

function more(count: number): Message[] {
  return count > 0 ? [{ code: 'and-more', args: { n: n(count) } }] : [];
}

/** Of each long job, who had to wait for it. Linear in awaits and resources times log of the long jobs. */
function whomDelayed(scope: Scope, stream: number, long: readonly number[]): Message[][] {
  const { tables } = scope;
  const { awaits, tasks, resources } = tables;
  const { jobs } = tables.streams[stream]!;
  const ends = long.map((job) => jobs.end(job));
  const found: Message[][] = long.map(() => []);
  /** Note what was ready from `since`, ran at `ran`, and so stood behind each long job in between. */
  const note = (since: number, ran: number, say: (delay: number) => Message): void => {
    for (
      let i = firstWhere(ends.length, (at) => ends[at]! > since);
      i < ends.length && ends[i]! <= ran;
      i++
    ) {
      const delay = ends[i]! - Math.max(since, jobs.start(long[i]!));
      // what became ready as the job was all but over was not delayed by it
      if (delay >= scope.blocked / 2) found[i]!.push(say(delay));
    }
  };
  for (let w = 0; w < awaits.count; w++) {
    if (tasks.stream(awaits.task(w)) !== stream || awaits.resumeSeq(w) === 0) continue;
    if (awaits.resume(w) - awaits.settle(w) < scope.blocked / 2) continue;
    note(awaits.settle(w), awaits.resume(w), (delay) => ({
      code: 'delayed-await',
      args: { task: { task: awaits.task(w) }, at: { at: awaitAt(tables, w) }, ns: ns(delay) },
    }));
  }
  for (let r = 0; r < resources.count; r++) {
    if (resources.stream(r) !== stream || resources.delay(r) < 0 || resources.repeats(r) !== 0) continue;
    if (resources.calledSeq(r) === 0) continue;
    const due = resources.made(r) + resources.delay(r) * 1e6;
    const ran = jobs.start(jobs.before(resources.calledSeq(r) + 1));
    note(due, ran, (delay) => ({
      code: 'delayed-timer',
      args: { n: n(resources.delay(r)), at: { at: resourceAt(tables, r) }, ns: ns(delay) },
    }));
  }
  return found;
}

/** @returns the first of `count` places at which something holds, that holds from there on; `count` if it holds nowhere */
function firstWhere(count: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** @returns the task that a job resumed or started, -1 if it is a callback or a reaction */
export function taskOfJob({ streams, awaits }: Tables, stream: number, job: number): number {
  const { jobs } = streams[stream]!;
  const ref = jobs.ref(job);
  if (jobs.kind(job) === JobKind.start) return ref;
  return jobs.kind(job) === JobKind.resume && ref >= 0 ? awaits.task(ref) : -1;
}

/** Where a job began, the nearest place first: the await, the function, the call that made the resource or the reaction. */
export function whereJobBegan(tables: Tables, stream: number, job: number): At[] {
  const { jobs, promises } = tables.streams[stream]!;
  const ref = jobs.ref(job);
  switch (jobs.kind(job)) {
    case JobKind.start:
      return ref < 0 ? [] : [taskAt(tables, ref)];
    case JobKind.resume:
      return ref < 0 ? [] : [awaitAt(tables, ref), taskAt(tables, tables.awaits.task(ref))];
    case JobKind.reaction: {
      const p = promises.find(ref);
      return p < 0 ? [] : [{ stream, loc: promises.loc(p) }];
    }
    default:
      return ref < 0 || resourceType(tables, ref) === 'AWAITSCOPE' ? [] : [resourceAt(tables, ref)];
  }
}

const MANY = 10;

export const starvation: Rule = {
  id: 'task-starvation',
  severity: 'warning',
  title: 'Promises kept the event loop to themselves',
  doc: `Promise reactions and resumed tasks run before anything else: timers and I/O have to wait until there are none. Here many short ones
followed one another for longer than a slice may take, none of them long by itself, while a timer was due.`,
  bad: `setTimeout(() => console.log('late'), 1);
(async () => {
  for (const end = Date.now() + 600; Date.now() < end; ) await null;
})();`,
  good: `setTimeout(() => console.log('in time'), 1);
(async () => {
  for (let i = 0; i < 100; i++) await null;
})();`,
  *find(scope) {
    for (let stream = 0; stream < scope.tables.streams.length; stream++) yield* starved(scope, stream);
  },
};

function* starved(scope: Scope, stream: number): Generator<Found> {
  const { tables } = scope;
  const { jobs } = tables.streams[stream]!;
  const turns: { readonly from: number; readonly to: number }[] = [];
  for (let from = 0; from < jobs.count;) {
    let to = from;
    let longest = 0;
    // what is long by itself is reported as that, and hides no others
    let without = 0;
    for (; to < jobs.count && jobs.tick(to) === jobs.tick(from); to++) {
      const time = jobTime(tables, stream, to) || 0;
      without += awayTime(jobs, to);
      if (time < scope.blocked) longest = Math.max(longest, time);
      else without += time;
    }
    const time = jobs.end(to - 1) - jobs.start(from) - without;
    if (time >= 2 * scope.blocked && to - from >= MANY && longest < time / 4) turns.push({ from, to });
    from = to;
  }
  const timers = turns.length === 0 ? [] : dueTimers(tables, stream);
  for (const { from, to } of turns) {
    const [start, end] = [jobs.start(from), jobs.end(to - 1)];
    const late = lateTimers(scope, timers, start, end);
    const at = busiest(scope, stream, from, to);
    if (late.length === 0 || !at) continue;
    yield {
      message: { code: 'task-starvation', args: { n: n(to - from), ns: ns(end - start), at: { at } } },
      at: [at],
      evidence: [...late.slice(0, 5), ...more(late.length - 5)],
    };
  }
}

/** A timer that was called once: its row, when it was due and when it ran, ns. */
interface Due {
  readonly timer: number;
  readonly due: number;
  readonly ran: number;
}

/** @returns the thread's timers in the order in which they were due */
function dueTimers({ resources, streams }: Tables, stream: number): Due[] {
  const { jobs } = streams[stream]!;
  const found: Due[] = [];
  for (let timer = 0; timer < resources.count; timer++) {
    if (resources.stream(timer) !== stream || resources.delay(timer) < 0) continue;
    const called = resources.calledSeq(timer);
    if (resources.repeats(timer) !== 0 || called === 0) continue;
    const due = resources.made(timer) + resources.delay(timer) * 1e6;
    found.push({ timer, due, ran: jobs.start(jobs.before(called + 1)) });
  }
  return found.sort((a, b) => a.due - b.due);
}

/** Timers that were due within a turn of the loop, well before its end, and had to wait for that. */
function lateTimers(scope: Scope, timers: readonly Due[], start: number, end: number): Message[] {
  const late: Message[] = [];
  let i = firstWhere(timers.length, (at) => timers[at]!.due >= start);
  for (; i < timers.length && timers[i]!.due <= end - scope.blocked; i++) {
    const { timer, due, ran } = timers[i]!;
    if (ran < end) continue;
    const args = {
      n: n(scope.tables.resources.delay(timer)),
      at: { at: resourceAt(scope.tables, timer) },
      ns: ns(ran - due),
    };
    late.push({ code: 'delayed-timer', args });
  }
  return late;
}

/** The place at which most of the jobs began. */
function busiest(scope: Scope, stream: number, from: number, to: number): At | undefined {
  const counts = new Map<string, { readonly at: At; count: number }>();
  for (let job = from; job < to; job++) {
    const at = whereJobBegan(scope.tables, stream, job)[0];
    if (!at || !scope.own(at)) continue;
    const key = scope.key(at);
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { at, count: 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.at;
}
