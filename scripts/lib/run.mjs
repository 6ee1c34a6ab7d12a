/** Child processes of the scripts. */
import { spawn } from 'node:child_process';
import { SetupError } from './progress.mjs';

/**
 * Runs a command quietly.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<string>} what it printed on stdout
 * @throws SetupError with all that it printed, if it fails
 */
export async function capture(command, args, options = {}) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let all = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
    all += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => (all += text));
  const status = await ended(child);
  if (status !== 0)
    throw new SetupError(`${command} ${args.join(' ')} failed (${status}):\n${all.trimEnd()}`);
  return stdout;
}

/**
 * Runs a command in the terminal of this process.
 * @param {string} command
 * @param {string[]} args
 * @param {{ limitMs?: number, cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number | string>} the exit status, or the signal that ended it
 */
export async function show(command, args, { limitMs = 0, ...options } = {}) {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] });
  const timer = limitMs > 0 ? setTimeout(() => child.kill('SIGKILL'), limitMs) : undefined;
  try {
    return await ended(child);
  } finally {
    clearTimeout(timer);
  }
}

function ended(child) {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? signal));
  });
}

/** @param {string[]} args */
export function npm(args, options = {}) {
  const windows = process.platform === 'win32';
  return capture(windows ? 'npm.cmd' : 'npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    shell: windows,
    ...options,
  });
}
