/** VS Code on the desktop, where there is one. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { QUIET_SETTINGS } from '../lib/quiet-settings.mjs';
import { ROOT, onPath } from '../lib/paths.mjs';

const NAMES = ['code', 'code-insiders', 'codium'];
/** On a Mac the command is often not on the PATH. */
const MAC = '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code';

/** @returns the command that opens VS Code, or undefined if there is none or no screen for it */
export function findDesktop() {
  const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasScreen) return undefined;
  const found = NAMES.map(onPath).find((file) => file !== undefined);
  return found ?? (existsSync(MAC) ? MAC : undefined);
}

/**
 * Opens a window with the extension from this repository. A profile of its own keeps the user's settings out, and makes
 * it a new instance of VS Code: one that runs already would not see our environment.
 */
export async function openDesktop(command, { folder, file, start }, home) {
  const profile = join(home, 'profile');
  mkdirSync(join(profile, 'User'), { recursive: true });
  writeFileSync(join(profile, 'User/settings.json'), JSON.stringify(QUIET_SETTINGS, null, 2));
  const args = [
    `--extensionDevelopmentPath=${ROOT}`,
    `--user-data-dir=${profile}`,
    '--disable-workspace-trust',
    '--skip-welcome',
    '--new-window',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    folder,
    file,
  ];
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, AWAITSCOPE_START: start };
  // in a terminal of VS Code this would have the command speak to that window
  delete env.VSCODE_IPC_HOOK_CLI;
  console.log(`opening ${file} in ${command}`);
  const isScript = process.platform === 'win32';
  const quoted = isScript ? args.map((arg) => `"${arg}"`) : args;
  const child = spawn(isScript ? `"${command}"` : command, quoted, {
    env,
    shell: isScript,
    stdio: 'inherit',
  });
  const status = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  process.exitCode = status === 0 ? 0 : 1;
}
