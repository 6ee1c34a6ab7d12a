/** Follows a recording to its end, also one that does not begin or end as it should. */
import { statSync } from 'node:fs';
import { HEADER_BYTES } from '../protocol/container';
import type { UserError } from './errors';
import { Follower } from './follow';
import { isRunning, partsOf } from './parts';

/** How often to look whether the file is there. */
const APPEARS_MS = 25;
/** How often to look whether anybody still writes. */
const ABANDONED_MS = 1000;

export interface Following {
  /** Whether the run that makes the recording goes on; undefined if it was not started here. */
  readonly isRunning: () => boolean | undefined;
  readonly onChunk: (source: number, bytes: Uint8Array) => void | Promise<void>;
  /** No more will come. */
  readonly onEnd: () => void;
  readonly onError: (error: UserError) => void;
}

/** Whether a recording may still grow. */
export function isLive(recording: string, running: boolean | undefined): boolean {
  return running ?? partsOf(recording).some(({ pid }) => isRunning(pid));
}

function isBegun(recording: string): boolean {
  return (statSync(recording, { throwIfNoEntry: false })?.size ?? 0) >= HEADER_BYTES;
}

/**
 * @param recording its path; while its run has only just begun, the file need not be there yet
 * @returns what ends the following; nothing is called afterwards
 */
export function follow(recording: string, following: Following): { dispose(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const finish = (tell: () => void) => () => {
    if (over) return;
    dispose();
    tell();
  };
  const follower = new Follower(recording, {
    onChunk: (source, bytes) => following.onChunk(source, bytes),
    onEnd: finish(following.onEnd),
    onError: (error) => finish(() => following.onError(error))(),
  });
  const dispose = (): void => {
    over = true;
    clearTimeout(timer);
    follower.dispose();
  };
  const begin = async (): Promise<void> => {
    if (over) return;
    const running = following.isRunning();
    if (running && !isBegun(recording)) {
      timer = setTimeout(() => void begin(), APPEARS_MS);
      return;
    }
    await follower.start();
    watchWriters(false);
  };
  // A recorder that was killed leaves a recording without an end. Looked at twice, since merging comes after the last write.
  const watchWriters = (wasAbandoned: boolean): void => {
    if (over) return;
    const running = following.isRunning();
    const abandoned = !isLive(recording, running);
    if (abandoned && (wasAbandoned || running === undefined)) finish(following.onEnd)();
    else timer = setTimeout(() => watchWriters(abandoned), ABANDONED_MS);
  };
  // Not before the caller has what it called for.
  queueMicrotask(() => void begin());
  return { dispose };
}
