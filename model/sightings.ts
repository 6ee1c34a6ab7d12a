/** The columns of {@link SightingTable}. */
import { Columns, grown, shift } from './columns';
import type { SightingTable, Tables } from './tables';

export class Sightings extends Columns implements SightingTable {
  stream = new Uint16Array(0);
  task = new Int32Array(0);
  loc = new Uint32Array(0);
  t = new Float64Array(0);
  seq = new Uint32Array(0);

  add(stream: number, task: number, loc: number, t: number, seq: number): void {
    const row = this.newRow();
    this.stream[row] = stream;
    this.task[row] = task;
    this.loc[row] = loc;
    this.t[row] = t;
    this.seq[row] = seq;
  }

  shift(by: number): void {
    shift(this.t, this.count, by);
  }

  protected widen(capacity: number): void {
    this.stream = grown(this.stream, capacity);
    this.task = grown(this.task, capacity);
    this.loc = grown(this.loc, capacity);
    this.t = grown(this.t, capacity);
    this.seq = grown(this.seq, capacity);
  }
}

/**
 * @returns for each job in which the thread was seen its last sighting, how often it was seen, and how long the job had run by
 *   then, ns
 */
export function stuckJobs({ sightings, streams }: Tables): {
  readonly sighting: number;
  readonly times: number;
  readonly ran: number;
}[] {
  const last = new Map<string, { sighting: number; times: number; ran: number }>();
  for (let row = 0; row < sightings.count; row++) {
    const { jobs } = streams[sightings.stream[row]!]!;
    const job = jobs.at(sightings.seq[row]!);
    const key = `${sightings.stream[row]} ${job}`;
    const ran = job < 0 ? NaN : sightings.t[row]! - jobs.start[job]!;
    last.set(key, { sighting: row, times: (last.get(key)?.times ?? 0) + 1, ran });
  }
  return [...last.values()];
}
