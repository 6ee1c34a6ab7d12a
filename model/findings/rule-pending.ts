/** Tasks that can never go on: nobody settles what they wait for, or they wait for one another. */
import { PROMISE_MAKERS } from '../../protocol/events';
import type { Tables } from '../tables';
import type { At, Message } from '../words';
import { n, ns } from './finding';
import type { Found, Rule, Scope } from './finding';
import { callerAt } from './places';
import { Roots, standsAt, standsAtYield } from './roots';
import { isStuck, needs } from './waits';

export const awaitCycle: Rule = {
  id: 'await-cycle',
  severity: 'error',
  title: 'Tasks wait for one another: none of them can ever go on',
  doc: `Each task of the circle waits for the outcome of the next, through \`Promise.all\` and returned promises too. Whatever happens
then, none of them is resumed. Waits on promises that any other code could settle are no part of a circle.`,
  bad: `let b;
const a = (async () => { await null; await b; })();
b = (async () => { await a; })();`,
  good: `const a = (async () => 1)();
const b = (async () => { await a; })();`,
  *find(scope) {
    for (const circle of circles(scope.tables)) {
      const { tables } = scope;
      const awaits = circle.map((task) => tables.tasks.lastAwait(task)).filter((w) => w >= 0);
      const first = circle.find((task) => scope.own(standsAt(tables, task)));
      if (first === undefined) continue;
      const from = circle.indexOf(first);
      const turned = [...circle.slice(from), ...circle.slice(0, from)];
      yield {
        message: { code: 'await-cycle', args: { n: n(circle.length), task: { task: first } } },
        at: turned.map((task) => standsAt(tables, task)),
        evidence: turned.map((task, i) => ({
          code: 'waits-for-task',
          args: {
            task: { task },
            at: { at: standsAt(tables, task) },
            other: { task: turned[(i + 1) % turned.length]! },
          },
        })),
        awaits,
        tasks: turned,
      };
    }
  },
};

/** Circles of tasks of which each needs the next. Linear in tasks and their waits. */
export function circles(tables: Tables): number[][] {
  const state = new Uint8Array(tables.tasks.count);
  const [UNSEEN, OPEN, DONE] = [0, 1, 2];
  const found: number[][] = [];
  for (let root = 0; root < tables.tasks.count; root++) {
    if (state[root] !== UNSEEN || !isStuck(tables, root)) continue;
    const path: { readonly task: number; readonly next: number[] }[] = [];
    const enter = (task: number): void => {
      state[task] = OPEN;
      path.push({ task, next: [...needs(tables, task).tasks] });
    };
    enter(root);
    while (path.length > 0) {
      const top = path[path.length - 1]!;
      const next = top.next.pop();
      if (next === undefined) {
        state[top.task] = DONE;
        path.pop();
      } else if (state[next] === OPEN) {
        found.push(path.slice(path.findIndex((p) => p.task === next)).map((p) => p.task));
      } else if (state[next] === UNSEEN && isStuck(tables, next)) {
        enter(next);
      }
    }
  }
  return found;
}

export const neverSettled: Rule = {
  id: 'never-settled',
  severity: 'warning',
  title: 'An await was never left, and nothing was left that could have settled it',
  doc: `The program ended because it had nothing more to do, and this task still waited. Nobody can have been going to settle what it
waited for: whoever was to call \`resolve\` forgot it on some path, or was itself gone. Tasks that wait for this one are counted, and not
reported again. Of a program that was stopped, or that called \`process.exit\`, nothing is reported: it may have been about to go on.
A promise that lost a race is no suspended await, and a generator that is not asked for its next value waits for nobody.`,
  bad: `const answer = new Promise((resolve) => {
  if (process.argv.length > 9) resolve(42);
});
(async () => { console.log(await answer); })();`,
  good: `const answer = new Promise((resolve, reject) => {
  if (process.argv.length > 9) resolve(42);
  else reject(new Error('no answer'));
});
(async () => { console.log(await answer); })().catch(console.error);`,
  find(scope) {
    return pending(scope);
  },
};

/** A place where tasks are stuck, and those who wait for them. */
interface Stuck {
  readonly tasks: number[];
  readonly waiting: Set<number>;
}

function* pending(scope: Scope): Generator<Found> {
  const { tables } = scope;
  const roots = new Roots(scope, new Set(circles(tables).flat()));
  const byPlace = new Map<string, Stuck>();
  for (let task = 0; task < tables.tasks.count; task++) {
    const stream = tables.tasks.stream(task);
    if (!scope.drained(stream) || !scope.whole(stream) || !isStuck(tables, task)) continue;
    if (standsAtYield(tables, task)) continue;
    const root = roots.of(task);
    if (root < 0) continue;
    const key = scope.key(standsAt(tables, root));
    let stuck = byPlace.get(key);
    if (!stuck) byPlace.set(key, (stuck = { tasks: [], waiting: new Set() }));
    if (root === task) stuck.tasks.push(task);
    else stuck.waiting.add(task);
  }
  for (const { tasks, waiting } of byPlace.values()) {
    const task = tasks[0];
    if (task === undefined) continue;
    const w = tables.tasks.lastAwait(task);
    const at = standsAt(tables, task);
    const args = { task: { task }, at: { at } };
    const evidence: Message[] = [
      { code: 'pending-since', args: { ...args, ns: ns(sinceSuspend(tables, task)) } },
      ...whatItNeeds(scope, task),
    ];
    if (waiting.size > 0) evidence.push({ code: 'others-wait', args: { n: n(waiting.size) } });
    yield {
      message: {
        code: tasks.length > 1 ? 'never-settled-many' : 'never-settled',
        args: { ...args, n: n(tasks.length) },
      },
      at: [at, ...madeAt(scope, task)],
      evidence,
      awaits: tasks.map((t) => tables.tasks.lastAwait(t)).filter((row) => row >= 0 && w >= 0),
      tasks,
    };
  }
}

function sinceSuspend({ tasks, awaits, streams }: Tables, task: number): number {
  const w = tasks.lastAwait(task);
  return streams[tasks.stream(task)]!.last - (w < 0 ? tasks.start(task) : awaits.suspend(w));
}

/** What could have settled it: the promise at the end of the chain, and how it was made. */
function whatItNeeds(scope: Scope, task: number): Message[] {
  const { tables } = scope;
  const stream = tables.tasks.stream(task);
  const { promises } = tables.streams[stream]!;
  const last = needs(tables, task).promises[0];
  if (last === undefined) return [];
  const maker = PROMISE_MAKERS[promises.maker(last)]!;
  const loc = promises.loc(last);
  if (loc === 0) return [{ code: 'needs-unknown', args: {} }];
  const at = { at: { stream, loc } };
  if (maker === 'new' || maker === 'withResolvers') return [{ code: 'needs-resolve', args: { at } }];
  return [{ code: 'needs-promise', args: { at, maker: { text: maker } } }];
}

function madeAt(scope: Scope, task: number): At[] {
  const { tables } = scope;
  const stream = tables.tasks.stream(task);
  const last = needs(tables, task).promises[0];
  const loc = last === undefined ? 0 : tables.streams[stream]!.promises.loc(last);
  const caller = callerAt(tables, task);
  return [{ stream, loc }, caller].filter((at) => at.loc !== 0 && scope.site(at) !== null);
}
