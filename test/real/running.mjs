/** Runs programs as a user would, with `awaitscope run` and without, and tells what came of it. */
import autocannon from 'autocannon';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
export const program = (name) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
const ROUTES = ['/plain', '/timer', '/file', '/nested?id=7'];
const CONNECTIONS = 10;

/**
 * @param {readonly string[]} command
 * @param {string | undefined} recording file to record into; undefined: run it as it is
 */
export function traced(command, recording) {
  return recording === undefined
    ? command
    : [process.execPath, CLI, 'run', '--force', '-o', recording, '--', ...command];
}

/**
 * Runs a command to its end.
 * @param {readonly string[]} command
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export async function run([file, ...args], options = {}) {
  const began = performance.now();
  const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  const [status, signal] = await once(child, 'close');
  return { status, signal, stdout, stderr, ms: performance.now() - began };
}

/**
 * Starts the web service, puts load on it from this process, and stops it.
 * @param {readonly string[]} command
 * @param {{ duration: number } | { amount: number }} load seconds, or requests
 * @returns requests and errors, requests a second, latency in ms, the service's CPU ms, its exit status and what it said on stderr
 */
export async function serve([file, ...args], load) {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value: url } = await lines.next();
  if (url === undefined) throw new Error(`the service did not start: ${stderr}`);
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    requests: ROUTES.map((path) => ({ path })),
    ...load,
  });
  child.kill('SIGTERM');
  const { value: last } = await lines.next();
  const [status] = await ended;
  return {
    requests: result.requests.total,
    errors: result.errors + result.non2xx,
    perSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpuMs: JSON.parse(last).cpuMs,
    status,
    stderr,
  };
}
