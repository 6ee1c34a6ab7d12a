/** Headings of threads in the tree of creators: how many tasks each has, what came of them, and how long they waited in all. */
import type { GrowingGroup } from '../model/group-list';
import { NOTHING } from '../model/group-list';
import { OutcomeTotals } from '../model/outcome-totals';
import type { Tables } from '../model/tables';
import { WaitTotals } from '../model/wait-totals';

export class ThreadHeadings {
  readonly groups: GrowingGroup[] = [];
  private readonly waits = new WaitTotals();
  private readonly outcomes = new OutcomeTotals(false);
  private seenTasks = 0;
  private seenAwaits = 0;

  /** @param hides tasks to be left out. If it answers otherwise than before, headings have to begin anew */
  constructor(private readonly hides: (task: number) => boolean) {}

  /** Takes in what is new. */
  update(tables: Tables): void {
    const { tasks, awaits, streams } = tables;
    const { groups, hides } = this;
    for (let stream = groups.length; stream < streams.length; stream++)
      groups.push({ key: `#${stream}`, stream, loc: 0, tasks: [], awaits: [], parts: [], ...NOTHING });
    this.outcomes.update(tables);
    this.waits.update(tables);
    for (; this.seenTasks < tasks.count; this.seenTasks++) {
      if (hides(this.seenTasks)) continue;
      const group = groups[tasks.stream(this.seenTasks)]!;
      group.count++;
      this.outcomes.add(tables, group, this.seenTasks);
    }
    for (; this.seenAwaits < awaits.count; this.seenAwaits++) {
      const task = awaits.task(this.seenAwaits);
      if (!hides(task)) this.waits.add(tables, groups[tasks.stream(task)]!, this.seenAwaits);
    }
  }
}
