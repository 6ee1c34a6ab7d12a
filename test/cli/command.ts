/** The built `awaitscope` command as a child process. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLI } from '../support/paths';

export interface Result {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  /** Resolves when the command has printed this; rejects if it ends without. */
  printed(text: string): Promise<void>;
  readonly ended: Promise<Result>;
}

/** Starts the command in a folder. Its stdin is no terminal. */
export function start(cwd: string, ...args: string[]): Running {
  const child = spawn(process.execPath, [CLI, ...args], { cwd, stdio: ['pipe', 'pipe', 'pipe'] });
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text));
  const ended = once(child, 'close').then(([status, signal]) => ({ status, signal, ...texts }));
  const printed = async (text: string): Promise<void> => {
    while (!texts.stdout.includes(text)) {
      const result = await Promise.race([once(child.stdout, 'data'), ended]);
      if ('status' in result && !texts.stdout.includes(text))
        throw new Error(`ended without: ${text}\n${result.stderr}`);
    }
  };
  return { child, printed, ended };
}

/** Runs the command to its end. */
export function awaitscope(cwd: string, ...args: string[]): Promise<Result> {
  return start(cwd, ...args).ended;
}

/** A folder of its own, removed after each test of the suite that calls this. */
export function temporaryFolder(): { readonly path: string; write(name: string, text: string): string } {
  let path = '';
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'awaitscope-cli-'));
  });
  afterEach(() => rmSync(path, { recursive: true, force: true }));
  return {
    get path() {
      return path;
    },
    write(name, text) {
      const file = join(path, name);
      writeFileSync(file, text);
      return file;
    },
  };
}

/** What the command says of bad input: one line, and status 2. */
export function complaint(result: Result): string {
  const lines = result.stderr.split('\n');
  if (result.status !== 2 || result.stdout !== '' || lines.length !== 2 || lines[1] !== '') {
    throw new Error(`not one line and status 2: ${JSON.stringify(result)}`);
  }
  return lines[0]!;
}
