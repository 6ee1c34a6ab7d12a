/** Of each pixel: how much of it a thread's event loop ran, in which phases, and how many tasks were ready. */
import type { ReadyQueue } from '../model/ready-queue';
import type { PauseTable, Tables } from '../model/tables';
import { placesVersion } from './axis';
import type { Axis } from './axis';
import { isBlocking, jobBefore, jobExtent } from './loop';
import { CLOSE } from './coverage';
import type { Blocks } from './levels';
import { blockPhases, isBlockBlocking, phaseBit } from './loop-profile';
import type { LoopProfiles } from './loop-profile';
import { toX } from './scale';
import type { Scale } from './scale';

/** What ran at all keeps its presence. */
const LEAST_SHARE = 1e-4;

export class LoopShares {
  /** 0 to 1. */
  readonly shares: Float32Array;
  /** 1 where a job ran too long. */
  readonly blocked: Uint8Array;
  /** Bits of the phases in which jobs ran. */
  readonly phases: Uint8Array;
  /** The most tasks that were ready, as far as that is known. */
  readonly ready: Uint16Array;

  constructor(width: number) {
    this.shares = new Float32Array(width);
    this.blocked = new Uint8Array(width);
    this.phases = new Uint8Array(width);
    this.ready = new Uint16Array(width);
  }

  /** @param share of the pixel, of jobs of these phases, as they left the queue */
  add(x: number, share: number, isBlocked: boolean, phases: number, ready: number): void {
    if (x >= this.shares.length) return;
    this.shares[x] = Math.min(1, this.shares[x]! + Math.max(LEAST_SHARE, share));
    if (isBlocked) this.blocked[x] = 1;
    this.phases[x]! |= phases;
    if (ready > this.ready[x]!) this.ready[x] = ready;
  }
}

/** @returns of each pixel what {@link LoopShares} says; without a queue, nothing of that */
export function loopShares(
  tables: Tables,
  profiles: LoopProfiles,
  stream: number,
  axis: Axis,
  scale: Scale,
  queue?: ReadyQueue,
): LoopShares {
  const width = Math.ceil(scale.width);
  const out = new LoopShares(width);
  const row = tables.streams[stream]!;
  const { jobs } = row;
  const profile = profiles.of(tables, stream, axis);
  const pixels = scale.width / (scale.to - scale.from);
  const isNarrow = ({ from }: Blocks, block: number): boolean =>
    (from[block + 1]! - from[block]!) * pixels < CLOSE;
  for (let job = Math.max(0, jobBefore(row, axis, scale.from)); job < jobs.count;) {
    const blocks = profile.largest(job, isNarrow);
    if (blocks) {
      const block = job / blocks.size;
      if (blocks.from[block]! > scale.to) break;
      spread(out, blocks, block, scale, queue?.most(job, job + blocks.size) ?? 0);
      job += blocks.size;
      continue;
    }
    const [from, to] = jobExtent(row, axis, job);
    if (from > scale.to) break;
    const [x0, x1] = [Math.max(0, toX(scale, from)), Math.min(width, toX(scale, to))];
    const last = Math.max(Math.floor(x0), Math.ceil(x1) - 1);
    const blocking = isBlocking(row, job);
    const phase = phaseBit(jobs.phase(job));
    const ready = queue?.at(job) ?? 0;
    for (let x = Math.floor(x0); x1 >= 0 && x <= last; x++)
      out.add(x, Math.min(x1, x + 1) - Math.max(x0, x), blocking, phase, ready);
    job++;
  }
  leaveOut(out.shares, tables.pauses, stream, axis, scale);
  return out;
}

/** Adds a narrow block as a whole, spread over its width. */
function spread(out: LoopShares, blocks: Blocks, block: number, scale: Scale, ready: number): void {
  const [x0, x1] = [toX(scale, blocks.from[block]!), toX(scale, blocks.from[block + 1]!)];
  const share = toX(scale, scale.from + blocks.sums[block]!);
  const first = Math.floor(x0);
  const last = Math.max(first, Math.ceil(x1) - 1);
  for (let x = Math.max(0, first); x <= last; x++) {
    const part = first === last ? 1 : (Math.min(x1, x + 1) - Math.max(x0, x)) / (x1 - x0);
    out.add(x, part * share, isBlockBlocking(blocks, block), blockPhases(blocks, block), ready);
  }
}

/** Keeps what was asked for last: while lanes scroll below it, the loop stays as it is. */
export class LastShares {
  private key = '';
  private last: LoopShares | undefined;

  /** @returns what {@link loopShares} does */
  of(
    tables: Tables,
    profiles: LoopProfiles,
    queue: ReadyQueue,
    stream: number,
    axis: Axis,
    scale: Scale,
  ): LoopShares {
    const row = tables.streams[stream]!;
    const { events, last } = row;
    const view = [axis, placesVersion(row, axis), scale.from, scale.to, scale.width];
    const key = [stream, events, last, tables.pauses.count, queue.count, ...view].join();
    if (!this.last || key !== this.key) this.last = loopShares(tables, profiles, stream, axis, scale, queue);
    this.key = key;
    return this.last;
  }
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
