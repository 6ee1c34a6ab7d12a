/** Looks into a recording just far enough to know whether there is anything to show. No vscode. */
import { setImmediate as breathe } from 'node:timers/promises';
import { BlockType } from '../protocol/container';
import { StreamDecoder } from '../protocol/decoder';
import { Kind } from '../protocol/events';
import type { EventBatch } from '../protocol/events';
import { UserError } from '../recording/errors';
import { partsOf } from '../recording/parts';
import { readBlocks } from '../recording/read-blocks';

/** No task in so many bytes: the program may well have none, and whoever waits for the answer should not wait longer. */
const ENOUGH_BYTES = 64 * 1024 * 1024;

export interface Recorded {
  /** Threads that the tracer reported from. */
  readonly streams: number;
  /** Whether a task was recorded, as far as it was looked. */
  readonly tasks: boolean;
}

/** A recording that is not there, or cannot be read, holds nothing. */
export async function whatWasRecorded(recording: string): Promise<Recorded> {
  let streams = 0;
  for (const path of [recording, ...partsOf(recording).map((part) => part.path)]) {
    const found = await lookInto(path);
    streams += found.streams;
    if (found.tasks) return { streams, tasks: true };
  }
  return { streams, tasks: false };
}

async function lookInto(path: string): Promise<Recorded> {
  const decoders = new Map<number, StreamDecoder>();
  try {
    for (const { type, stream, payload, whole } of readBlocks(path, ENOUGH_BYTES)) {
      if (type === BlockType.stream) decoders.set(stream, new StreamDecoder());
      const decoder = type === BlockType.events ? decoders.get(stream) : undefined;
      if (decoder && startsTask(decoder.decode(payload, whole)))
        return { streams: decoders.size, tasks: true };
      await breathe();
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  return { streams: decoders.size, tasks: false };
}

function startsTask({ kind, count }: EventBatch): boolean {
  return kind.subarray(0, count).includes(Kind.TaskStart);
}
