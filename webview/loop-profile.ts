/** The jobs of a thread in blocks, on each axis that was asked for: how long all of a block took, in which phases, and whether one blocked the loop. */
import { Phase } from '../model/phases';
import type { StreamRow, Tables } from '../model/tables';
import { placesOf, placesVersion } from './axis';
import type { Axis } from './axis';
import { Levels } from './levels';
import type { Blocks } from './levels';
import { BLOCKED_NS, isBlocking } from './loop';

/** Jobs in a smallest block. */
const BLOCK = 8;
const BUSY = 0;
/** The sign of blocks in which a job blocked the loop; behind it those of the phases. */
const BLOCKING = 1 << 1;
const PHASES_FROM = 2;

export class LoopProfile {
  private readonly levels = new Levels(BLOCK, 1);

  constructor(
    private readonly stream: StreamRow,
    private readonly axis: Axis,
    /** See `placesVersion`. */
    readonly version: number,
  ) {}

  /** Takes in the jobs that are new. */
  extend(): this {
    this.levels.extend(this.stream.jobs.count, (block) => this.sum(block));
    return this;
  }

  /** @returns the largest blocks, of those that begin with the job, that fit; undefined if the job has to be looked at by itself */
  largest(job: number, fits: (blocks: Blocks, block: number) => boolean): Blocks | undefined {
    return this.levels.largest(job, Infinity, fits);
  }

  private sum(block: number): void {
    const { stream, axis } = this;
    const { jobs } = stream;
    const blocks = this.levels.smallest;
    const places = placesOf(stream, axis);
    const begin = (job: number): number => places.at(jobs.startSeq(job));
    const next = (block + 1) * BLOCK;
    let from = begin(block * BLOCK);
    blocks.begin(from);
    for (let job = block * BLOCK; job < next; job++) {
      const length = places.at(jobs.endSeq(job)) - from;
      blocks.add(block, BUSY, length);
      const mayBlock = axis === 'order' || length >= BLOCKED_NS;
      if (mayBlock && isBlocking(stream, job)) blocks.present[block]! |= BLOCKING;
      blocks.present[block]! |= phaseBit(jobs.phase(job)) << PHASES_FROM;
      from = begin(job + 1);
    }
    blocks.from[block + 1] = from;
  }
}

/** @returns whether the program held up its loop with one of the block's jobs */
export function isBlockBlocking({ present }: Blocks, block: number): boolean {
  return (present[block]! & BLOCKING) !== 0;
}

/** @returns the phases of the block's jobs, a bit each */
export function blockPhases({ present }: Blocks, block: number): number {
  return present[block]! >> PHASES_FROM;
}

/** @returns no bit of what is not known */
export function phaseBit(phase: number): number {
  return phase < Phase.unknown ? 1 << phase : 0;
}

/** Those of a recording's threads, made when they are asked for. */
export class LoopProfiles {
  private readonly byStream = new Map<StreamRow, Map<Axis, LoopProfile>>();

  /** @returns the thread's, up to date */
  of({ streams }: Tables, stream: number, axis: Axis): LoopProfile {
    const row = streams[stream]!;
    let profiles = this.byStream.get(row);
    if (!profiles) this.byStream.set(row, (profiles = new Map()));
    let profile = profiles.get(axis);
    const version = placesVersion(row, axis);
    if (profile?.version !== version) {
      profile = new LoopProfile(row, axis, version);
      profiles.set(axis, profile);
    }
    return profile.extend();
  }
}
