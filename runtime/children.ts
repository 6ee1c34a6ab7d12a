/**
 * The program is to see its environment as it would be without us; its children are to be traced. So what we added is taken
 * out of process.env, and put in again below everything the program can reach: at the bindings that start a process.
 * Worker threads have the preload from this process's options; they are told the rest as environment data.
 */
import { setEnvironmentData } from 'node:worker_threads';
import type { ProcessInfo } from '../protocol/container';
import { nodeBinding } from './node-binding';
import { OPTIONS_VARIABLE, TERMINAL_VARIABLE, withPreload, withoutPreload } from '../protocol/options';

/** Under this key a worker thread finds the options. */
export const ENVIRONMENT_DATA = 'awaitscope.options';

type Spawn = (this: unknown, ...args: unknown[]) => unknown;
/** Where the binding takes the environment, if it takes its arguments one by one: Node 24.21 and later do. */
const ENVIRONMENT_ARGUMENT = 3;

/** @param optionsText for worker threads */
export function hideFromProgram(optionsText: string, runtime: string): void {
  delete process.env[OPTIONS_VARIABLE];
  hidePreload(runtime);
  setEnvironmentData(ENVIRONMENT_DATA, optionsText);
}

/** What a recorded terminal's environment holds. */
export function hideTerminal(runtime: string): void {
  delete process.env[TERMINAL_VARIABLE];
  hidePreload(runtime);
}

function hidePreload(runtime: string): void {
  const rest = withoutPreload(process.env.NODE_OPTIONS, runtime);
  if (rest === undefined) delete process.env.NODE_OPTIONS;
  else process.env.NODE_OPTIONS = rest;
}

/** @param onStart is told of each process that was started, of Node or not */
export function passToChildren(
  optionsText: string,
  runtime: string,
  onStart: (child: ProcessInfo) => void,
): void {
  const add = (pairs: string[]): void => addTo(pairs, optionsText, runtime);
  const binding = nodeBinding('process_wrap') as { Process: { prototype: { spawn: Spawn } } } | undefined;
  if (binding) {
    wrapSpawn(binding.Process.prototype, add, onStart);
    wrapSpawn(nodeBinding('spawn_sync') as { spawn: Spawn }, add, onStart);
  } else if (process.permission?.has('child')) {
    // One floor higher, where what is started synchronously does not come by.
    const { ChildProcess } = require('node:child_process') as {
      ChildProcess: { prototype: { spawn: Spawn } };
    };
    wrapSpawn(ChildProcess.prototype, add, onStart);
  }
}

function wrapSpawn(
  holder: { spawn: Spawn },
  add: (pairs: string[]) => void,
  onStart: (child: ProcessInfo) => void,
): void {
  const spawn = holder.spawn;
  holder.spawn = function (...args) {
    const pairs = environmentOf(args);
    if (pairs) add(pairs);
    const result = Reflect.apply(spawn, this, args);
    const pid = pidOf(result) ?? pidOf(this);
    if (pid) onStart({ pid, file: fileOf(args) });
    return result;
  };
}

/** The process's id stands on its handle, or on the result of `spawnSync`; it is 0 or missing if nothing was started. */
function pidOf(holder: unknown): number | undefined {
  const { pid } = (typeof holder === 'object' && holder !== null ? holder : {}) as { pid?: unknown };
  return typeof pid === 'number' && pid > 0 ? pid : undefined;
}

function fileOf([first]: unknown[]): string {
  const file = typeof first === 'object' && first !== null ? (first as { file?: unknown }).file : first;
  return typeof file === 'string' ? file : '';
}

/** @returns the `KEY=value` pairs that a binding is called with */
function environmentOf(args: unknown[]): string[] | undefined {
  const [options] = args;
  const pairs =
    typeof options === 'object' && options !== null
      ? (options as { envPairs?: unknown }).envPairs
      : args[ENVIRONMENT_ARGUMENT];
  return Array.isArray(pairs) ? (pairs as string[]) : undefined;
}

/** Adds our variables to `KEY=value` pairs in place. */
export function addTo(pairs: string[], optionsText: string, runtime: string): void {
  if (pairs.some((p) => p.startsWith(`${OPTIONS_VARIABLE}=`))) return;
  pairs.push(`${OPTIONS_VARIABLE}=${optionsText}`);
  const at = pairs.findIndex((p) => p.startsWith('NODE_OPTIONS='));
  if (at < 0) pairs.push(`NODE_OPTIONS=${withPreload(undefined, runtime)}`);
  else pairs[at] = `NODE_OPTIONS=${withPreload(pairs[at]!.slice('NODE_OPTIONS='.length), runtime)}`;
}
