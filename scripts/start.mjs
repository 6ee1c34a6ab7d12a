/**
 * Shows Awaitscope at work: `npm start` on a fresh clone installs, builds, and opens VS Code where a program runs.
 *
 *     npm start                              the tour, in samples/tour
 *     npm start -- PROGRAM ARGS…             your own program, in its folder
 *     npm start -- --no-open                 do not open a browser, only say the address
 *     npm start -- --browser                 VS Code in the browser, also where there is one on the desktop
 *
 * Where no VS Code is on the PATH, or no desktop to show it, VS Code's server is taken from npm and serves this
 * machine until Ctrl+C.
 *
 * Only builtins may be imported here: node_modules is not there yet.
 */
import { cpSync, existsSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build, ensureDependencies } from './lib/dependencies.mjs';
import { ROOT } from './lib/paths.mjs';
import { SetupError } from './lib/progress.mjs';
import { openDesktop, findDesktop } from './start/desktop.mjs';
import { serve } from './start/serve.mjs';

/** What this script makes; git ignores it. */
const HOME = join(ROOT, '.awaitscope-start');

/**
 * Our options stand before the program; what follows it is the program's.
 * @param {string[]} args
 */
function readOptions(args) {
  const at = args.findIndex((arg) => !arg.startsWith('--'));
  const own = at < 0 ? args : args.slice(0, at);
  const unknown = own.find((option) => option !== '--no-open' && option !== '--browser');
  if (unknown) throw new SetupError(`unknown option ${unknown}; there are --no-open and --browser`);
  const [program, ...programArgs] = at < 0 ? [] : args.slice(at);
  return { open: !own.includes('--no-open'), browser: own.includes('--browser'), program, programArgs };
}

/** @returns the program to run, and the folder to open: a fresh copy of the tour, or the user's own */
function findProgram(program) {
  if (program === undefined) {
    const folder = join(HOME, 'tour');
    rmSync(folder, { recursive: true, force: true });
    cpSync(join(ROOT, 'samples/tour'), folder, { recursive: true });
    return { folder, file: join(folder, 'tour.ts') };
  }
  // npm runs this in the repository; the user may have typed a path from elsewhere
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), program);
  if (!existsSync(file) || !statSync(file).isFile()) throw new SetupError(`There is no program ${file}.`);
  return { folder: dirname(file), file };
}

async function main() {
  const { open, browser, program, programArgs } = readOptions(process.argv.slice(2));
  const { folder, file } = findProgram(program);
  await ensureDependencies();
  await build();
  const request = { folder, file, start: JSON.stringify({ program: file, args: programArgs }) };
  const desktop = browser ? undefined : findDesktop();
  if (desktop) await openDesktop(desktop, request, HOME);
  else await serve(request, HOME, open);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = 1;
}
