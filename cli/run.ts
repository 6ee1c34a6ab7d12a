/** `awaitscope run`: a program, recorded. */
import { existsSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { RunEnd } from '../protocol/container';
import {
  OPTIONS_VARIABLE,
  asksForPermission,
  encodeOptions,
  permissionOptions,
  withPreload,
  withoutPreload,
} from '../protocol/options';
import { UserError } from '../recording/errors';
import { createRecording, finishRecording } from '../recording/finish';
import type { RunArgs } from './args';
import { SpawnError, endLike, runChild } from './child';
import type { Ending } from './child';
import { say } from './lines';
import { endLines } from './run-summary';
import { defaultFile } from './target';
import { version } from './version';

/** Beside the built command. */
const RUNTIME = resolve(__dirname, 'runtime', 'awaitscope.js');

/** @throws UserError if the recording cannot be made; what goes wrong later is told and does not change the exit status */
export async function run(args: RunArgs): Promise<void> {
  if (args.locations !== 'off' && !existsSync(RUNTIME))
    throw new UserError(`the tracer is missing: ${RUNTIME}`);
  const cwd = process.cwd();
  const file = args.file === undefined ? defaultFile(cwd, new Date()) : resolve(cwd, args.file);
  const { command } = args;
  const monotonic = String(process.hrtime.bigint());
  createRecording(file, { command, cwd, monotonic, epochMs: Date.now(), awaitscope: version() }, args.force);
  let ending: Ending;
  try {
    ending = await runChild(command, environment(args, file));
  } catch (e) {
    if (!(e instanceof SpawnError)) throw e;
    rmSync(file, { force: true });
    say(e.message);
    process.exitCode = e.exitCode;
    return;
  }
  await finish(file, args, { ...ending, monotonic: String(process.hrtime.bigint()) });
  endLike(ending);
}

/** The program's environment: ours, and what the tracer is told. A recording around us does not reach into this one. */
function environment(args: RunArgs, file: string): NodeJS.ProcessEnv {
  const { [OPTIONS_VARIABLE]: _outer, ...env } = process.env;
  if (args.locations === 'off') return env;
  const { maxSize, output, command } = args;
  const theirs = withoutPreload(env.NODE_OPTIONS, RUNTIME);
  const asks = asksForPermission(command, theirs);
  const granted = asks && [permissionOptions({ runtime: RUNTIME, file }), theirs].filter(Boolean).join(' ');
  return {
    ...env,
    [OPTIONS_VARIABLE]: encodeOptions({
      file,
      runtime: RUNTIME,
      locations: args.locations,
      cache: cacheFolder(),
      maxSize,
      output,
    }),
    NODE_OPTIONS: withPreload(granted || theirs, RUNTIME),
  };
}

/** The system's folder for what can be made anew; see https://specifications.freedesktop.org/basedir-spec/ */
function cacheFolder(): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env;
  const base =
    process.platform === 'win32'
      ? (local ?? join(homedir(), 'AppData', 'Local'))
      : process.platform === 'darwin'
        ? join(homedir(), 'Library', 'Caches')
        : xdg && isAbsolute(xdg)
          ? xdg
          : join(homedir(), '.cache');
  return join(base, 'awaitscope', 'markers');
}

async function finish(file: string, args: RunArgs, end: RunEnd): Promise<void> {
  const shown = shortPath(file);
  try {
    await finishRecording(file, end);
    for (const line of await endLines(file, shown, args.locations === 'off')) say(line);
  } catch (e) {
    // Whatever it is, the program has ended, and its exit status is what counts.
    say(`the recording could not be completed; what there is, is in ${shown} (${(e as Error).message})`);
  }
}

/** As the user would type it, if it lies below the current folder. */
function shortPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}
