/** Runs programs with and without the tracer, as a user would, and reads the recordings back. */
import { spawn } from 'node:child_process';
import type { SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TraceEvent } from '../../model/event-types';
import { CLI, ROOT } from '../support/paths';

export const PROGRAMS = join(ROOT, 'test/fixtures/programs');

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end, with `input` as its standard input. */
export async function run(
  command: readonly string[],
  options: SpawnOptions = {},
  input = '',
): Promise<Ended> {
  const child = spawn(command[0]!, command.slice(1), { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.on('error', () => {}); // a program may end without having read it
  child.stdin.end(input);
  const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { status, signal, stdout, stderr };
}

export interface Traced extends Ended {
  readonly file: string;
}

/** A folder that is there while the suite runs. */
export function temporaryFolder(): { readonly path: string } {
  const folder = { path: '' };
  before(() => {
    folder.path = mkdtempSync(join(tmpdir(), 'awaitscope-runtime-'));
  });
  after(() => rmSync(folder.path, { recursive: true, force: true }));
  return folder;
}

/** Traces programs into a folder of the suite's own. */
export function recordings(locations?: 'stacks' | 'markers'): {
  trace(command: readonly string[], options?: SpawnOptions, input?: string): Promise<Traced>;
} {
  const folder = temporaryFolder();
  const how = locations ? ['--locations', locations] : [];
  let count = 0;
  return {
    async trace(command, options, input) {
      const file = join(folder.path, `${++count}.awaitscope`);
      const ended = await run(
        [process.execPath, CLI, 'run', '-o', file, ...how, '--', ...command],
        options,
        input,
      );
      return { ...ended, file };
    },
  };
}

/** Traces a program into a file that the test names. */
export function traceInto(
  file: string,
  locations: 'stacks' | 'markers',
  command: readonly string[],
): Promise<Ended> {
  return run([process.execPath, CLI, 'run', '--locations', locations, '-o', file, '--', ...command]);
}

/** The command's own lines, which stand behind those of the program. */
const SUMMARY = /^awaitscope: .*\n/gm;

/** What the program itself wrote on stderr. */
export function withoutSummary(stderr: string): string {
  return stderr.replace(SUMMARY, '');
}

/** The events of a recording, as `awaitscope events` prints them. */
export async function eventsOf(file: string): Promise<TraceEvent[]> {
  const { status, stdout, stderr } = await run([process.execPath, CLI, 'events', file]);
  if (status !== 0) throw new Error(stderr);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as TraceEvent);
}
