/** The part of the axis that holds anything, while a recording grows. */
import type { StreamRow, Tables } from '../model/tables';
import { placesOf } from './axis';
import type { Axis } from './axis';
import type { Extent } from './scale';

export class Extents {
  private axis: Axis = 'time';
  private from = Infinity;
  private to = -Infinity;
  private tasks = 0;
  private outputs = 0;

  /** Begins anew: other tasks are hidden, or events stand elsewhere. */
  forget(): void {
    this.from = Infinity;
    this.to = -Infinity;
    this.tasks = this.outputs = 0;
  }

  /** @param hides tasks that have no lanes */
  update(tables: Tables, axis: Axis, hides: (task: number) => boolean): void {
    const { tasks, outputs, streams } = tables;
    if (axis !== this.axis) this.forget();
    this.axis = axis;
    for (; this.tasks < tasks.count; this.tasks++) {
      // A task that began before the recording has no start.
      if (tasks.startSeq(this.tasks) !== 0 && !hides(this.tasks))
        this.begin(streams[tasks.stream(this.tasks)]!, tasks.startSeq(this.tasks));
    }
    for (; this.outputs < outputs.count; this.outputs++) {
      this.begin(streams[outputs.stream(this.outputs)]!, outputs.seq(this.outputs));
    }
    for (const stream of streams) {
      const last = placesOf(stream, axis).at(stream.events);
      // a thread that has just begun has no event
      if (last > this.to) this.to = last;
    }
  }

  /** From the first task or printed line to the last event. */
  get extent(): Extent {
    const { from, to } = this;
    return from <= to ? { from, to } : { from: 0, to: Math.max(1, to) };
  }

  private begin(stream: StreamRow, seq: number): void {
    this.from = Math.min(this.from, placesOf(stream, this.axis).at(seq));
  }
}
