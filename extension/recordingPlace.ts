/** Where the recording of a run goes. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type * as vscode from 'vscode';

/** The folder in the workspace that recordings go to; the command line uses it too. */
export const RECORDINGS_FOLDER = '.awaitscope';

/** The workspace folder, or the extension's storage where there is none on disk. */
export function recordingRoot(
  context: Pick<vscode.ExtensionContext, 'storageUri' | 'globalStorageUri'>,
  folder: vscode.WorkspaceFolder | undefined,
): string {
  return folder?.uri.scheme === 'file'
    ? folder.uri.fsPath
    : (context.storageUri ?? context.globalStorageUri).fsPath;
}

/**
 * @param folder the workspace folder, or the extension's storage where there is none
 * @param now the local time that names the file
 * @returns absolute path of a recording that does not exist yet; its folder does
 * @throws if the folder cannot be written
 */
export function newRecordingPath(folder: string, program: string, now: Date): string {
  const recordings = join(folder, RECORDINGS_FOLDER);
  mkdirSync(recordings, { recursive: true });
  keepOutOfGit(recordings);
  const stem = `${basename(program, extname(program))}-${timeStamp(now)}`;
  for (let n = 1; ; n++) {
    const file = join(recordings, `${n === 1 ? stem : `${stem}-${n}`}.awaitscope`);
    if (!existsSync(file)) return file;
  }
}

/** Recordings are large and of the moment: the folder ignores itself, unless the user decides otherwise. */
function keepOutOfGit(recordings: string): void {
  try {
    writeFileSync(join(recordings, '.gitignore'), '*\n', { flag: 'wx' });
  } catch {
    // there already, which is how the user has it
  }
}

/** `20261123-140509`: sorts by time, and needs no quotes in a shell. */
function timeStamp(now: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const date = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `${date}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
}
