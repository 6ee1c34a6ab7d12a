/** The rows of {@link ResourceTable}. */
import { Rows } from './rows';
import type { ResourceTable, StreamTimes } from './tables';

/** stream * 2 + 1 if it repeats */
const FLAGS = 0;
const ID = 1;
const LOC = 2;
const TYPE = 3;
/** Row + 1 */
const TASK = 4;
const MADE = 5;
/** ms + 1 */
const DELAY = 6;
const CALLED = 7;
const WIDTH = 8;

export class Resources implements ResourceTable {
  private readonly rows = new Rows(WIDTH);

  constructor(private readonly streams: readonly StreamTimes[]) {}

  get count(): number {
    return this.rows.count;
  }

  add(stream: number, id: number, loc: number, type: number, task: number, seq: number): number {
    const resource = this.rows.add();
    const page = this.rows.page(resource);
    const at = this.rows.at(resource);
    page[at + FLAGS] = stream << 1;
    page[at + ID] = id;
    page[at + LOC] = loc;
    page[at + TYPE] = type;
    page[at + TASK] = task + 1;
    page[at + MADE] = seq;
    return resource;
  }

  /** @param delay ms, as the timer was given it */
  isTimer(resource: number, delay: number, repeats: boolean): void {
    // a delay that is no 31-bit number is none that Node waits for
    this.rows.set(resource, DELAY, (Math.min(delay, 0x7ffffffe) | 0) + 1);
    this.rows.set(resource, FLAGS, (this.rows.get(resource, FLAGS) & ~1) | (repeats ? 1 : 0));
  }

  called(resource: number, seq: number): void {
    this.rows.set(resource, CALLED, seq);
  }

  stream(resource: number): number {
    return this.rows.get(resource, FLAGS) >> 1;
  }

  id(resource: number): number {
    return this.rows.get(resource, ID) >>> 0;
  }

  loc(resource: number): number {
    return this.rows.get(resource, LOC) >>> 0;
  }

  type(resource: number): number {
    return this.rows.get(resource, TYPE) >>> 0;
  }

  task(resource: number): number {
    return this.rows.get(resource, TASK) - 1;
  }

  made(resource: number): number {
    return this.streams[this.stream(resource)]!.times.at(this.madeSeq(resource));
  }

  madeSeq(resource: number): number {
    return this.rows.get(resource, MADE) >>> 0;
  }

  delay(resource: number): number {
    return this.rows.get(resource, DELAY) - 1;
  }

  repeats(resource: number): number {
    return this.rows.get(resource, FLAGS) & 1;
  }

  calledSeq(resource: number): number {
    return this.rows.get(resource, CALLED) >>> 0;
  }
}
