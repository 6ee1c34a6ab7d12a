/** The file that a run writes to: its name, and whether it is free. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { PART_SUFFIX } from '../protocol/options';
import { UserError } from '../recording/errors';

export const DEFAULT_FOLDER = '.awaitscope';

/** @returns the absolute path of a recording that nobody named: by the time of day, so that a folder lists them in order */
export function defaultFile(cwd: string, now: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const time = `${two(now.getHours())}-${two(now.getMinutes())}-${two(now.getSeconds())}`;
  const ms = String(now.getMilliseconds()).padStart(3, '0');
  return join(cwd, DEFAULT_FOLDER, `${day}T${time}.${ms}.awaitscope`);
}

/**
 * Makes way for a recording.
 * @param named by the user; undefined for the default, whose folder is made
 * @param force removes what is in the way, instead of refusing
 * @returns the absolute path
 * @throws UserError
 */
export function prepareTarget(named: string | undefined, force: boolean, cwd = process.cwd()): string {
  const file = named === undefined ? defaultFile(cwd, new Date()) : resolve(cwd, named);
  try {
    if (named === undefined) mkdirSync(dirname(file), { recursive: true });
    const taken = inTheWay(file);
    if (taken.length > 0 && !force) throw new UserError(`${taken[0]} exists; use --force to replace it`);
    for (const path of taken) rmSync(path);
  } catch (e) {
    if (e instanceof UserError) throw e;
    throw new UserError(`cannot write ${file}: ${reason(e)}`);
  }
  return file;
}

/** The file itself and its parts, as far as they exist. */
export function inTheWay(file: string): string[] {
  const folder = dirname(file);
  const name = basename(file);
  return readdirSync(folder)
    .filter(
      (entry) => entry === name || (entry.startsWith(name) && PART_SUFFIX.test(entry.slice(name.length))),
    )
    .sort()
    .map((entry) => join(folder, entry));
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such folder',
  ENOTDIR: 'no such folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  EISDIR: 'it is a folder',
  ERR_FS_EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
};

/** @returns an error of the file system in words */
export function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && REASONS[code]) || message;
}
