/** The versions of Node that programs are traced with. scripts/lib/nodes.mjs installs them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import versions from './nodes.json';
import { ROOT } from './paths';

export type Major = 18 | 20 | 22 | 24 | 26;

const SUPPORTED: readonly Major[] = [18, 20, 22, 24, 26];
const CURRENT = Number(process.versions.node.split('.')[0]);

/** @returns the running Node and the two newest; with AWAITSCOPE_ALL_NODES=1 every version that we support */
export function availableMajors(): Major[] {
  if (process.env.AWAITSCOPE_ALL_NODES === '1') return [...SUPPORTED];
  return SUPPORTED.filter((major) => major === CURRENT || major >= 24);
}

/**
 * @returns path of the binary: the running Node if it is of that version, else the one installed for the tests
 * @throws if it is not installed
 */
export function nodeBinary(major: Major): string {
  if (major === CURRENT) return process.execPath;
  const cache = process.env.AWAITSCOPE_TEST_CACHE ?? join(ROOT, '.vscode-test');
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const packageFolder = join(
    cache,
    'node',
    versions[major],
    'node_modules',
    `node-${platform}-${process.arch}`,
  );
  const binary = join(packageFolder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(binary))
    throw new Error(`Node ${major} is not installed for the tests: run npm test once (${binary})`);
  return binary;
}
