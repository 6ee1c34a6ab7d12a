/** Runs examples as a person does, a few at a time. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../support/paths';

export interface Printed {
  readonly lines: readonly string[];
  readonly stderr: string;
  readonly status: number | null;
}

const atOnce = Math.max(2, Math.min(4, availableParallelism()));
let free = atOnce;
const waiting: (() => void)[] = [];

/** A few at a time. */
export async function turn<T>(work: () => Promise<T>): Promise<T> {
  if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
  else free--;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free++;
  }
}

/** What `npm run -s example -- <id>` does. */
export function runExample(
  id: string,
  env: Readonly<Record<string, string>> = {},
  node = process.execPath,
): Promise<Printed> {
  return turn(() => run(node, [join(ROOT, 'scripts/examples/run.mjs'), id], env));
}

export function run(
  node: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd = ROOT,
): Promise<Printed> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (status) => {
      const lines = stdout === '' ? [] : stdout.replace(/\n$/, '').split('\n');
      resolve({ lines, stderr, status });
    });
  });
}

/** @returns the scale of sleeps for an example; one goes by the clock alone, where a machine that is busy must not swap two sleeps */
export function scaleOf(id: string, usual: string): string {
  return id === 'event-loop-pseudocode' ? '1' : usual;
}
