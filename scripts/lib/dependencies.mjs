/** The first step on a fresh clone: the packages that everything else needs. Builtins only. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { SetupError, step } from './progress.mjs';
import { capture, npm } from './run.mjs';

/** The oldest Node that runs the tests; mocha asks for it. */
const OLDEST = [20, 19];

export async function ensureDependencies() {
  checkNode();
  if (isInstalled()) return;
  await npm(['--version']).catch(() => {
    throw new SetupError('npm is not on the PATH. It comes with Node: https://nodejs.org');
  });
  // no package of ours needs its install script
  await step('installing the npm packages', () => npm(['ci', '--ignore-scripts'], { cwd: ROOT }));
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new SetupError(`Node ${OLDEST.join('.')} or newer is needed; this is ${process.version}.`);
}

/** Whether node_modules holds what the lock file says. Packages for other platforms may be absent. */
function isInstalled() {
  const wanted = packagesIn(join(ROOT, 'package-lock.json'));
  const installed = packagesIn(join(ROOT, 'node_modules/.package-lock.json'));
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    return installed[path] ? installed[path].version === version : optional === true;
  });
}

function packagesIn(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return {};
  }
}

/** @throws if a part of what ships does not build */
export async function build() {
  await step('building', () => capture(process.execPath, ['esbuild.mjs'], { cwd: ROOT }));
}
