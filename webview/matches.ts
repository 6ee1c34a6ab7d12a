/** What a search found, in the order of the model's rows: three numbers a match, so that millions of them can be kept and counted. */
export interface Match {
  readonly task: number;
  /** -1: the task as a whole. */
  readonly await: number;
  /** Of a task that was found by what it printed, when it did; else 0. */
  readonly seq: number;
}

const WIDTH = 3;
const FIRST = 64;

export class Matches {
  count = 0;
  private rows = new Int32Array(WIDTH * FIRST);

  add(task: number, w: number, seq: number): void {
    const at = WIDTH * this.count;
    if (at === this.rows.length) {
      const wider = new Int32Array(2 * at);
      wider.set(this.rows);
      this.rows = wider;
    }
    this.rows[at] = task;
    this.rows[at + 1] = w;
    this.rows[at + 2] = seq;
    this.count++;
  }

  task(i: number): number {
    return this.rows[WIDTH * i]!;
  }

  await(i: number): number {
    return this.rows[WIDTH * i + 1]!;
  }

  seq(i: number): number {
    return this.rows[WIDTH * i + 2]! >>> 0;
  }

  at(i: number): Match {
    return { task: this.task(i), await: this.await(i), seq: this.seq(i) };
  }
}
