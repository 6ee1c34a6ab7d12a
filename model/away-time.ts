/** Time in which a thread did nothing of the program's: the tracer worked, or a debugger held it. */
import type { PauseTable, Tables } from './tables';

interface Away {
  /** Its last event. */
  readonly seq: number;
  /** Ns of all up to this one. */
  readonly sum: number;
}

export class AwayTime {
  private readonly all: Away[] = [];

  constructor({ tracings, pauses }: Tables, stream: number) {
    const found = [...timesOf(tracings, stream), ...timesOf(pauses, stream)].sort((a, b) => a.seq - b.seq);
    let sum = 0;
    for (const { seq, time } of found) this.all.push({ seq, sum: (sum += time) });
  }

  /** @returns ns of it between two events of the thread */
  between(from: number, to: number): number {
    return this.upTo(to) - this.upTo(from);
  }

  private upTo(seq: number): number {
    let low = -1;
    let high = this.all.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.all[middle]!.seq <= seq) low = middle;
      else high = middle;
    }
    return low < 0 ? 0 : this.all[low]!.sum;
  }
}

function* timesOf(table: PauseTable, stream: number): Generator<{ seq: number; time: number }> {
  for (let row = 0; row < table.count; row++) {
    if (table.stream(row) !== stream || table.endSeq(row) === 0) continue;
    yield { seq: table.endSeq(row), time: table.end(row) - table.start(row) };
  }
}
