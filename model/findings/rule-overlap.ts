/** Operations that ran one after the other and could have run at once. */
import { couldOverlap, independentLoop } from '../../syntax/dataflow-overlap';
import { waitingTime } from '../durations';
import { savingTogether } from '../what-if';
import type { Saving } from '../what-if';
import type { Tables } from '../tables';
import type { At, Message } from '../words';
import { n, ns } from './finding';
import type { Found, Rule, Scope } from './finding';
import { awaitAt, lifetime, streamOf } from './places';

/** A saving has to be worth the change: so many ns, and such a share of the task. */
const MIN_SAVING = 10e6;
const MIN_SHARE = 0.1;

export const sequentialAwaits: Rule = {
  id: 'sequential-awaits',
  severity: 'warning',
  title: 'Awaits in a row whose operations need nothing of one another',
  doc: `Each operation was started only when the one before was done, though it uses nothing that the earlier one gave. Started together, they
would take as long as the longest. Reported where the saving predicted from the recording is at least 10 ms and 10 % of the task, and
where the text shows that the operations are independent: both values are kept, the second call reads no variable of the first, nothing
with an effect stands between, both stand in the same \`try\` or in none. What two functions share out of sight (a file, a
connection) the text cannot show: judge that yourself.`,
  bad: `const load = (name) => new Promise((done) => setTimeout(done, 40, name));
(async () => {
  const user = await load('user');
  const orders = await load('orders');
  console.log(user, orders);
})();`,
  good: `const load = (name) => new Promise((done) => setTimeout(done, 40, name));
(async () => {
  const [user, orders] = await Promise.all([load('user'), load('orders')]);
  console.log(user, orders);
})();`,
  *find(scope) {
    const best = new Map<string, Group>();
    for (const group of groupsOf(scope)) {
      const key = group.rows.map((w) => scope.key(awaitAt(scope.tables, w))).join();
      const known = best.get(key);
      const times = (known?.times ?? 0) + 1;
      best.set(key, { ...(known && known.saves >= group.saves ? known : group), times });
    }
    for (const { rows, saves, times } of best.values()) {
      const { tables } = scope;
      const task = tables.awaits.task(rows[0]!);
      const whatIf = savingTogether(tables, rows);
      yield {
        message: { code: 'sequential-awaits', args: { n: n(rows.length), task: { task }, ns: ns(saves) } },
        at: rows.map((w) => awaitAt(tables, w)),
        evidence: [
          ...rows.map((w) => waited(scope, w)),
          ...savingOf(scope, task, saves, times),
          ...runSaving(task, whatIf),
        ],
        awaits: rows,
        tasks: [task],
        saves,
        ...(whatIf && { whatIf }),
      };
    }
  },
};

interface Group {
  readonly rows: number[];
  readonly saves: number;
  readonly times: number;
}

/** Runs of awaits of one task that were each started after the one before, and could have been started with the first. */
function* groupsOf(scope: Scope): Generator<Group> {
  const { tables } = scope;
  const { awaits, tasks } = tables;
  const pairs = new Map<string, boolean>();
  const overlap = (a: number, b: number): boolean => {
    const key = `${scope.key(awaitAt(tables, a))} ${scope.key(awaitAt(tables, b))}`;
    let could = pairs.get(key);
    if (could === undefined) pairs.set(key, (could = overlapInText(scope, a, b)));
    return could;
  };
  for (let task = 0; task < tasks.count; task++) {
    if (tasks.awaits(task) < 2) continue;
    let rows: number[] = [];
    for (let w = tasks.firstAwait(task); ; w = awaits.next(w)) {
      const joins =
        w >= 0 &&
        rows.length > 0 &&
        awaits.resumeSeq(w) !== 0 &&
        startedBetween(scope, w, awaits.resumeSeq(rows[rows.length - 1]!)) &&
        rows.every((earlier) => overlap(earlier, w));
      if (joins) {
        rows.push(w);
        continue;
      }
      const saves = savingIn(scope, task, rows);
      if (saves > 0) yield { rows, saves, times: 1 };
      if (w < 0) break;
      // the first of a group is one that took some time
      rows = awaits.resumeSeq(w) !== 0 && waitingTime(awaits, w) > 0 ? [w] : [];
    }
  }
}

function overlapInText(scope: Scope, a: number, b: number): boolean {
  const [x, y] = [awaitAt(scope.tables, a), awaitAt(scope.tables, b)];
  if (!scope.own(x) || !scope.own(y)) return false;
  const [codeX, codeY] = [scope.code(x), scope.code(y)];
  if (!codeX || !codeY || codeX.flow !== codeY.flow || codeX.offset === codeY.offset) return false;
  const [first, second] = [codeX.flow.await(codeX.offset), codeY.flow.await(codeY.offset)];
  return first !== undefined && second !== undefined && couldOverlap(codeX.flow, first, second);
}

/** The awaited operation began in the slice that ended with this await: not before `seq`. */
function startedBetween({ tables }: Scope, w: number, seq: number): boolean {
  const { awaits, tasks, streams } = tables;
  const on = awaits.on(w);
  if (on >= 0) return tasks.startSeq(on) > seq;
  const { promises } = streams[streamOf(tables, w)]!;
  const promise = awaits.promiseRow(w);
  if (promise < 0) return false;
  const made = promises.madeSeq(promise);
  // one made out of sight, by Node: nobody can have had it before
  return made === 0 ? promises.observedSeq(promise) === awaits.suspendSeq(w) : made > seq;
}

