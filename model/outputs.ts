/** The rows of {@link OutputTable}. */
import { Rows } from './rows';
import type { OutputTable, StreamTimes } from './tables';

/** stream * 2 + 1 if it is stderr's */
const FLAGS = 0;
/** Row + 1 */
const TASK = 1;
const LOC = 2;
const SEQ = 3;
const WIDTH = 4;

export class Outputs implements OutputTable {
  private readonly rows = new Rows(WIDTH);
  private readonly texts: string[] = [];

  constructor(private readonly streams: readonly StreamTimes[]) {}

  get count(): number {
    return this.rows.count;
  }

  add(stream: number, task: number, loc: number, seq: number, stderr: number, text: string): void {
    const row = this.rows.add();
    this.rows.set(row, FLAGS, (stream << 1) | stderr);
    this.rows.set(row, TASK, task + 1);
    this.rows.set(row, LOC, loc);
    this.rows.set(row, SEQ, seq);
    this.texts.push(text);
  }

  stream(output: number): number {
    return this.rows.get(output, FLAGS) >> 1;
  }

  task(output: number): number {
    return this.rows.get(output, TASK) - 1;
  }

  loc(output: number): number {
    return this.rows.get(output, LOC) >>> 0;
  }

  t(output: number): number {
    return this.streams[this.stream(output)]!.times.at(this.seq(output));
  }

  seq(output: number): number {
    return this.rows.get(output, SEQ) >>> 0;
  }

  stderr(output: number): number {
    return this.rows.get(output, FLAGS) & 1;
  }

  text(output: number): string {
    return this.texts[output]!;
  }
}
