/** Reads the blocks of a file from its begin to wherever it ends. */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import type { BigIntStats } from 'node:fs';
import { FormatError, HEADER_BYTES } from '../protocol/container';
import type { Block } from '../protocol/container';
import { BlockReader } from '../protocol/reader';
import { UserError, fileError } from './errors';

const READ_BYTES = 1024 * 1024;
/** How the error of an empty file ends. */
export const EMPTY = 'the file is empty';

/** How the reading of a file ended. */
export interface FileEnd {
  /** Bytes that were there. */
  readonly bytes: number;
  /** Tells the file from another that takes its name later. */
  readonly identity: string;
  /** The file ends within its header or within a block. */
  readonly cut: boolean;
  /** Why the rest of the file is no blocks, if so. */
  readonly damage: string | undefined;
}

/**
 * Yields the blocks of a file; the last one with `whole: false` if it was cut short. A payload is good until the next block.
 * @param limit bytes to read at most, so that a file that grows is read as it was before
 * @throws UserError if the file cannot be read or is no recording
 */
export function* readBlocks(path: string, limit = Infinity): Generator<Block, FileEnd> {
  let fd: number | undefined;
  try {
    fd = openFile(path);
    const identity = identityOf(fstatSync(fd, { bigint: true }));
    const reader = new BlockReader();
    const buffer = new Uint8Array(READ_BYTES);
    let bytes = 0;
    while (bytes < limit && reader.damage === undefined) {
      const got = readSync(fd, buffer, 0, Math.min(READ_BYTES, limit - bytes), bytes);
      if (got === 0) break;
      bytes += got;
      yield* reader.push(buffer.subarray(0, got));
    }
    if (bytes === 0) throw new UserError(`${path}: ${EMPTY}`);
    const cut = reader.finish();
    if (cut) yield cut;
    return { bytes, identity, cut: cut !== undefined || bytes < HEADER_BYTES, damage: reader.damage };
  } catch (e) {
    if (e instanceof FormatError) throw new UserError(`${path}: ${e.message}`);
    throw fileError(path, e);
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** Opens a recording or part to be read. A pipe or device would make the opening itself wait. */
export function openFile(path: string): number {
  const stat = statSync(path);
  if (stat.isDirectory()) throw new UserError(`${path}: a folder, not a recording`);
  if (!stat.isFile()) throw new UserError(`${path}: not a file`);
  return openSync(path, 'r');
}

/** @returns the identity of the file that has the name now; undefined if there is none */
export function currentIdentity(path: string): string | undefined {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat && identityOf(stat);
}

export function identityOf({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}

/** @returns bytes of a file; 0 if that cannot be told: reading tells why */
export function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}
