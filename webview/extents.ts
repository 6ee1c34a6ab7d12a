/** The part of each axis that holds anything, while a recording grows. */
import type { Tables } from '../model/tables';
import type { Axis } from './axis';
import type { Extent } from './scale';

export class Extents {
  private time = Infinity;
  private order = Infinity;
  private tasks = 0;
  private outputs = 0;
  private last = 0;
  private events = 0;

  /** Begins anew: other tasks are hidden. */
  forget(): void {
    this.time = this.order = Infinity;
    this.tasks = this.outputs = 0;
  }

  /** @param hides tasks that have no lanes */
  update(tables: Tables, hides: (task: number) => boolean): void {
    const { tasks, outputs, streams } = tables;
    for (; this.tasks < tasks.count; this.tasks++) {
      // A task that began before the recording has no start.
      if (tasks.startSeq(this.tasks) !== 0 && !hides(this.tasks))
        this.begin(tasks.start(this.tasks), tasks.startSeq(this.tasks));
    }
    for (; this.outputs < outputs.count; this.outputs++) {
      this.begin(outputs.t(this.outputs), outputs.seq(this.outputs));
    }
    for (const stream of streams) {
      this.last = Math.max(this.last, stream.last);
      this.events = Math.max(this.events, stream.events);
    }
  }

  /** @returns from the first task or printed line to the last event */
  of(axis: Axis): Extent {
    const [from, to] = axis === 'time' ? [this.time, this.last] : [this.order, this.events];
    return from <= to ? { from, to } : { from: 0, to: Math.max(1, to) };
  }

  private begin(t: number, seq: number): void {
    this.time = Math.min(this.time, t);
    this.order = Math.min(this.order, seq);
  }
}
