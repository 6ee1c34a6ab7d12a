/** Where tasks stand that never went on, and the ends of their chains of waits. */
import { What } from '../../protocol/events';
import type { Tables } from '../tables';
import type { At } from '../words';
import type { Scope } from './finding';
import { awaitAt, taskAt } from './places';
import { isStuck, needs } from './waits';

/** At its last await, or, if it left, at its function. */
export function standsAt(tables: Tables, task: number): At {
  const w = tables.tasks.lastAwait(task);
  return w >= 0 && tables.tasks.leftSeq(task) === 0 ? awaitAt(tables, w) : taskAt(tables, task);
}

export function standsAtYield({ tasks, awaits }: Tables, task: number): boolean {
  const w = tasks.lastAwait(task);
  return tasks.leftSeq(task) === 0 && w >= 0 && awaits.what(w) === What.yield;
}

/** The chain ends in a circle, or at a `yield`. */
const NOWHERE = -1;
/** No task of the chain so far stands at a place of the user's own. */
const NOT_OWN = -2;

/** For each task the one at the end of its chain of waits. Each is looked at once, however many chains lead through it. */
export class Roots {
  private readonly known = new Map<number, number>();

  constructor(
    private readonly scope: Scope,
    private readonly inCircle: ReadonlySet<number>,
  ) {}

  /** @returns the last task of the chain that stands at a place of the user's own; -1 if there is none, or if the chain has no end */
  of(task: number): number {
    const path: number[] = [];
    let next: number | undefined = task;
    let root: number = NOT_OWN;
    while (next !== undefined) {
      const known: number | undefined = this.known.get(next);
      if (known !== undefined) {
        root = known;
        break;
      }
      path.push(next);
      if (this.inCircle.has(next) || standsAtYield(this.scope.tables, next)) {
        root = NOWHERE;
        break;
      }
      // a chain that comes back here has no end
      this.known.set(next, NOWHERE);
      next = this.next(next);
    }
    for (let at = path.length - 1; at >= 0; at--) {
      const here = path[at]!;
      if (root === NOT_OWN && this.scope.own(standsAt(this.scope.tables, here))) root = here;
      this.known.set(here, root);
    }
    return Math.max(root, -1);
  }

  private next(task: number): number | undefined {
    const { tables } = this.scope;
    return needs(tables, task).tasks.find((t) => isStuck(tables, t));
  }
}
