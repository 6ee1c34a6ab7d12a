/** Which Node runs the user's programs, and its version. */
import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { parseNodeVersion } from './program';
import type { NodeVersion } from './program';

/**
 * @param setting the setting `awaitscope.nodePath`: a path, a command's name, or empty for `node`
 * @param searchPath the PATH variable
 * @returns absolute path, or undefined if there is no such executable
 */
export function findNode(
  setting: string,
  searchPath: string | undefined,
  platform = process.platform,
): string | undefined {
  const command = setting.trim() || 'node';
  const names = platform === 'win32' && !/\.exe$/i.test(command) ? [`${command}.exe`] : [command];
  const folders = isAbsolute(command) ? [''] : (searchPath ?? '').split(delimiter).filter(isAbsolute);
  for (const folder of folders) {
    for (const name of names) {
      const candidate = folder === '' ? name : join(folder, name);
      if (isExecutable(candidate)) return candidate;
    }
  }
  return undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** What a short-lived child printed, and how it ended. Never rejects. */
export function ask(
  command: string,
  args: readonly string[],
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    // Without NODE_OPTIONS: what the user preloads into programs is not to run in our questions.
    const env = { ...process.env, NODE_OPTIONS: '' };
    execFile(command, args, { env, timeout: 15_000, windowsHide: true }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
  });
}

/** @returns undefined if the executable is no Node */
export async function nodeVersion(node: string): Promise<NodeVersion | undefined> {
  return parseNodeVersion((await ask(node, ['--version'])).stdout);
}
