/** How much of each pixel a thread's event loop ran. */
import type { PauseTable, Tables } from '../model/tables';
import type { Axis } from './axis';
import { isBlocking, jobBefore, jobExtent } from './loop';
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
  const profile = profiles.of(row);
  const begins = (job: number): number => (axis === 'time' ? jobs.start(job) : jobs.startSeq(job));
  const pixels = scale.width / (scale.to - scale.from);
  for (let job = Math.max(0, jobBefore(jobs, axis, scale.from)); job < jobs.count;) {
    const block = profile.blockAt(job);
    const x = toX(scale, begins(job));
    if (block >= 0 && x >= 0 && Math.floor(x) === Math.floor(toX(scale, begins(profile.after(block))))) {
      add(busy, Math.floor(x), profile.sum(block, axis) * pixels, profile.isBlocking(block));
      job = profile.after(block);
      continue;
    }
    const [from, to] = jobExtent(row, axis, job);
    if (from > scale.to) break;
    addJob(busy, Math.max(0, x), Math.min(width, toX(scale, to)), isBlocking(row, job));
    job++;
  }
  leaveOut(busy.shares, pauses, stream, axis, scale);
  return busy;
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
