/**
 * What marking a script means, as data: where something is inserted, and the sites that the insertions speak of. A plan depends on the
 * text alone, so it can be kept; the numbers of its sites are counted from 0, and shifted when it is applied.
 */
import { splice } from './edits';

/** All names that markers bring in begin with it; a text that has it is never marked. */
export const MARKER_PREFIX = '_aw$';

export const SiteKind = {
  function: 0,
  generator: 1,
  module: 2,
  await: 3,
  call: 4,
  maker: 5,
  native: 6,
} as const;
export type SiteKind = (typeof SiteKind)[keyof typeof SiteKind];

/** How the normal return of an await is seen: flags. */
export const Watch = {
  /** Nothing of the program runs between the await and its marker: not reached means that it threw. */
  exact: 1,
  /** Something may run, and throw, between the two: not reached means that it is not known. */
  later: 2,
  /** After an error here the task neither awaits nor returns: if it does, the await did not throw. */
  unprotected: 4,
} as const;

export interface MarkedSite {
  readonly kind: SiteKind;
  /** Offset of the token it is shown at; of a call the one at which V8 reports it. */
  readonly offset: number;
  /** Number of the function around it (its own, of a function); -1 outside of marked functions. */
  readonly fn: number;
  /** Of a maker: the builtin that makes the promise. */
  readonly maker?: string;
  /** Of an await that no marker tells of (`for await`, `await using`, `yield*`): the end of the loop, block or expression. */
  readonly end?: number;
  /** Of an await: how its normal return is seen (flags of `Watch`); missing if it is not. */
  readonly watch?: number;
  /** Of a function: such awaits stand in it. */
  readonly implicit?: boolean;
}

export interface MarkerPlan {
  readonly at: readonly number[];
  readonly inserted: readonly string[];
  /** For each insertion the site whose number replaces its `#`; -1 if it has none. */
  readonly numbers: readonly number[];
  readonly sites: readonly MarkedSite[];
  /** Node's own modules that names in the script stand for. */
  readonly builtins: readonly string[];
  /** The script runs code that is not in it (`eval`, `new Function`, `node:vm`). */
  readonly dynamic: boolean;
}

export interface MarkedText {
  readonly text: string;
  readonly lengths: Uint32Array;
}

/** @param base what the numbers of the sites are shifted by */
export function applyPlan(text: string, plan: MarkerPlan, base: number): MarkedText {
  const { at, inserted, numbers } = plan;
  const lengths = new Uint32Array(inserted.length);
  const pieces = inserted.map((piece, i) => {
    const n = numbers[i]!;
    const said = n < 0 ? piece : piece.replace('#', String(base + n));
    lengths[i] = said.length;
    return said;
  });
  return { text: splice(text, at, pieces), lengths };
}
