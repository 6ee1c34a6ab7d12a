/** Ends recordings whose programs were started by others: merges them when nobody writes any more. No vscode. */
import { setTimeout as wait } from 'node:timers/promises';
import { BlockType } from '../protocol/container';
import { finishRecording } from '../recording/finish';
import { readStream, readStreamEnd } from '../recording/json-blocks';
import { isRunning, partsOf } from '../recording/parts';
import { readBlocks } from '../recording/read-blocks';

const LOOK_MS = 50;
/** What a stopped program may still take to end; a part of one that lives on stays beside the recording. */
const PATIENCE_MS = 5000;

/** Settles when no process that writes a part of the recording runs any more, or after a while. */
export async function writersEnded(file: string, patience = PATIENCE_MS): Promise<void> {
  const until = Date.now() + patience;
  while (Date.now() < until && partsOf(file).some(({ pid }) => isRunning(pid))) await wait(LOOK_MS);
}

/**
 * Merges a recording whose program has ended.
 * @returns the exit status of the first process, where it was recorded
 * @throws UserError if it cannot be written
 */
export async function endRecording(file: string): Promise<number | undefined> {
  const exitCode = exitCodeOf(file);
  const monotonic = String(process.hrtime.bigint());
  await finishRecording(file, { exitCode: exitCode ?? null, signal: null, monotonic });
  return exitCode;
}

/** The first process is the one that no recorded one has started. */
function exitCodeOf(file: string): number | undefined {
  for (const { path, tid } of partsOf(file)) {
    if (tid !== 0) continue;
    try {
      let first = false;
      for (const { type, payload, whole } of readBlocks(path)) {
        if (!whole) continue;
        if (type === BlockType.stream) first = readStream(payload)?.startedBy === undefined;
        if (first && type === BlockType.streamEnd) return readStreamEnd(payload)?.exitCode ?? undefined;
      }
    } catch {
      // Cut before it said anything: merging passes over it too.
    }
  }
  return undefined;
}
