/**
 * Why a task went on when it did. `why` explains one await, `whyBefore` the order of two; both are rows of `Tables.awaits`. Texts are
 * made with `sentence` (`model/words.ts`) and {@link WHY_TEXTS}.
 */
import type { Tables } from '../tables';
import type { Message } from '../words';
import { chainOf } from './chain';
import type { Step } from './chain';
import { partsOf } from './parts';
import type { Parts, Ran } from './parts';

export type { Reason, Step } from './chain';
export type { Order, OrderReason } from './before';
export type { Parts, Ran } from './parts';
export { whyBefore } from './before';
export { graphOf } from './graph';
export type { Graph, GraphNode } from './graph';
export { WHY_TEXTS } from './texts';

export interface Why {
  readonly await: number;
  readonly parts: Parts;
  /** Turns of the microtask queue between the last cause outside of promises and the resume; one is the least. */
  readonly hops: number;
  /** From the resume back to its cause, the nearest step first. */
  readonly chain: readonly Step[];
  /** The whole in sentences: the parts, what ran in between, the chain. */
  readonly messages: readonly Message[];
}

/** @param w row of an await */
export function why(tables: Tables, w: number): Why {
  const chain = chainOf(tables, w);
  const parts = partsOf(tables, w);
  const hops = hopsOf(tables, chain);
  const messages = [headOf(tables, w, parts), ...readyOf(parts), ...chain.map((step) => step.message)];
  if (hops > 1 && tables.awaits.resumeSeq(w) !== 0) messages.push({ code: 'hops', args: { n: { n: hops } } });
  return { await: w, parts, hops, chain, messages };
}

/** Of the last turn of the event loop only. */
function hopsOf({ streams }: Tables, chain: readonly Step[]): number {
  let count = 0;
  let tick: number | undefined;
  for (const step of chain) {
    const of = step.job < 0 ? undefined : streams[step.stream]!.jobs.tick(step.job);
    if (of !== undefined && tick !== undefined && of !== tick) break;
    tick ??= of;
    count += step.hops;
  }
  return count;
}

function headOf(tables: Tables, w: number, { waiting, ready, running }: Parts): Message {
  const { awaits, streams, tasks } = tables;
  const task = { task: awaits.task(w) };
  if (awaits.resumeSeq(w) === 0) {
    const last = streams[tasks.stream(awaits.task(w))]!.last;
    return { code: 'never-resumed', args: { task, ns: { ns: last - awaits.suspend(w) } } };
  }
  const args = { task, waiting: { ns: waiting }, ready: { ns: ready } };
  return { code: 'resumed', args: { ...args, ...(!Number.isNaN(running) && { running: { ns: running } }) } };
}

/** At most so many of what ran in between are named. */
const NAMED = 3;

function readyOf({ ready, between, tracing }: Parts): Message[] {
  const named = between.slice(0, NAMED).map((ran: Ran): Message => {
    const args = {
      ns: { ns: ran.ns },
      n: { n: ran.jobs },
      ...(ran.at && ran.at.loc !== 0 && { at: { at: ran.at } }),
    };
    if (ran.task >= 0) return { code: 'behind-task', args: { ...args, task: { task: ran.task } } };
    return { code: 'behind-callback', args };
  });
  if (between.length === 0 || Number.isNaN(ready)) return [];
  const rest = between.length - named.length;
  if (rest > 0) named.push({ code: 'behind-others', args: { n: { n: rest } } });
  if (tracing > 0) named.push({ code: 'tracing', args: { ns: { ns: tracing } } });
  return named;
}
