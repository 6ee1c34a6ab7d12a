/**
 * The jobs of a thread in blocks: how long all of a block took and the longest of it, on both axes, and whether one blocked the loop.
 * A block that lies within a pixel, or has nothing long enough to be drawn, need not be walked through.
 */
import { grown } from '../model/columns';
import type { StreamRow } from '../model/tables';
import type { Axis } from './axis';
import { isBlocking } from './loop';

/** Jobs in a block. */
const BLOCK = 32;
const FIRST_BLOCKS = 64;

export class LoopProfile {
  private blocks = 0;
  private sums = { time: new Float64Array(0), order: new Float64Array(0) };
  private longest = { time: new Float64Array(0), order: new Float64Array(0) };
  private blocking = new Uint8Array(0);

  constructor(private readonly stream: StreamRow) {}

  /** Takes in the blocks that are new and complete: the last job may still change. */
  extend(): this {
    const complete = Math.floor(Math.max(0, this.stream.jobs.count - 1) / BLOCK);
    if (this.blocking.length < complete) this.widen(Math.max(FIRST_BLOCKS, 2 * complete));
    for (; this.blocks < complete; this.blocks++) this.take(this.blocks);
    return this;
  }

  /** @returns the block that begins with the job; -1 if none does, or if it is not complete */
  blockAt(job: number): number {
    return job % BLOCK === 0 && job < this.blocks * BLOCK ? job / BLOCK : -1;
  }

  /** @returns the first job after the block; there is one */
  after(block: number): number {
    return (block + 1) * BLOCK;
  }

  /** @returns units of the axis in which its jobs ran */
  sum(block: number, axis: Axis): number {
    return this.sums[axis][block]!;
  }

  /** @returns units of the axis that its longest job took */
  most(block: number, axis: Axis): number {
    return this.longest[axis][block]!;
  }

  isBlocking(block: number): boolean {
    return this.blocking[block] === 1;
  }

  private take(block: number): void {
    const { jobs } = this.stream;
    for (let job = block * BLOCK; job < (block + 1) * BLOCK; job++) {
      const time = jobs.end(job) - jobs.start(job);
      const steps = jobs.endSeq(job) - jobs.startSeq(job);
      this.sums.time[block]! += time;
      this.sums.order[block]! += steps;
      this.longest.time[block] = Math.max(this.longest.time[block]!, time);
      this.longest.order[block] = Math.max(this.longest.order[block]!, steps);
      if (isBlocking(this.stream, job)) this.blocking[block] = 1;
    }
  }

  private widen(room: number): void {
    this.blocking = grown(this.blocking, room);
    for (const columns of [this.sums, this.longest]) {
      columns.time = grown(columns.time, room);
      columns.order = grown(columns.order, room);
    }
  }
}

/** Those of a recording's threads, made when they are asked for. */
export class LoopProfiles {
  private readonly byStream = new Map<StreamRow, LoopProfile>();

  /** @returns the thread's, up to date */
  of(stream: StreamRow): LoopProfile {
    let profile = this.byStream.get(stream);
    if (!profile) this.byStream.set(stream, (profile = new LoopProfile(stream)));
    return profile.extend();
  }
}
