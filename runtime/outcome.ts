/**
 * Fulfilled or rejected: what the `settled` hook does not say. For an async function the position at which it settles tells
 * (see `syntax/settlement.ts`), at no cost to the program; util.inspect would format the stack of the error in a rejected
 * promise, and so change what Node prints of it. Asked once per position, for scripts parsed at the first question.
 */
import { createHash } from 'node:crypto';
import { State } from '../protocol/events';
import { settlements } from '../syntax/settlement';
import type { Place } from './places';
import { onDisk, textThatRan } from './sources';

const STATE = { fulfilled: State.fulfilled, rejected: State.rejected, unknown: State.unknown } as const;

/** What it means that an async function settles at a place, where `site` stands. */
export function outcomeAt(place: Place, site: NodeJS.CallSite): State {
  place.settlement ??= ask(place, site);
  return STATE[place.settlement];
}

function ask(place: Place, site: NodeJS.CallSite): 'fulfilled' | 'rejected' | 'unknown' {
  const { script } = place;
  if (script.settlements === undefined) {
    const text = textOf(script.url, site);
    script.settlements = (text !== undefined && settlements(text)) || null;
  }
  return script.settlements?.(place.position) ?? 'unknown';
}

/** V8 knows the hash of what it runs (Node 20 and later): where the file has it, the file is read. */
function textOf(url: string, site: NodeJS.CallSite): string | undefined {
  const hash = (site as NodeJS.CallSite & { getScriptHash?(): string }).getScriptHash?.();
  const text = onDisk(url);
  if (text !== undefined && hash === createHash('sha256').update(text).digest('hex')) return text;
  return textThatRan(url);
}
