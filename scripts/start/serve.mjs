/** VS Code in the browser: its server on this machine, until Ctrl+C. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, onPath } from '../lib/paths.mjs';
import { QUIET_SETTINGS } from '../lib/quiet-settings.mjs';
import { startServer } from '../lib/server.mjs';
import { VSCODE_VERSIONS, ensureVSCodeServer } from '../lib/vscode-server.mjs';

/**
 * @param {{ folder: string, start: string }} request what to open, and what to run there
 * @param {string} home folder for the log
 * @param {boolean} open whether to open the user's browser
 */
export async function serve({ folder, start }, home, open) {
  const server = await ensureVSCodeServer(VSCODE_VERSIONS[0]);
  mkdirSync(home, { recursive: true });
  const temporary = mkdtempSync(join(tmpdir(), 'awaitscope-start-'));
  installExtension(join(temporary, 'data/extensions'));
  // whoever may open the page may run programs here: only who knows the token does
  const token = randomBytes(16).toString('hex');
  const running = await startServer({
    folder: server,
    home: temporary,
    args: [`--connection-token=${token}`, `--default-folder=${folder}`, '--disable-workspace-trust'],
    settings: QUIET_SETTINGS,
    log: join(home, 'server.log'),
    env: { AWAITSCOPE_START: start },
  });
  // The server's default folder is another address of it: files there would not seem to be in the workspace.
  const address = `http://localhost:${running.port}/?tkn=${token}&folder=${encodeURIComponent(folder)}`;
  console.log(`\nVS Code with Awaitscope is at ${address}\nIt stays there until you press Ctrl+C.`);
  if (open) openBrowser(address);
  await interrupted(running.ended);
  console.log('\nclosing VS Code');
  await running.stop();
  rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
}

/** A link, so that a new build is there as soon as the window is reloaded. */
function installExtension(extensions) {
  const { publisher, name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  mkdirSync(extensions, { recursive: true });
  symlinkSync(ROOT, join(extensions, `${publisher}.${name}-${version}`), 'dir');
}

/** Opens the user's browser; where there is none, the address has been printed. */
function openBrowser(address) {
  const hasScreen = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const opener = hasScreen ? onPath('xdg-open') : undefined;
  if (opener) spawn(opener, [address], { detached: true, stdio: 'ignore' }).unref();
}

function interrupted(ended) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  return Promise.race([
    ended,
    new Promise((resolve) => {
      for (const signal of signals) process.once(signal, resolve);
    }),
  ]);
}
