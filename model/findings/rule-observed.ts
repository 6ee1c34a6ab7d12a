/** Outcomes that nobody looked at, looked at too late, or looked at and threw away. */
import { PROMISE_MAKERS, State, TaskVariant } from '../../protocol/events';
import { callContext, callUse, emptyCatchAround, handlesWithNothing } from '../../syntax/dataflow-patterns';
import type { At, Message } from '../words';
import { n, ns } from './finding';
import type { Found, Rule, Scope } from './finding';
import { Groups } from './groups';
import { awaitAt, callerAt, outcomeOf, taskAt, tickAt } from './places';

export const unhandledRejection: Rule = {
  id: 'unhandled-rejection',
  severity: 'error',
  title: 'An async call was rejected, and nobody ever looked at its promise',
  doc: `The promise of the call was neither awaited nor given a handler while the program ran. Node ends a program for that, unless it has
a handler of its own for \`unhandledRejection\`; then the error is lost to the code that made the call.`,
  bad: `async function save() { throw new Error('disk full'); }
process.on('unhandledRejection', () => {});
save();`,
  good: `async function save() { throw new Error('disk full'); }
save().catch((error) => console.error(error.message));`,
  *find(scope) {
    for (const task of outcomes(scope)) {
      const { tasks, streams } = scope.tables;
      if (tasks.state(task) !== State.rejected) continue;
      const stream = streams[tasks.stream(task)]!;
      const outcome = outcomeOf(scope.tables, task);
      if (outcome < 0 || stream.promises.observedSeq(outcome) !== 0) continue;
      yield found(scope, task, 'unhandled-rejection', [endedAt(scope, task)]);
    }
  },
};

export const observedTooLate: Rule = {
  id: 'observed-too-late',
  severity: 'warning',
  title: 'A rejection was handled only after its tick: Node takes it for unhandled until then',
  doc: `A call was rejected while nobody waited for it; a handler, or an await, came in a later turn of the event loop. In between Node emits
\`unhandledRejection\`, which ends a program that has no handler for that. It happens where a promise is kept while something
else is awaited first.`,
  bad: `process.on('unhandledRejection', () => {});
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
async function load() { throw new Error('gone'); }
(async () => {
  const loading = load();
  await wait(5);
  try { await loading; } catch (error) { console.log(error.message); }
})();`,
  good: `const wait = (ms) => new Promise((done) => setTimeout(done, ms));
async function load() { throw new Error('gone'); }
(async () => {
  const [loading] = await Promise.allSettled([load(), wait(5)]);
  console.log(loading.status);
})();`,
  *find(scope) {
    for (const task of outcomes(scope)) {
      const { tasks, streams } = scope.tables;
      if (tasks.state(task) !== State.rejected) continue;
      const stream = tasks.stream(task);
      const { promises } = streams[stream]!;
      const outcome = outcomeOf(scope.tables, task);
      const observed = outcome < 0 ? 0 : promises.observedSeq(outcome);
      if (observed <= tasks.endSeq(task)) continue;
      const ticks = tickAt(scope.tables, stream, observed) - tickAt(scope.tables, stream, tasks.endSeq(task));
      if (ticks <= 0) continue;
      const late: Message = { code: 'observed-after', args: { n: n(ticks) } };
      yield found(scope, task, 'observed-too-late', [endedAt(scope, task), late]);
    }
  },
};

export const floating: Rule = {
  id: 'floating',
  severity: 'warning',
  title: 'An async call was made and its promise dropped',
  doc: `The call is a statement of its own and its promise was never looked at: the code behind it does not wait, and an error would be
lost. Reported for calls that really went on later, made within functions; at a script's top level such a call starts the program. In
functions that are not async it is a hint. \`void call()\` says that it is meant.`,
  bad: `const wait = (ms) => new Promise((done) => setTimeout(done, ms));
async function save() { await wait(2); }
async function main() {
  save();
  console.log('saved?');
}
main();`,
  good: `const wait = (ms) => new Promise((done) => setTimeout(done, ms));
async function save() { await wait(2); }
async function main() {
  await save();
  console.log('saved');
}
main();`,
  *find(scope) {
    const { tasks } = scope.tables;
    const groups = new Groups(scope);
    for (const task of outcomes(scope)) {
      if (tasks.state(task) === State.rejected || tasks.awaits(task) === 0) continue;
      const stream = scope.tables.streams[tasks.stream(task)]!;
      const outcome = outcomeOf(scope.tables, task);
      if (outcome < 0 || stream.promises.observedSeq(outcome) !== 0) continue;
      if (useOf(scope, task) !== undefined) groups.add(callerAt(scope.tables, task), task);
    }
    for (const rows of groups.rows()) {
      const task = rows[0]!;
      const evidence: Message[] = [
        { code: 'went-on', args: { task: { task }, ns: ns(tasks.end(task) - tasks.start(task)) } },
      ];
      const outlived = tasks.parent(task);
      if (outlived >= 0 && tasks.end(outlived) < tasks.end(task)) {
        const by = ns(tasks.end(task) - tasks.end(outlived));
        evidence.push({ code: 'outlived', args: { task: { task: outlived }, ns: by } });
      }
      const severity = useOf(scope, task) === 'sync' ? 'hint' : 'warning';
      yield {
        message: { code: 'floating', args: { task: { task }, n: n(rows.length) } },
        at: [callerAt(scope.tables, task), taskAt(scope.tables, task)],
        evidence,
        severity,
        tasks: rows,
      };
    }
  },
};

