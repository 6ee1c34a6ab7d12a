/** Writes an export: whole, or not at all. */
import { closeSync, existsSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';
import { UserError, fileError } from '../recording/errors';

/** Pieces are gathered to this many characters before they are written. */
const CHUNK = 256 * 1024;

export interface WriteOptions {
  /** Replace the file if it exists. */
  readonly force: boolean;
  /** Give up, and leave nothing behind. */
  readonly signal?: AbortSignal;
}

/**
 * @param pieces texts, or bytes, in their order; made while they are written
 * @throws UserError if the file exists and is not to be replaced, or cannot be written; what aborted the signal if it was aborted
 */
export async function writeExport(
  path: string,
  pieces: Iterable<string | Uint8Array>,
  { force, signal }: WriteOptions,
): Promise<void> {
  if (!force && existsSync(path))
    throw new UserError(`${path}: exists already; choose another name, or use --force`);
  const beside = `${path}.${process.pid}.tmp`;
  let fd: number | undefined;
  try {
    fd = openSync(beside, 'wx');
    let held: string[] = [];
    let size = 0;
    const flush = (): void => {
      write(fd!, Buffer.from(held.join('')));
      held = [];
      size = 0;
    };
    for (const piece of pieces) {
      if (typeof piece === 'string') {
        held.push(piece);
        size += piece.length;
      } else {
        flush();
        write(fd, piece);
      }
      if (size < CHUNK) continue;
      flush();
      // whoever cancels must come to speak
      await breathe();
      signal?.throwIfAborted();
    }
    flush();
    closeSync(fd);
    fd = undefined;
    signal?.throwIfAborted();
    renameSync(beside, path);
  } catch (e) {
    if (fd !== undefined) closeSync(fd);
    rmSync(beside, { force: true });
    if (signal?.aborted || e instanceof UserError) throw e;
    throw (e as NodeJS.ErrnoException).code === undefined ? e : fileError(path, e);
  }
}

function write(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
}
