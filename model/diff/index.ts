/** What differs between two recordings of one program, or between several recordings of each side. */
import { What } from '../../protocol/events';
import type { Tables } from '../tables';
import { awaitKeys, keysOfStreams, Names } from './keys';
import type { Run } from './keys';
import { compareOrders } from './order';
import { changedTimes } from './times';
import type { ChangedTime } from './times';

export type { Run } from './keys';
export type { ChangedTime } from './times';

/** An await in the first recording of a side. */
export interface Side {
  readonly side: 'a' | 'b';
  readonly await: number;
}

export interface Diff {
  /** Where the orders of resumes part: what came next in either; missing if they do not. */
  readonly divergence: { readonly a: number; readonly b: number } | undefined;
  /** Pairs of resumes that came the other way round. */
  readonly inversions: number;
  /** Rows in a's first recording: what would have to be moved to make the orders equal. */
  readonly moved: readonly number[];
  /** Resumed in every recording of b and reached in none of a: rows in b's first; and the other way round. */
  readonly appeared: readonly number[];
  readonly vanished: readonly number[];
  /** Reached in both, resumed in one only. */
  readonly stuck: readonly Side[];
  readonly times: readonly ChangedTime[];
  /** How many awaits were resumed in both. */
  readonly common: number;
  /** Left out, since their order is not the same in all recordings of one side. */
  readonly unstable: number;
}

/** @returns true if the order and the awaits are the same; times may differ */
export function isSameOrder(diff: Diff): boolean {
  const { divergence, appeared, vanished, stuck } = diff;
  return !divergence && appeared.length === 0 && vanished.length === 0 && stuck.length === 0;
}

/** A recording with the names of its awaits. */
interface Named {
  readonly tables: Tables;
  /** Row by name, of awaits that were reached. */
  readonly reached: ReadonlyMap<number, number>;
  /** Names in the order of resumes, by name of the stream. */
  readonly resumed: ReadonlyMap<number, readonly number[]>;
  readonly resumedKeys: ReadonlySet<number>;
}

/** @param a, b at least one recording each; order and appearance are told of the first, and stand for all of its side */
export function diffOf(a: readonly [Run, ...Run[]], b: readonly [Run, ...Run[]]): Diff {
  const names = new Names();
  const [as, bs] = [a.map((run) => named(run, names)), b.map((run) => named(run, names))];
  const [first, second] = [as[0]!, bs[0]!];
  const all = [...as, ...bs];
  const only = (side: Named[], other: Named[]): number[] => {
    const [own] = side as [Named];
    const keys = [...own.reached.keys()].filter((key) => side.every((run) => run.reached.has(key)));
    return keys
      .filter((key) => !other.some((run) => run.reached.has(key)))
      .map((key) => own.reached.get(key)!);
  };
  const unstable = new Set([...unstableOf(as), ...unstableOf(bs)]);
  const inAll = (key: number): boolean => !unstable.has(key) && all.every((run) => run.resumedKeys.has(key));
  let divergence: Diff['divergence'];
  let inversions = 0;
  let common = 0;
  const moved: number[] = [];
  for (const [stream, order] of first.resumed) {
    const mine = order.filter(inAll);
    const theirs = (second.resumed.get(stream) ?? []).filter(inAll);
    common += mine.length;
    if (mine.length !== theirs.length) continue;
    const compared = compareOrders(mine, theirs);
    inversions += compared.inversions;
    for (const key of compared.moved) moved.push(first.reached.get(key)!);
    const at = compared.firstDifference;
    if (at >= 0) divergence ??= { a: first.reached.get(mine[at]!)!, b: second.reached.get(theirs[at]!)! };
  }
  return {
    divergence,
    inversions,
    moved,
    appeared: only(bs, as),
    vanished: only(as, bs),
    stuck: [...stuckIn('a', as, bs), ...stuckIn('b', bs, as)],
    times: changedTimes(a, b),
    common,
    unstable: unstable.size,
  };
}

function named(run: Run, names: Names): Named {
  const { tables } = run;
  const { awaits, tasks } = tables;
  const keys = awaitKeys(run, names);
  const streams = keysOfStreams(tables, names);
  const reached = new Map<number, number>();
  const rows: number[] = [];
  for (let w = 0; w < awaits.count; w++) {
    if (awaits.what(w) === What.yield) continue;
    reached.set(keys[w]!, w);
    if (awaits.resumeSeq(w) !== 0) rows.push(w);
  }
  rows.sort((x, y) => awaits.resumeSeq(x) - awaits.resumeSeq(y));
  const resumed = new Map<number, number[]>();
  for (const w of rows) {
    const stream = streams[tasks.stream(awaits.task(w))]!;
    const list = resumed.get(stream);
    if (list) list.push(keys[w]!);
    else resumed.set(stream, [keys[w]!]);
  }
  return { tables, reached, resumed, resumedKeys: new Set(rows.map((w) => keys[w]!)) };
}

/** What moves between recordings of one side, or is not in all of them. */
function unstableOf(runs: readonly Named[]): Set<number> {
  const found = new Set<number>();
  const [first, ...others] = runs as [Named, ...Named[]];
  for (const other of others) {
    const inBoth = (key: number): boolean => first.resumedKeys.has(key) && other.resumedKeys.has(key);
    for (const key of first.resumedKeys) if (!other.resumedKeys.has(key)) found.add(key);
    for (const [stream, order] of first.resumed) {
      const theirs = (other.resumed.get(stream) ?? []).filter(inBoth);
      const mine = order.filter(inBoth);
      if (mine.length !== theirs.length) continue;
      for (const key of compareOrders(mine, theirs).moved) found.add(key);
    }
  }
  return found;
}

function stuckIn(side: 'a' | 'b', own: readonly Named[], other: readonly Named[]): Side[] {
  const found: Side[] = [];
  for (const [key, row] of own[0]!.reached) {
    const isStuck = own.every((run) => run.reached.has(key) && !run.resumedKeys.has(key));
    if (isStuck && other.every((run) => run.resumedKeys.has(key))) found.push({ side, await: row });
  }
  return found;
}
