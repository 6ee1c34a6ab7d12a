/** One thread of the recording while its events are replayed: the row others see, and what the replay remembers. */
import type { StreamEnd, StreamInfo } from '../protocol/container';
import type { StreamTables } from '../protocol/events';
import { Contexts } from './contexts';
import { Jobs } from './jobs';
import { Places } from './order';
import { phaseOfType } from './phases';
import type { Phase } from './phases';
import { Promises } from './promises';
import { RowIndex } from './row-index';
import type { StreamRow } from './tables';
import type { Tasks } from './tasks';
import { Times } from './times';

export class Stream implements StreamRow {
  events = 0;
  /** Row of the await of which it was said last that it may have thrown. */
  doubted = -1;
  readonly lost: { count: number; why: string }[] = [];
  end: StreamEnd | undefined;
  readonly times: Times;
  readonly order = new Places();
  readonly contexts = new Contexts();
  readonly promises: Promises;
  readonly jobs: Jobs;
  readonly resourceRows = new RowIndex();
  private readonly phases: Phase[] = [];

  /** @param offset add to a stream time to get ns since the recording began */
  constructor(
    readonly info: StreamInfo,
    readonly tables: StreamTables,
    offset: number,
    tasks: Tasks,
  ) {
    this.times = new Times(offset);
    this.promises = new Promises(tasks, this.times);
    this.jobs = new Jobs(this.times);
  }

  get ended(): boolean {
    return this.end !== undefined;
  }

  get offset(): number {
    return this.times.offset;
  }

  get last(): number {
    return this.events === 0 ? this.offset : this.times.at(this.events);
  }

  /** @returns the phase of the event loop in which callbacks of resources of a type run */
  phaseOf(type: number): Phase {
    return (this.phases[type] ??= phaseOfType(this.tables.strings[type] ?? ''));
  }

  taskRow(id: number): number {
    return this.promises.taskWith(id);
  }

  resourceRow(id: number): number {
    return this.resourceRows.get(id);
  }

  lose(count: number, why: string): void {
    const known = this.lost.find((l) => l.why === why);
    if (known) known.count += count;
    else this.lost.push({ count, why });
  }

  shift(by: number): void {
    this.times.shift(by);
  }
}