/** @returns what running these awaits at once would save, ns; 0 if that is not worth it */
function savingIn(scope: Scope, task: number, rows: readonly number[]): number {
  if (rows.length < 2) return 0;
  const { total, longest } = waits(scope.tables, rows);
  const saves = total - longest;
  return saves >= MIN_SAVING && saves >= MIN_SHARE * lifetime(scope.tables, task) ? saves : 0;
}

/** Of awaits that may be as many as a loop has turns. */
function waits(
  { awaits }: Tables,
  rows: readonly number[],
): { readonly total: number; readonly longest: number } {
  let total = 0;
  let longest = 0;
  for (const w of rows) {
    const time = waitingTime(awaits, w);
    total += time;
    longest = Math.max(longest, time);
  }
  return { total, longest };
}

function waited({ tables }: Scope, w: number): Message {
  return {
    code: 'waited-here',
    args: { at: { at: awaitAt(tables, w) }, ns: ns(waitingTime(tables.awaits, w)) },
  };
}

function savingOf({ tables }: Scope, task: number, saves: number, times: number): Message[] {
  const share = `${Math.round((100 * saves) / lifetime(tables, task))} %`;
  const args = { task: { task }, ns: ns(saves), share: { text: share } };
  const messages: Message[] = [{ code: 'would-save', args }];
  if (times > 1) messages.push({ code: 'so-in-tasks', args: { n: n(times) } });
  return messages;
}

/** What playing the recording again says, with all that follows from it; nothing where that cannot be told. */
function runSaving(task: number, saving: Saving | undefined): Message[] {
  if (!saving) return [];
  const { task: time, request, run } = saving;
  const args = { task: { task }, ns: ns(time), request: ns(request), run: ns(run) };
  return [{ code: 'what-if', args }];
}

export const awaitInLoop: Rule = {
  id: 'await-in-loop',
  severity: 'warning',
  title: 'A loop waits for each turn before it begins the next, and no turn needs the one before',
  doc: `Every turn awaits an operation that depends on this turn's element alone, and the loop never leaves early. With \`Promise.all\` over
the list, or a few at a time, the turns would overlap. Reported where that saves at least 10 ms and 10 % of the task. A loop that waits
to keep a pace, to ask again, to read one after the other, or that stands around a \`try\`, is left alone; where nobody keeps what the await gives it
is a hint.`,
  bad: `const load = (id) => new Promise((done) => setTimeout(done, 30, id));
(async () => {
  const users = [];
  for (const id of [1, 2, 3]) users.push(await load(id));
  console.log(users);
})();`,
  good: `const load = (id) => new Promise((done) => setTimeout(done, 30, id));
(async () => {
  const users = await Promise.all([1, 2, 3].map(load));
  console.log(users);
})();`,
  *find(scope) {
    const best = new Map<string, Turns>();
    for (const turns of turnsOf(scope)) {
      const key = scope.key(turns.at);
      const known = best.get(key);
      if (!known || known.saves < turns.saves) best.set(key, turns);
    }
    // the recording is played again for these alone, not for each task that has the loop
    for (const turns of best.values()) yield foundIn(scope, turns);
  },
};

/** A task's awaits of one loop. */
interface Turns {
  readonly at: At;
  readonly task: number;
  readonly rows: readonly number[];
  readonly saves: number;
  /** Somebody keeps what the awaits give. */
  readonly kept: boolean;
}

function foundIn(scope: Scope, { at, task, rows, saves, kept }: Turns): Found {
  const whatIf = savingTogether(scope.tables, rows);
  return {
    message: { code: 'await-in-loop', args: { n: n(rows.length), task: { task }, ns: ns(saves) } },
    at: [at],
    evidence: [turnTimes(scope, rows, at), ...savingOf(scope, task, saves, 1), ...runSaving(task, whatIf)],
    severity: kept ? 'warning' : 'hint',
    awaits: rows,
    tasks: [task],
    saves,
    ...(whatIf && { whatIf }),
  };
}

function* turnsOf(scope: Scope): Generator<Turns> {
  const { tables } = scope;
  const { awaits, tasks } = tables;
  const loops = new Map<string, ReturnType<typeof loopAt>>();
  for (let task = 0; task < tasks.count; task++) {
    if (tasks.awaits(task) < 2) continue;
    const byPlace = new Map<string, number[]>();
    for (let w = tasks.firstAwait(task); w >= 0; w = awaits.next(w)) {
      if (awaits.resumeSeq(w) === 0) continue;
      const key = scope.key(awaitAt(tables, w));
      const rows = byPlace.get(key);
      if (rows) rows.push(w);
      else byPlace.set(key, [w]);
    }
    const done = new Set<number>();
    for (const [key, rows] of byPlace) {
      const at = awaitAt(tables, rows[0]!);
      if (rows.length < 2 || !scope.own(at)) continue;
      if (!loops.has(key)) loops.set(key, loopAt(scope, at));
      const loop = loops.get(key);
      // a loop's first await speaks for all of them
      if (!loop || done.has(loop.start)) continue;
      if (!rows.slice(1).every((w, i) => startedBetween(scope, w, awaits.resumeSeq(rows[i]!)))) continue;
      const saves = savingIn(scope, task, rows);
      if (saves === 0) continue;
      done.add(loop.start);
      yield { at, task, rows, saves, kept: loop.kept };
    }
  }
}

function loopAt(scope: Scope, at: At): ReturnType<typeof independentLoop> {
  const code = scope.code(at);
  const node = code?.flow.await(code.offset);
  return code && node && independentLoop(code.flow, node);
}

function turnTimes({ tables }: Scope, rows: readonly number[], at: At): Message {
  const { total, longest } = waits(tables, rows);
  return {
    code: 'turns',
    args: { n: n(rows.length), ns: ns(total), max: ns(longest), at: { at } },
  };
}
