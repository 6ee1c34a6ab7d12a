/** Where the recording of a run goes. */
import { existsSync, mkdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type * as vscode from 'vscode';

/** The folder that recordings go to, in the storage and, with the command line, in the workspace. */
export const RECORDINGS_FOLDER = '.awaitscope';

/** Where the window keeps what belongs to its workspace: a run leaves nothing in the workspace itself. */
export function recordingRoot({
  storageUri,
  globalStorageUri,
}: Pick<vscode.ExtensionContext, 'storageUri' | 'globalStorageUri'>): string {
  return (storageUri ?? globalStorageUri).fsPath;
}

/**
 * @param folder see {@link recordingRoot}
 * @param now the local time that names the file
 * @returns absolute path of a recording that does not exist yet; its folder does
 * @throws if the folder cannot be written
 */
export function newRecordingPath(folder: string, program: string, now: Date): string {
  const recordings = join(folder, RECORDINGS_FOLDER);
  mkdirSync(recordings, { recursive: true });
  const stem = `${basename(program, extname(program))}-${timeStamp(now)}`;
  for (let n = 1; ; n++) {
    const file = join(recordings, `${n === 1 ? stem : `${stem}-${n}`}.awaitscope`);
    if (!existsSync(file)) return file;
  }
}

/** `20261123-140509`: sorts by time, and needs no quotes in a shell. */
function timeStamp(now: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const date = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `${date}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
}
