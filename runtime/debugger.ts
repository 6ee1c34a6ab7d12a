/**
 * A program under a debugger. Where js-debug starts it, js-debug's own preload runs before the tracer: what it starts and waits for is
 * none of the program's. And while the debugger holds the thread, the recording says so: V8 tells every inspector session at the very
 * moment, one of this process's own too, so that a pause stands on the recording's clock.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

const DEBUGGER_VARIABLE = 'VSCODE_INSPECTOR_OPTIONS';
/** A preload in NODE_OPTIONS: `--require FILE`, also with `=`, also in double quotes with backslash escapes. */
const PRELOAD = /(?:^|\s)(?:--require|-r)[\s=]+(?:"((?:\\.|[^"\\])*)"|(\S+))/g;
const BOOTLOADER = /bootloader\.js$/;

/**
 * Loads js-debug's preload now. Node comes to it later and finds it loaded.
 * @param nodeOptions as they are without us
 */
export function letDebuggerAttach(nodeOptions: string | undefined): void {
  if (!isMainThread || !process.env[DEBUGGER_VARIABLE]) return;
  for (const file of preloads(nodeOptions ?? '')) {
    if (BOOTLOADER.test(file)) createRequire(join(process.cwd(), 'preload.js'))(file);
  }
}

/** @returns the files that NODE_OPTIONS preloads with `--require` */
export function preloads(nodeOptions: string): string[] {
  return [...nodeOptions.matchAll(PRELOAD)].map(
    ([, quoted, plain]) => quoted?.replace(/\\(.)/g, '$1') ?? plain!,
  );
}

interface Session {
  connect(): void;
  on(event: 'Debugger.paused' | 'Debugger.resumed', listener: () => void): void;
  post(method: string, params?: object): void;
}

/**
 * Calls back at the moments in which a debugger stops this thread and lets it go on.
 * @param onChange whether the thread stands still now; may not throw
 */
export function watchPauses(onChange: (paused: boolean) => void): void {
  try {
    const { Session } = require('node:inspector') as { Session: new () => Session };
    const session = new Session();
    session.connect();
    session.on('Debugger.paused', () => onChange(true));
    session.on('Debugger.resumed', () => onChange(false));
    session.post('Debugger.enable');
    // V8 steps over what all sessions pass over: this one has no say.
    session.post('Debugger.setBlackboxPatterns', { patterns: ['.*'], skipAnonymous: true });
  } catch {
    // A Node without the inspector has no debugger either.
  }
}
