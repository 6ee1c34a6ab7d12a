/** One thread of the recording while its events are replayed: the row others see, and what the replay remembers. */
import type { StreamEnd, StreamInfo } from '../protocol/container';
import type { StreamTables } from '../protocol/events';
import { Contexts } from './contexts';
import type { Growth } from './growth';
import { Jobs } from './jobs';
import { Promises } from './promises';
import { RowIndex } from './row-index';
import type { StreamRow } from './tables';

export class Stream implements StreamRow {
  events = 0;
  last: number;
  /** Row of the await of which it was said last that it may have thrown. */
  doubted = -1;
  readonly lost: { count: number; why: string }[] = [];
  end: StreamEnd | undefined;
  readonly contexts = new Contexts();
  readonly promises: Promises;
  readonly jobs: Jobs;
  readonly taskRows: RowIndex;
  readonly resourceRows: RowIndex;

  constructor(
    readonly info: StreamInfo,
    readonly tables: StreamTables,
    public offset: number,
    growth: Growth,
  ) {
    this.last = offset;
    this.promises = new Promises(growth);
    this.jobs = new Jobs(growth);
    this.taskRows = new RowIndex(growth);
    this.resourceRows = new RowIndex(growth);
  }

  get ended(): boolean {
    return this.end !== undefined;
  }

  /** Row of the task that runs; -1 if none does. */
  get runningTask(): number {
    const id = this.contexts.task;
    return id === 0 ? -1 : this.taskRows.get(id);
  }

  /** Row of the resource whose callback runs with no task on top; -1 if none does. */
  get runningResource(): number {
    const id = this.contexts.resource;
    return id === 0 ? -1 : this.resourceRows.get(id);
  }

  /** Row of the task whose outcome the promise is; -1 if it is none's. */
  taskOfPromise(promise: number): number {
    return promise === 0 ? -1 : this.taskRows.get(promise - 1);
  }

  taskRow(id: number): number {
    return this.taskRows.get(id);
  }

  lose(count: number, why: string): void {
    const known = this.lost.find((l) => l.why === why);
    if (known) known.count += count;
    else this.lost.push({ count, why });
  }

  shift(by: number): void {
    this.offset += by;
    this.last += by;
    this.jobs.shift(by);
    this.promises.shift(by);
  }
}
