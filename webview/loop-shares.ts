/** How much of each pixel a thread's event loop ran. */
import type { PauseTable, Tables } from '../model/tables';
import type { Axis } from './axis';
import { isBlocking, jobBefore, jobExtent } from './loop';
import { CLOSE } from './coverage';
import type { Blocks } from './levels';
import { isBlockBlocking } from './loop-profile';
import type { LoopProfiles } from './loop-profile';
import { toX } from './scale';
import type { Scale } from './scale';

/** What ran at all keeps its presence. */
const LEAST_SHARE = 1e-4;

export interface BusyShares {
  /** Of each pixel, 0 to 1. */
  readonly shares: Float32Array;
  /** 1 where a job ran too long. */
  readonly blocked: Uint8Array;
}

/** @returns of each pixel the share in which a job ran, and where one ran too long */
export function busyShares(
  { streams, pauses }: Tables,
  profiles: LoopProfiles,
  stream: number,
  axis: Axis,
  scale: Scale,
): BusyShares {
  const width = Math.ceil(scale.width);
  const busy = { shares: new Float32Array(width), blocked: new Uint8Array(width) };
  const row = streams[stream]!;
  const { jobs } = row;
  const profile = profiles.of(row, axis);
  const pixels = scale.width / (scale.to - scale.from);
  const isNarrow = ({ from }: Blocks, block: number): boolean =>
    (from[block + 1]! - from[block]!) * pixels < CLOSE;
  for (let job = Math.max(0, jobBefore(jobs, axis, scale.from)); job < jobs.count;) {
    const blocks = profile.largest(job, isNarrow);
    if (blocks) {
      const block = job / blocks.size;
      if (blocks.from[block]! > scale.to) break;
      spread(busy, blocks, block, scale);
      job += blocks.size;
      continue;
    }
    const [from, to] = jobExtent(row, axis, job);
    if (from > scale.to) break;
    addJob(busy, Math.max(0, toX(scale, from)), Math.min(width, toX(scale, to)), isBlocking(row, job));
    job++;
  }
  leaveOut(busy.shares, pauses, stream, axis, scale);
  return busy;
}

/** Adds a narrow block as a whole, spread over its width. */
function spread(busy: BusyShares, blocks: Blocks, block: number, scale: Scale): void {
  const [x0, x1] = [toX(scale, blocks.from[block]!), toX(scale, blocks.from[block + 1]!)];
  const share = toX(scale, scale.from + blocks.sums[block]!);
  const first = Math.floor(x0);
  const last = Math.max(first, Math.ceil(x1) - 1);
  for (let x = Math.max(0, first); x <= last; x++) {
    const part = first === last ? 1 : (Math.min(x1, x + 1) - Math.max(x0, x)) / (x1 - x0);
    add(busy, x, part * share, isBlockBlocking(blocks, block));
  }
}

/** Keeps what was asked for last: while lanes scroll below it, the loop stays as it is. */
export class LastShares {
  private key = '';
  private last: BusyShares | undefined;

  /** @returns what {@link busyShares} does */
  of(tables: Tables, profiles: LoopProfiles, stream: number, axis: Axis, scale: Scale): BusyShares {
    const { events, last } = tables.streams[stream]!;
    const key = [stream, events, last, tables.pauses.count, axis, scale.from, scale.to, scale.width].join();
    if (!this.last || key !== this.key) this.last = busyShares(tables, profiles, stream, axis, scale);
    this.key = key;
    return this.last;
  }
}

function addJob(busy: BusyShares, x0: number, x1: number, isBlocked: boolean): void {
  if (x1 < 0) return;
  const last = Math.max(Math.floor(x0), Math.ceil(x1) - 1);
  for (let x = Math.floor(x0); x <= last; x++) {
    add(busy, x, Math.min(x1, x + 1) - Math.max(x0, x), isBlocked);
  }
}

function add({ shares, blocked }: BusyShares, x: number, share: number, isBlocked: boolean): void {
  if (x >= shares.length) return;
  shares[x] = Math.min(1, shares[x]! + Math.max(LEAST_SHARE, share));
  if (isBlocked) blocked[x] = 1;
}

/** Nothing ran while a debugger held the thread. */
function leaveOut(shares: Float32Array, pauses: PauseTable, stream: number, axis: Axis, scale: Scale): void {
  if (axis !== 'time') return;
  for (let row = 0; row < pauses.count; row++) {
    if (pauses.stream(row) !== stream) continue;
    const from = Math.max(0, Math.ceil(toX(scale, pauses.start(row))));
    const to = pauses.endSeq(row) === 0 ? scale.width : toX(scale, pauses.end(row));
    shares.fill(0, from, Math.max(from, Math.floor(Math.min(scale.width, to))));
  }
}
