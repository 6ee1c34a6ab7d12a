/** What came of the tasks of groups, or of the awaits of lines, while a recording grows: how many failed, and how many are still open. */
import { State } from '../protocol/events';
import type { GrowingGroup } from './group-list';
import type { Tables } from './tables';

/** A task, or of lines an await, that is not over. */
interface Open {
  readonly row: number;
  readonly group: GrowingGroup;
}

export class OutcomeTotals {
  private readonly open: Open[] = [];

  /** @param ofAwaits rows are awaits, not tasks */
  constructor(private readonly ofAwaits: boolean) {}

  /** Adds a task, or an await, to a group. */
  add(tables: Tables, group: GrowingGroup, row: number): void {
    if (this.settle(tables, group, row)) return;
    group.open++;
    this.open.push({ row, group });
  }

  /** Looks at those that were still open. */
  update(tables: Tables): void {
    const { open } = this;
    let kept = 0;
    for (const one of open) {
      if (this.settle(tables, one.group, one.row)) one.group.open--;
      else open[kept++] = one;
    }
    open.length = kept;
  }

  /** @returns whether it is over, and counted if it failed */
  private settle({ tasks, awaits }: Tables, group: GrowingGroup, row: number): boolean {
    if (this.ofAwaits) {
      const isOver =
        awaits.resumeSeq(row) !== 0 || awaits.next(row) >= 0 || tasks.endSeq(awaits.task(row)) !== 0;
      if (isOver && awaits.resumeSeq(row) !== 0 && awaits.outcome(row) === State.rejected) group.rejected++;
      return isOver;
    }
    if (tasks.endSeq(row) === 0) return false;
    if (tasks.state(row) === State.rejected) group.rejected++;
    return true;
  }
}
