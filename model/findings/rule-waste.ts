/** Awaits that wait for nothing, and tasks that pile up. */
import { What } from '../../protocol/events';
import { awaitsValue, isPause } from '../../syntax/dataflow-patterns';
import { waitingTime } from '../durations';
import { n, ns } from './finding';
import type { Found, Rule, Scope } from './finding';
import { Groups } from './groups';
import { awaitAt, streamOf, taskAt } from './places';

const OFTEN = 10;

export const redundantAwait: Rule = {
  id: 'redundant-await',
  severity: 'hint',
  title: 'An await of something that was never pending',
  doc: `What was awaited here was no promise, or one that the task itself had made and settled just before. Each such await costs a turn of the
microtask queue, and lets other tasks run in between. Reported where the operand can be no promise at all, and where none of at
least ten awaits had anything to wait for. \`await null\`, \`await undefined\` and \`await Promise.resolve()\`, which are written to let
others run, are left alone, and so is a promise that is kept and awaited again.`,
  bad: `(async () => {
  const three = await (1 + 2);
  console.log(three);
})();`,
  good: `(async () => {
  const three = 1 + 2;
  await null;
  console.log(three);
})();`,
  *find(scope) {
    const { tables } = scope;
    const { awaits } = tables;
    const groups = new Groups(scope);
    for (let w = 0; w < awaits.count; w++) {
      if (awaits.what(w) !== What.yield) groups.add(awaitAt(tables, w), w);
    }
    for (const [at, rows] of groups.entries()) {
      const first = rows[0]!;
      const value = awaits.what(first) === What.value;
      if (!scope.own(at) || !rows.every((w) => neededNothing(scope, w))) continue;
      const code = scope.code(at);
      const node = code?.flow.await(code.offset);
      if (!code || !node || isPause(node)) continue;
      if (rows.length < OFTEN && !awaitsValue(node)) continue;
      yield {
        message: { code: value ? 'redundant-value' : 'redundant-settled', args: { n: n(rows.length) } },
        at: [at],
        evidence: [{ code: 'never-pending', args: { n: n(rows.length), at: { at } } }],
        awaits: rows,
      };
    }
  },
};

/** A plain value, or a promise that this task's own last slice made and settled. */
function neededNothing({ tables }: Scope, w: number): boolean {
  const { awaits, tasks, streams } = tables;
  if (awaits.what(w) === What.value) return true;
  if (awaits.settle(w) !== awaits.suspend(w) || awaits.what(w) !== What.promise) return false;
  const { promises, jobs } = streams[streamOf(tables, w)]!;
  const on = awaits.on(w);
  const promise = awaits.promiseRow(w);
  if (promise < 0) return false;
  const made = on >= 0 ? tasks.startSeq(on) : promises.madeSeq(promise);
  const job = jobs.before(awaits.suspendSeq(w));
  return made !== 0 && job >= 0 && made >= jobs.startSeq(job);
}

/** How many tasks of a function must be pending before they can be said to pile up, and over how many turns of the loop. */
const PILE = 100;
const TURNS = 20;
const QUARTERS = 4;

export const growth: Rule = {
  id: 'pending-growth',
  severity: 'warning',
  title: 'Tasks of one function are started faster than they end',
  doc: `The number of unfinished tasks of this function rose through the whole recording, and few ended: each one keeps its variables alive. At
least a hundred must be pending, from at least twenty turns of the event loop; a burst that is worked off later is none.`,
  bad: `const never = new Promise(() => {});
async function handle() { await never; }
let i = 0;
const timer = setInterval(() => {
  for (let k = 0; k < 10; k++) void handle();
  if (++i === 40) clearInterval(timer);
}, 5);`,
  good: `async function handle() { await new Promise((done) => setTimeout(done, 3)); }
let i = 0;
const timer = setInterval(() => {
  for (let k = 0; k < 10; k++) void handle();
  if (++i === 40) clearInterval(timer);
}, 1);`,
  *find(scope) {
    const { tables } = scope;
    const { tasks } = tables;
    const groups = new Groups(scope);
    for (let task = 0; task < tasks.count; task++) {
      if (tasks.startSeq(task) !== 0 && tasks.awaits(task) > 0) groups.add(taskAt(tables, task), task);
    }
    for (const [at, rows] of groups.entries()) {
      const found = rows.length >= PILE && scope.own(at) ? grown(scope, rows) : undefined;
      if (found) yield found;
    }
  },
};

function grown(scope: Scope, rows: readonly number[]): Found | undefined {
  const { tables } = scope;
  const { tasks } = tables;
  const first = rows[0]!;
  const stream = tables.streams[tasks.stream(first)]!;
  const [from, to] = [tasks.start(first), tasks.start(rows[rows.length - 1]!)];
  const ticks = new Set(
    rows.map((task) => stream.jobs.tick(stream.jobs.before(tasks.startSeq(task) + 1)) ?? 0),
  );
  if (ticks.size < TURNS) return undefined;
  // how many were pending at each quarter of the time in which they were started
  const pending = new Array<number>(QUARTERS).fill(0);
  let alive = 0;
  for (const task of rows) {
    const end = tasks.end(task);
    if (!(end <= to)) alive++;
    for (let q = 1; q <= QUARTERS; q++) {
      const t = from + ((to - from) * q) / QUARTERS;
      if (tasks.start(task) <= t && !(end <= t)) pending[q - 1]!++;
    }
  }
  const rising = pending.every((count, q) => q === 0 || count > 1.15 * pending[q - 1]!);
  if (alive < PILE || !rising || alive < rows.length / 2) return undefined;
  const w = tasks.lastAwait(rows.find((task) => tasks.lastAwait(task) >= 0 && !(tasks.end(task) <= to))!);
  const at = taskAt(tables, first);
  return {
    message: { code: 'pending-growth', args: { n: n(alive), task: { task: first } } },
    at: [at, awaitAt(tables, w)],
    evidence: [
      { code: 'pending-quarters', args: { text: { text: pending.join(', ') }, n: n(rows.length) } },
      {
        code: 'waited-here',
        args: { at: { at: awaitAt(tables, w) }, ns: ns(waitOrSoFar(scope, w)) },
      },
    ],
    tasks: rows,
  };
}

function waitOrSoFar({ tables }: Scope, w: number): number {
  const time = waitingTime(tables.awaits, w);
  return Number.isNaN(time) ? tables.streams[streamOf(tables, w)]!.last - tables.awaits.suspend(w) : time;
}
