/**
 * Patterns that cost turns of the microtask queue, or code, for nothing. After E. Turcotte, M. D. Shah, M. W. Aldrich and F. Tip,
 * "DrAsync: identifying and visualizing anti-patterns in asynchronous JavaScript" (ICSE 2022). Each has to show in the recording and in
 * the text alike. Their eighth, the loop over a list with an await, is the rule await-in-loop.
 */
import { PROMISE_MAKERS, TaskVariant, What } from '../../protocol/events';
import {
  executorOf,
  handlerWraps,
  hasNoAwait,
  isReturnAwait,
  isThenOfResolve,
} from '../../syntax/dataflow-patterns';
import type { Executor } from '../../syntax/dataflow-patterns';
import { JobKind } from '../jobs';
import { n } from './finding';
import type { Code, Found, Rule, Scope } from './finding';
import { Groups } from './groups';
import { awaitAt, taskAt } from './places';

export const asyncWithoutAwait: Rule = {
  id: 'async-without-await',
  severity: 'hint',
  title: 'An async function that awaits nothing',
  doc: `Every call of it was over before it returned, and its text has no \`await\`: its callers get a promise, and a turn of the microtask queue
to wait, for nothing. Methods, functions that throw, and arrow functions of a single expression are left alone: they are often async for their callers' sake.`,
  bad: `async function add(a, b) {
  return a + b;
}
console.log(await add(1, 2));`,
  good: `function add(a, b) {
  return a + b;
}
console.log(add(1, 2));`,
  *find(scope) {
    const { tasks } = scope.tables;
    const groups = new Groups(scope);
    const waited = new Set<string>();
    for (let task = 0; task < tasks.count; task++) {
      const at = taskAt(scope.tables, task);
      if (tasks.variant(task) !== TaskVariant.function || !scope.own(at)) continue;
      if (tasks.awaits(task) > 0 || tasks.leftSeq(task) !== 0 || tasks.endSeq(task) === 0)
        waited.add(scope.key(at));
      else groups.add(at, task);
    }
    for (const [at, rows] of groups.entries()) {
      if (waited.has(scope.key(at))) continue;
      const code = scope.code(at);
      const node = code?.flow.function(code.offset);
      if (!code || !node || !hasNoAwait(code.flow, node)) continue;
      yield {
        message: { code: 'async-without-await', args: { task: { task: rows[0]! } } },
        at: [at],
        evidence: [{ code: 'calls-over-at-once', args: { n: n(rows.length) } }],
        tasks: rows,
      };
    }
  },
};

export const returnAwait: Rule = {
  id: 'return-await',
  severity: 'hint',
  title: '`return await` outside of a try',
  doc: `The task was resumed only to hand on what it got. Without \`await\` its promise would settle with the other's. Within a \`try\` the
\`await\` is needed, and nothing is reported; it also keeps the function in the stack of an error, which may be why it is there.`,
  bad: `async function load() {
  await null;
  return 1;
}
async function get() {
  return await load();
}
console.log(await get());`,
  good: `async function load() {
  await null;
  return 1;
}
async function get() {
  return load();
}
console.log(await get());`,
  *find(scope) {
    const { awaits, tasks } = scope.tables;
    const groups = new Groups(scope);
    for (let w = 0; w < awaits.count; w++) {
      const task = awaits.task(w);
      if (awaits.resumeSeq(w) === 0 || awaits.what(w) === What.yield) continue;
      if (tasks.lastAwait(task) === w && tasks.endSeq(task) !== 0) groups.add(awaitAt(scope.tables, w), w);
    }
    for (const [at, rows] of groups.entries()) {
      const code = ownCode(scope, at);
      const node = code?.flow.await(code.offset);
      if (!code || !node || !isReturnAwait(code.flow, node)) continue;
      yield {
        message: { code: 'return-await', args: { task: { task: awaits.task(rows[0]!) } } },
        at: [at],
        evidence: [{ code: 'resumed-to-return', args: { n: n(rows.length) } }],
        awaits: rows,
      };
    }
  },
};

export const thenOnResolve: Rule = {
  id: 'then-on-resolve',
  severity: 'hint',
  title: '`then` on a promise made by `Promise.resolve`',
  doc: `A value is wrapped in a promise only to be unwrapped in the next microtask. Call the function, or await the value where it may be a promise.`,
  bad: `Promise.resolve(2).then((n) => console.log(n + 1));`,
  good: `console.log(2 + 1);`,
  find: (scope) =>
    ofPromises(scope, 'then-on-resolve', ['then'], (code) => {
      const call = code.flow.call(code.offset);
      return call !== undefined && isThenOfResolve(call);
    }),
};

export const executorOneArgument: Rule = {
  id: 'executor-one-argument',
  severity: 'hint',
  title: '`new Promise` whose executor settles at once, and in one way only',
  doc: `The executor calls only \`resolve\`, or only \`reject\`, and did so before it returned: \`Promise.resolve(value)\` or \`Promise.reject(error)\` say the
same. Executors that start a timer or give their functions away are left alone.`,
  bad: `const two = new Promise((resolve) => resolve(2));
console.log(await two);`,
  good: `const two = Promise.resolve(2);
console.log(await two);`,
  find: (scope) =>
    ofExecutors(scope, 'executor-one-argument', (executor, settledAtOnce) => {
      const { resolves, rejects, timer, escapes, nodeCallback, settlesInHandler } = executor;
      return (
        settledAtOnce && resolves !== rejects && !timer && !escapes && !nodeCallback && !settlesInHandler
      );
    }),
};