/** Where the call of a task stands whose promise is dropped there; undefined if it is not, or if it is meant so. */
function useOf(scope: Scope, task: number): 'async' | 'sync' | undefined {
  const code = scope.code(callerAt(scope.tables, task));
  const call = code?.flow.call(code.offset);
  if (!code || !call || callUse(code.flow, call) !== 'dropped') return undefined;
  const context = callContext(code.flow, call);
  return context === 'top' ? undefined : context;
}

export const swallowed: Rule = {
  id: 'swallowed',
  severity: 'warning',
  title: 'An error was caught by a handler that does nothing',
  doc: `An awaited call was rejected, and the \`catch\` around the await, or the function given to \`.catch\`, is empty. A comment within
says that it is meant, and why.`,
  bad: `async function load() { throw new Error('gone'); }
(async () => {
  try { await load(); } catch {}
})();`,
  good: `async function load() { throw new Error('gone'); }
(async () => {
  try { await load(); } catch { /* there is a default */ }
})();`,
  *find(scope) {
    const { tables } = scope;
    const { awaits } = tables;
    const groups = new Groups(scope);
    for (let w = 0; w < awaits.count; w++) {
      if (awaits.outcome(w) !== State.rejected) continue;
      const at = awaitAt(tables, w);
      const code = scope.own(at) ? scope.code(at) : undefined;
      const node = code?.flow.await(code.offset);
      if (code && node && emptyCatchAround(code.flow, node)) groups.add(at, w);
    }
    for (const rows of groups.rows()) {
      const w = rows[0]!;
      const on = awaits.on(w);
      yield {
        message: { code: 'swallowed', args: { n: n(rows.length), ...(on >= 0 && { task: { task: on } }) } },
        at: [awaitAt(tables, w), ...(on >= 0 ? [taskAt(tables, on)] : [])],
        evidence: [{ code: 'threw', args: { n: n(rows.length), at: { at: awaitAt(tables, w) } } }],
        awaits: rows,
      };
    }
    yield* swallowedByHandler(scope);
  },
};

function* swallowedByHandler(scope: Scope): Generator<Found> {
  const groups = new Groups(scope);
  const { streams } = scope.tables;
  for (let stream = 0; stream < streams.length; stream++) {
    const { promises } = streams[stream]!;
    for (let p = 0; p < promises.count; p++) {
      const parent = promises.parent(p);
      if (parent < 0 || promises.state(parent) !== State.rejected) continue;
      const maker = PROMISE_MAKERS[promises.maker(p)];
      if (maker !== 'catch' && maker !== 'then') continue;
      const at = { stream, loc: promises.loc(p) };
      const code = scope.own(at) ? scope.code(at) : undefined;
      const call = code?.flow.call(code.offset);
      if (code && call && handlesWithNothing(code.flow, call)) groups.add(at, p);
    }
  }
  for (const [at, rows] of groups.entries()) {
    yield {
      message: { code: 'swallowed', args: { n: n(rows.length) } },
      at: [at],
      evidence: [{ code: 'handled-empty', args: { n: n(rows.length), at: { at } } }],
    };
  }
}

/** Tasks of the user's own that have an outcome somebody could have waited for, in streams that were recorded whole. */
function* outcomes(scope: Scope): Generator<number> {
  const { tasks } = scope.tables;
  for (let task = 0; task < tasks.count; task++) {
    if (tasks.endSeq(task) === 0 || tasks.startSeq(task) === 0) continue;
    if (tasks.variant(task) !== TaskVariant.function || !scope.whole(tasks.stream(task))) continue;
    if (scope.own(taskAt(scope.tables, task))) yield task;
  }
}

function found(scope: Scope, task: number, code: string, evidence: Message[]): Found {
  const caller = callerAt(scope.tables, task);
  const fn = taskAt(scope.tables, task);
  const at: At[] = scope.own(caller) ? [caller, fn] : [fn];
  return { message: { code, args: { task: { task } } }, at, evidence, tasks: [task] };
}

function endedAt(scope: Scope, task: number): Message {
  const { tasks } = scope.tables;
  const w = tasks.lastAwait(task);
  const time = ns(tasks.end(task) - tasks.start(task));
  if (w < 0) return { code: 'rejected-at-once', args: { task: { task } } };
  return { code: 'rejected-after', args: { task: { task }, ns: time, at: { at: awaitAt(scope.tables, w) } } };
}
