/** The rows of {@link SightingTable}. */
import { Rows } from './rows';
import type { SightingTable, StreamTimes, Tables } from './tables';

const STREAM = 0;
/** Row + 1 */
const TASK = 1;
const LOC = 2;
const SEQ = 3;
const WIDTH = 4;

export class Sightings implements SightingTable {
  private readonly rows = new Rows(WIDTH);

  constructor(private readonly streams: readonly StreamTimes[]) {}

  get count(): number {
    return this.rows.count;
  }

  add(stream: number, task: number, loc: number, seq: number): void {
    const row = this.rows.add();
    this.rows.set(row, STREAM, stream);
    this.rows.set(row, TASK, task + 1);
    this.rows.set(row, LOC, loc);
    this.rows.set(row, SEQ, seq);
  }

  stream(sighting: number): number {
    return this.rows.get(sighting, STREAM);
  }

  task(sighting: number): number {
    return this.rows.get(sighting, TASK) - 1;
  }

  loc(sighting: number): number {
    return this.rows.get(sighting, LOC) >>> 0;
  }

  t(sighting: number): number {
    return this.streams[this.stream(sighting)]!.times.at(this.seq(sighting));
  }

  seq(sighting: number): number {
    return this.rows.get(sighting, SEQ) >>> 0;
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
    const { jobs } = streams[sightings.stream(row)]!;
    const job = jobs.at(sightings.seq(row));
    const key = `${sightings.stream(row)} ${job}`;
    const ran = job < 0 ? NaN : sightings.t(row) - jobs.start(job);
    last.set(key, { sighting: row, times: (last.get(key)?.times ?? 0) + 1, ran });
  }
  return [...last.values()];
}
