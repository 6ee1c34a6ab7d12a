/**
 * Units and ids. A brand keeps a duration from being passed where an id is wanted; it costs nothing at run time.
 * Ids are counted per thread, from 1; 0 always means "none".
 */
declare const brand: unique symbol;
type Branded<T, B extends string> = T & { readonly [brand]: B };

/** Nanoseconds as a double: exact up to 2^53 ns, which is 104 days. */
export type Ns = Branded<number, 'Ns'>;
/** A task of one thread. An async function's outer promise has the id `task + 1`. */
export type TaskId = Branded<number, 'TaskId'>;
/** A promise of one thread; shares its counter with {@link TaskId}. */
export type PromiseId = Branded<number, 'PromiseId'>;
/** A resource of one thread: Node's own async id. */
export type ResourceId = Branded<number, 'ResourceId'>;
/** An entry of a thread's table of locations: the n-th `Loc` event, from 1. */
export type LocId = Branded<number, 'LocId'>;

/** A position in a source file; line and column are 1-based. */
export interface Site {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
