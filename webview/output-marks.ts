/** The lines that each task printed, in order; the model has them in one table for all tasks. */
import type { Tables } from '../model/tables';

export class OutputMarks {
  /** First and last output of each task, and after the last task those printed outside of any. */
  private readonly first = new Map<number, number>();
  private readonly last = new Map<number, number>();
  private next = new Int32Array(64);
  private count = 0;
  /** Of each thread, in the order in which they were printed. */
  readonly ofStreams: number[][] = [];

  /** Takes in the outputs that are new since the last call. */
  update({ outputs }: Tables): void {
    while (this.next.length < outputs.count) {
      const wider = new Int32Array(2 * this.next.length);
      wider.set(this.next);
      this.next = wider;
    }
    for (; this.count < outputs.count; this.count++) {
      const task = outputs.task(this.count);
      const before = this.last.get(task);
      this.next[this.count] = -1;
      if (before === undefined) this.first.set(task, this.count);
      else this.next[before] = this.count;
      this.last.set(task, this.count);
      (this.ofStreams[outputs.stream(this.count)] ??= []).push(this.count);
    }
  }

  /** Visits the outputs of a task in order, of -1 those printed outside of any; `false` ends the visit. */
  visit(task: number, visit: (output: number) => boolean): void {
    for (let o = this.first.get(task) ?? -1; o >= 0; o = this.next[o]!) if (!visit(o)) return;
  }
}
