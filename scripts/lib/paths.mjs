/** Where things are. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** What the tests need and git does not hold: VS Code, other versions of Node. */
export const CACHE = resolve(process.env.AWAITSCOPE_TEST_CACHE ?? join(ROOT, '.vscode-test'));

/** Screenshots and logs of the tests in VS Code. */
export const ARTIFACTS = join(ROOT, 'test-artifacts');

/** @returns the first file of that name in the folders of PATH */
export function onPath(name) {
  const endings = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  const folders = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':');
  const files = folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending)));
  return files.find((file) => existsSync(file));
}
