/** The traced program as a child of ours, that we are as little noticed around as can be. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** How the program ended. */
export interface Ending {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The program did not start. */
export class SpawnError extends Error {
  constructor(
    message: string,
    /** As a shell gives it: 127 not found, 126 not to be executed. */
    readonly exitCode: number,
  ) {
    super(message);
  }
}

/** Signals that ask us to end: they are meant for the program, which may well take its time. */
const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** How long our own death by a signal may take before we exit instead, ms. */
const DEATH = 1000;

/**
 * Runs a program to its end, with our stdin, stdout and stderr.
 *
 * A terminal sends Ctrl+C to us and to the program alike, so with one SIGINT is not passed on: the program would get it twice, and many
 * end at once at the second. All else that asks us to end goes to the program; we end when it does.
 * @throws SpawnError
 */
export function runChild(
  command: readonly [string, ...string[]],
  env: NodeJS.ProcessEnv,
  terminal = atTerminal(),
): Promise<Ending> {
  const [program, ...args] = command;
  return new Promise((done, fail) => {
    const child = spawn(program, args, { stdio: 'inherit', env });
    const pass = (signal: NodeJS.Signals): void => {
      if (signal !== 'SIGINT' || !terminal) child.kill(signal);
    };
    for (const signal of ENDING) process.on(signal, pass);
    const stop = (): void => {
      for (const signal of ENDING) process.off(signal, pass);
    };
    child.once('error', (e: NodeJS.ErrnoException) => {
      // Also reports that a signal could not be sent: the program runs on.
      if (child.pid !== undefined) return;
      stop();
      fail(spawnError(program, e));
    });
    child.once('exit', (exitCode, signal) => {
      stop();
      done({ exitCode, signal });
    });
  });
}

function atTerminal(): boolean {
  return process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
}

function spawnError(program: string, e: NodeJS.ErrnoException): SpawnError {
  if (e.code === 'ENOENT') return new SpawnError(`command not found: ${program}`, 127);
  if (e.code === 'EACCES') return new SpawnError(`not executable: ${program}`, 126);
  return new SpawnError(`cannot run ${program}: ${e.code ?? e.message}`, 126);
}

/** Ends this process as the program ended: with its exit status, or by the same signal. */
export function endLike({ exitCode, signal }: Ending): void {
  if (signal === null) {
    process.exitCode = exitCode ?? 1;
    return;
  }
  const status = 128 + constants.signals[signal];
  process.exitCode = status;
  try {
    process.kill(process.pid, signal);
  } catch {
    return;
  }
  // Some signals Node ignores; most kill, but not before this line.
  setTimeout(() => process.exit(status), DEATH);
}
