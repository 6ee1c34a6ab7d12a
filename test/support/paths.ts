/** Where the repository is. Tests run as bundles in out/test, so `__dirname` is not where their source is. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const ROOT = findRoot(__dirname);

/** The bundle that is injected into traced programs. */
export const RUNTIME = join(ROOT, 'dist/runtime/awaitscope.js');
export const CLI = join(ROOT, 'dist/cli.js');

/** @param path below test/fixtures */
export function fixture(path: string): string {
  return join(ROOT, 'test/fixtures', path);
}

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'esbuild.mjs'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('the repository was not found');
  return findRoot(parent);
}
