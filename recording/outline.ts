/** What a recording is, told from its blocks without a model: for lists of recordings. */
import { setImmediate as breathe } from 'node:timers/promises';
import { BlockType } from '../protocol/container';
import type { RunEnd, RunInfo } from '../protocol/container';
import { StreamDecoder } from '../protocol/decoder';
import { Kind } from '../protocol/events';
import { UserError } from './errors';
import { readRun, readRunEnd } from './json-blocks';
import { partsOf } from './parts';
import { readBlocks } from './read-blocks';

/** Blocks between two moments in which others may run. */
const BLOCKS_AT_ONCE = 16;

export interface Outline {
  readonly run: RunInfo | undefined;
  readonly runEnd: RunEnd | undefined;
  readonly events: number;
  readonly lost: number;
  /** Why it is no recording, or where it is damaged; undefined if it is sound. */
  readonly damage: string | undefined;
}

/** Reads FILE and the parts that have not been merged. Never rejects. */
export async function outlineOf(file: string): Promise<Outline> {
  let run: RunInfo | undefined;
  let runEnd: RunEnd | undefined;
  let events = 0;
  let lost = 0;
  let damage: string | undefined;
  for (const path of [file, ...partsOf(file).map((part) => part.path)]) {
    const decoders = new Map<number, StreamDecoder>();
    let blocks = 0;
    try {
      for (const { type, stream, payload, whole } of readBlocks(path)) {
        if (type === BlockType.run) run ??= readRun(payload);
        else if (type === BlockType.runEnd) runEnd ??= readRunEnd(payload);
        else if (type === BlockType.stream) decoders.set(stream, new StreamDecoder());
        else if (type === BlockType.events) {
          const batch = decoders.get(stream)?.decode(payload, whole);
          events += batch?.count ?? 0;
          for (let i = 0; batch && i < batch.count; i++) if (batch.kind[i] === Kind.Lost) lost += batch.a[i]!;
        }
        if (++blocks % BLOCKS_AT_ONCE === 0) await breathe();
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      damage ??= error.message;
    }
  }
  return { run, runEnd, events, lost, damage };
}
