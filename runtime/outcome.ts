/**
 * Fulfilled or rejected: what the `settled` hook does not say. For an async function the position at which it settles tells
 * (see `syntax/settlement.ts`), at no cost to the program; util.inspect would format the stack of the error in a rejected
 * promise, and so change what Node prints of it. Asked once per position, for scripts parsed at the first question.
 */
import { State } from '../protocol/events';
import type * as parser from '../syntax/settlement';
import { loadParser } from './load-parser';
import type { Place, Script } from './places';
import type { Sources } from './sources';

export class Outcomes {
  private readonly scripts = new Map<Script, parser.Settlements | null>();

  /** @param around runs the parser, which takes the program's time, and records that it did */
  constructor(
    private readonly sources: Sources,
    private readonly around: <T>(work: () => T) => T,
  ) {}

  /** What it means that an async function settles at a place. */
  at(place: Place): State {
    return (place.settlement ??= this.ask(place)) ?? State.unknown;
  }

  /** @returns undefined if the script's text cannot be had yet */
  private ask(place: Place): State | undefined {
    const { script, position } = place;
    let answers = this.scripts.get(script);
    if (answers === undefined) {
      const text = this.sources.text(script);
      if (text === undefined) return undefined;
      answers = this.around(() => parsed(text));
      this.scripts.set(script, answers);
    }
    return State[answers?.(position) ?? 'unknown'];
  }
}

function parsed(text: string): parser.Settlements | null {
  return loadParser().settlements(text) ?? null;
}
