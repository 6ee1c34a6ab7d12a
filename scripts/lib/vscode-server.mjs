/**
 * Real VS Code from npm, for machines without a desktop: the server of a pinned version with its locked modules,
 * test/host/vscode/<version of code-server>/. Only the npm registry is asked, and no install script runs.
 */
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { unpackCodeServer } from './code-server.mjs';
import { CACHE, ROOT } from './paths.mjs';
import { SetupError, step } from './progress.mjs';
import { npm } from './run.mjs';

const LOCKS = join(ROOT, 'test/host/vscode');

/** Versions of VS Code as `1.139.1`, the newest first. */
export const VSCODE_VERSIONS = readdirSync(LOCKS)
  .map((version) => pinned(version).vscode)
  .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));

/**
 * @param {string} vscodeVersion one of {@link VSCODE_VERSIONS}
 * @returns {Promise<string>} the folder of the server, installed now if it was not
 */
export async function ensureVSCodeServer(vscodeVersion) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      'Without a desktop VS Code this works on Linux x64 only. Install VS Code and its command `code`; ' +
        'the tests then run with: npm run test:desktop',
    );
  }
  const version = readdirSync(LOCKS).find((name) => pinned(name).vscode === vscodeVersion);
  const target = join(CACHE, 'vscode', vscodeVersion);
  const stamp = join(target, '.ready');
  const key = keyOf(version);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== key) {
    await step(`getting VS Code ${vscodeVersion} from npm`, async () => {
      const fresh = `${target}.${process.pid}`;
      try {
        await install(version, fresh);
        writeFileSync(join(fresh, '.ready'), key);
        rmSync(target, { recursive: true, force: true });
        renameSync(fresh, target);
      } finally {
        rmSync(fresh, { recursive: true, force: true });
      }
    });
  }
  return join(target, 'lib/vscode');
}

async function install(version, target) {
  await unpackCodeServer(version, target, { integrity: pinned(version).integrity });
  const folder = join(target, 'lib/vscode');
  rmSync(join(folder, 'npm-shrinkwrap.json'), { force: true });
  for (const name of ['package.json', 'package-lock.json']) {
    copyFileSync(join(LOCKS, version, name), join(folder, name));
  }
  await npm(['ci', '--ignore-scripts', '--omit=dev', '--omit=optional'], { cwd: folder });
  placeRipgrep(join(folder, 'node_modules/@vscode'));
  placeTypeScript(folder);
}

/** The language service of the built-in extension, which has an installation of its own. */
function placeTypeScript(folder) {
  mkdirSync(join(folder, 'extensions/node_modules'), { recursive: true });
  symlinkSync('../../node_modules/typescript', join(folder, 'extensions/node_modules/typescript'));
}

/** The search binary: an older VS Code expects what an install script would have downloaded, a newer brings all platforms. */
function placeRipgrep(modules) {
  const own = join(modules, 'ripgrep-linux-x64/bin/rg');
  if (existsSync(own)) {
    const expected = join(modules, 'ripgrep/bin/rg');
    mkdirSync(dirname(expected), { recursive: true });
    symlinkSync('../../ripgrep-linux-x64/bin/rg', expected);
  }
  const universal = join(modules, 'ripgrep-universal/bin');
  if (existsSync(universal)) {
    const foreign = readdirSync(universal).filter((name) => !name.startsWith('linux-x64'));
    for (const name of foreign) rmSync(join(universal, name), { recursive: true });
  }
}

function pinned(version) {
  return JSON.parse(readFileSync(join(LOCKS, version, 'package.json'), 'utf8')).codeServer;
}

function keyOf(version) {
  return createHash('sha256')
    .update(readFileSync(join(LOCKS, version, 'package.json')))
    .update(readFileSync(join(LOCKS, version, 'package-lock.json')))
    .digest('hex');
}