export const reactionReturnsPromise: Rule = {
  id: 'reaction-returns-promise',
  severity: 'hint',
  title: 'A handler that wraps what it returns in a promise',
  doc: `What a handler of \`then\` or \`catch\` returns becomes the outcome by itself; to throw is to reject. A promise made for it takes two more
turns of the microtask queue.`,
  bad: `const start = new Promise((done) => setTimeout(done, 1, 1));
console.log(await start.then((n) => Promise.resolve(n + 1)));`,
  good: `const start = new Promise((done) => setTimeout(done, 1, 1));
console.log(await start.then((n) => n + 1));`,
  find: (scope) =>
    ofPromises(scope, 'reaction-returns-promise', ['then', 'catch'], (code, stream, p) => {
      const call = code.flow.call(code.offset);
      const { promises } = scope.tables.streams[stream]!;
      return promises.link(p) >= 0 && call !== undefined && handlerWraps(code.flow, call);
    }),
};

export const customPromisification: Rule = {
  id: 'custom-promisification',
  severity: 'hint',
  title: 'A callback interface wrapped in a promise by hand',
  doc: `The executor gives a function a callback \`(error, value)\` that settles the promise. \`util.promisify\` does that, and most of Node's
interfaces have a version with promises. Timers and events are left alone.`,
  bad: `import { stat } from 'node:fs';
const info = await new Promise((resolve, reject) => {
  stat('.', (error, found) => {
    if (error) reject(error);
    else resolve(found);
  });
});
console.log(info.isDirectory());`,
  good: `import { stat } from 'node:fs/promises';
const info = await stat('.');
console.log(info.isDirectory());`,
  find: (scope) =>
    ofExecutors(
      scope,
      'custom-promisification',
      ({ nodeCallback, resolves, rejects, timer }, settledAtOnce) =>
        !settledAtOnce && nodeCallback && resolves && rejects && !timer,
    ),
};

export const explicitConstructor: Rule = {
  id: 'explicit-promise-constructor',
  severity: 'hint',
  title: '`new Promise` around a promise',
  doc: `The executor settles the promise from a handler of another one: return that one instead. By hand, an error between the two is easily lost.`,
  bad: `const load = () => new Promise((done) => setTimeout(done, 1, 1));
const doubled = new Promise((resolve, reject) => {
  load().then((n) => resolve(n * 2), reject);
});
console.log(await doubled);`,
  good: `const load = () => new Promise((done) => setTimeout(done, 1, 1));
const doubled = load().then((n) => n * 2);
console.log(await doubled);`,
  find: (scope) =>
    ofExecutors(
      scope,
      'explicit-promise-constructor',
      ({ settlesInHandler }, settledAtOnce, inReaction) => settlesInHandler && !settledAtOnce && inReaction,
    ),
};

function ownCode(scope: Scope, at: { stream: number; loc: number }): Code | undefined {
  return scope.own(at) ? scope.code(at) : undefined;
}

/** Places at which promises of some makers were made, of which every one that settled is a case of it. */
function* ofPromises(
  scope: Scope,
  rule: string,
  makers: readonly string[],
  isCase: (code: Code, stream: number, p: number) => boolean,
): Generator<Found> {
  const { streams } = scope.tables;
  for (let stream = 0; stream < streams.length; stream++) {
    const { promises } = streams[stream]!;
    const groups = new Groups(scope);
    for (let p = 0; p < promises.count; p++) {
      if (promises.madeSeq(p) === 0 || promises.settleSeq(p) === 0 || promises.loc(p) === 0) continue;
      if (makers.includes(PROMISE_MAKERS[promises.maker(p)]!))
        groups.add({ stream, loc: promises.loc(p) }, p);
    }
    for (const [at, rows] of groups.entries()) {
      const code = ownCode(scope, at);
      if (!code || !rows.every((p) => isCase(code, stream, p))) continue;
      const args = { n: n(rows.length), at: { at } };
      yield { message: { code: rule, args }, at: [at], evidence: [{ code: 'so-often', args }] };
    }
  }
}

function ofExecutors(
  scope: Scope,
  rule: string,
  isCase: (executor: Executor, settledAtOnce: boolean, inReaction: boolean) => boolean,
): Generator<Found> {
  return ofPromises(scope, rule, ['new'], (code, stream, p) => {
    const construction = code.flow.call(code.offset);
    const executor = construction && executorOf(code.flow, construction);
    if (!executor) return false;
    const { promises, jobs } = scope.tables.streams[stream]!;
    const [made, settled] = [jobs.at(promises.madeSeq(p)), jobs.at(promises.settleSeq(p))];
    const inReaction = settled >= 0 && jobs.kind(settled) === JobKind.reaction;
    return isCase(executor, made === settled, inReaction);
  });
}
