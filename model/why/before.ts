/** Why of two resumes one came before the other: where their chains of causes part. */
import { resourceType, streamOf } from '../findings/places';
import type { Tables } from '../tables';
import type { Message } from '../words';
import { chainOf } from './chain';
import type { Step } from './chain';

export type OrderReason =
  /** The later one waited, through however many steps, for the earlier one. */
  | 'waited-for'
  /** The later one began to wait only after the earlier one had been resumed. */
  | 'began-later'
  /** Both waited for one promise; the earlier one had begun to first. */
  | 'registered-first'
  /** Both were settled in one job, one after the other. */
  | 'settled-first'
  /** Both go back to one job; the later one had more turns of the microtask queue to go. */
  | 'fewer-hops'
  | 'microtask-order'
  /** The earlier one needed nothing from outside: microtasks run before the event loop goes on. */
  | 'no-wait'
  | 'next-tick-first'
  | 'timer-due-first'
  | 'timer-set-first'
  | 'loop-phase'
  | 'io-first'
  | 'turn-before'
  | 'threads'
  | 'order-unknown';

export interface Order {
  /** Rows of the awaits, the one that was resumed first at the front. */
  readonly first: number;
  readonly second: number;
  readonly reason: OrderReason;
  readonly message: Message;
  /** From each resume back to where they part, or to its root. */
  readonly chains: readonly [readonly Step[], readonly Step[]];
}

/** @returns undefined if one of the awaits was never resumed */
export function whyBefore(tables: Tables, a: number, b: number): Order | undefined {
  const { awaits } = tables;
  if (awaits.resumeSeq(a) === 0 || awaits.resumeSeq(b) === 0) return undefined;
  const [sameStream, earlier] = [streamOf(tables, a) === streamOf(tables, b), isEarlier(tables, a, b)];
  const [first, second] = earlier ? [a, b] : [b, a];
  const chains = [chainOf(tables, first), chainOf(tables, second)] as const;
  const say = (reason: OrderReason, args: Message['args'] = {}): Order => ({
    first,
    second,
    reason,
    message: { code: `order-${reason}`, args },
    chains,
  });
  if (!sameStream) return say('threads', { ns: { ns: awaits.resume(second) - awaits.resume(first) } });
  if (chains[1].some((step, i) => i > 0 && step.await === first && step.node === `await ${first}`))
    return say('waited-for');
  if (awaits.suspendSeq(second) > awaits.resumeSeq(first)) return say('began-later');
  return atCommonCause(tables, chains, first, second, say) ?? atRoots(tables, chains, say);
}

function isEarlier(tables: Tables, a: number, b: number): boolean {
  const { awaits } = tables;
  if (streamOf(tables, a) === streamOf(tables, b)) return awaits.resumeSeq(a) < awaits.resumeSeq(b);
  return awaits.resume(a) <= awaits.resume(b);
}

type Say = (reason: OrderReason, args?: Message['args']) => Order;
type Chains = readonly [readonly Step[], readonly Step[]];

function atCommonCause(
  tables: Tables,
  [x, y]: Chains,
  first: number,
  second: number,
  say: Say,
): Order | undefined {
  const nodes = new Map(x.map((step, i) => [step.node, i]));
  const j = y.findIndex((step) => step.node !== 'script' && nodes.has(step.node));
  if (j < 0) return inOneJob([x, y], say);
  const i = nodes.get(y[j]!.node)!;
  if (i === 0 && j === 0 && y[j]!.node.startsWith('promise')) {
    const { awaits } = tables;
    return awaits.suspendSeq(first) < awaits.suspendSeq(second)
      ? say('registered-first')
      : say('microtask-order');
  }
  return byHops(x.slice(0, i + 1), y.slice(0, j + 1), say);
}

/** No step is the same, but two of them happened in one job. */
function inOneJob([x, y]: Chains, say: Say): Order | undefined {
  const jobs = new Map(x.flatMap((step, i) => (step.job >= 0 ? [[step.job, i] as const] : [])));
  const j = y.findIndex((step) => step.job >= 0 && jobs.has(step.job));
  if (j < 0) return undefined;
  return byHops(x.slice(0, jobs.get(y[j]!.job)! + 1), y.slice(0, j + 1), say);
}

function byHops(x: readonly Step[], y: readonly Step[], say: Say): Order {
  const [a, b] = [hops(x), hops(y)];
  const args = { n: { n: a }, m: { n: b } };
  if (a < b) return say('fewer-hops', args);
  const [s, t] = [settledIn(x), settledIn(y)];
  if (s !== 0 && t !== 0 && s < t) return say('settled-first', args);
  return say('microtask-order', args);
}

function hops(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + step.hops, 0);
}

/** The settling nearest to the common cause. */
function settledIn(steps: readonly Step[]): number {
  return steps.findLast((step) => step.node.startsWith('promise'))?.seq ?? 0;
}

const PHASES: Readonly<Record<string, string>> = { Timeout: 'timers', Immediate: 'check' };

function atRoots(tables: Tables, [x, y]: Chains, say: Say): Order {
  const [a, b] = [x.at(-1), y.at(-1)];
  if (!a || !b) return say('order-unknown');
  const [r, q] = [a.resource ?? -1, b.resource ?? -1];
  const outside = (step: Step): boolean => step.resource !== undefined;
  const unresolved = (step: Step): boolean =>
    step.reason === 'cause-unknown' || step.reason === 'settle-unknown';
  if (unresolved(a) || unresolved(b)) return say('order-unknown');
  const tick = x.find((step) => step.reason === 'next-tick');
  if (tick && !y.some((step) => step.reason === 'next-tick')) return say('next-tick-first');
  if (!outside(a))
    return outside(b) ? say('no-wait', { type: { text: resourceType(tables, q) } }) : byHops(x, y, say);
  if (r < 0 || q < 0) return say('turn-before');
  const [typeA, typeB] = [resourceType(tables, r), resourceType(tables, q)];
  if (typeA === 'Timeout' && typeB === 'Timeout') return byTimers(tables, r, q, say);
  const [phaseA, phaseB] = [PHASES[typeA] ?? 'poll', PHASES[typeB] ?? 'poll'];
  const args = {
    type: { text: typeA },
    other: { text: typeB },
    phase: { text: phaseA },
    second: { text: phaseB },
  };
  if (phaseA !== phaseB) return say('loop-phase', args);
  return phaseA === 'poll' ? say('io-first', args) : say('turn-before', args);
}

function byTimers(tables: Tables, r: number, q: number, say: Say): Order {
  const { resources } = tables;
  const [a, b] = [resources.delay(r), resources.delay(q)];
  if (a < 0 || b < 0) return say('turn-before');
  const args = {
    n: { n: a },
    m: { n: b },
    at: { at: { stream: resources.stream(r), loc: resources.loc(r) } },
    other: { at: { stream: resources.stream(q), loc: resources.loc(q) } },
  };
  if (a === b) return say('timer-set-first', args);
  const due = resources.made(r) + a * 1e6 < resources.made(q) + b * 1e6;
  return due ? say('timer-due-first', args) : say('turn-before');
}
