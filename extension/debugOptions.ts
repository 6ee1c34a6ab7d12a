/** What `"awaitscope"` in a launch configuration asks for, and what the configuration becomes. Pure; no vscode. */
import { OPTIONS_VARIABLE, encodeOptions, parserOf, withPreload, withoutPreload } from '../protocol/options';
import type { TracerOptions } from '../protocol/options';

/** As contributed to launch.json. */
export interface DebugOptions {
  readonly recordPrintedLines?: boolean;
  readonly showTimeline?: boolean;
}

/** What of a launch configuration is read and changed. */
export interface LaunchConfiguration {
  readonly request?: unknown;
  readonly awaitscope?: unknown;
  readonly env?: unknown;
  readonly envFile?: unknown;
  readonly skipFiles?: unknown;
  readonly noDebug?: unknown;
}

/** A session of js-debug's for one process of a session that is recorded already. */
const CHILD_SESSION = '__pendingTargetId';
/** Where a configuration keeps the recording that its session makes. */
export const RECORDING_KEY = '__awaitscopeRecording';

/**
 * @returns what is asked for; undefined: no recording; `attach`: one that cannot be had, because the program runs already;
 *   `invalid`: what stands there means nothing
 */
export function debugOptions(
  configuration: LaunchConfiguration,
): DebugOptions | 'attach' | 'invalid' | undefined {
  const { awaitscope, request } = configuration;
  if (awaitscope === undefined || awaitscope === false || awaitscope === null) return undefined;
  if (CHILD_SESSION in configuration) return undefined;
  if (request !== 'launch') return 'attach';
  if (awaitscope === true) return {};
  if (typeof awaitscope !== 'object' || Array.isArray(awaitscope)) return 'invalid';
  const { recordPrintedLines, showTimeline, ...rest } = awaitscope as Record<string, unknown>;
  const sound = [recordPrintedLines, showTimeline].every((v) => v === undefined || typeof v === 'boolean');
  return sound && Object.keys(rest).length === 0 ? awaitscope : 'invalid';
}

/** What is joined to a configuration. */
export interface Recorded {
  readonly tracer: TracerOptions;
  /** `NODE_OPTIONS` of what starts the debugger. */
  readonly inherited: string | undefined;
  /** Text of the configuration's `envFile`, where it has one. */
  readonly envFile: string | undefined;
}

/** @returns the configuration with the tracer in it: joined to what stands there, which js-debug joins its own to */
export function recorded<T extends LaunchConfiguration>(configuration: T, by: Recorded): T {
  const { file, runtime } = by.tracer;
  const env = (typeof configuration.env === 'object' && configuration.env) || {};
  const own = (env as Record<string, unknown>)['NODE_OPTIONS'];
  const nodeOptions =
    own === undefined
      ? (nodeOptionsOf(by.envFile) ?? by.inherited)
      : typeof own === 'string'
        ? own
        : undefined;
  return {
    ...configuration,
    env: {
      ...env,
      NODE_OPTIONS: withPreload(withoutPreload(nodeOptions, runtime), runtime),
      [OPTIONS_VARIABLE]: encodeOptions({ ...by.tracer, debugged: configuration.noDebug !== true }),
    },
    // The debugger does not stop in the tracer, nor step into it.
    skipFiles: [
      ...(Array.isArray(configuration.skipFiles) ? configuration.skipFiles : ['<node_internals>/**']),
      ...[runtime, parserOf(runtime)].map((file) => file.replaceAll('\\', '/')),
    ],
    [RECORDING_KEY]: file,
  };
}

/** @returns the value of NODE_OPTIONS in a file of `NAME=value` lines, as js-debug reads them */
export function nodeOptionsOf(envFile: string | undefined): string | undefined {
  const line = /^\s*(?:export\s+)?NODE_OPTIONS\s*=\s*(.*?)\s*$/m.exec(envFile ?? '')?.[1];
  return line?.replace(/^(["'])(.*)\1$/, '$2');
}

/**
 * js-debug starts a program anew with the configuration that comes with the request: it gets a recording of its own.
 * @param message as VS Code sends it to the debugger; changed in place
 * @param next path of the next recording; asked only if the message starts the program anew
 * @returns whether it does
 */
export function renameAtRestart(message: unknown, next: () => string): boolean {
  const { command, arguments: args } = (message ?? {}) as {
    command?: unknown;
    arguments?: { arguments?: unknown };
  };
  if (command !== 'restart') return false;
  const configuration = args?.arguments as { env?: Record<string, string> } | undefined;
  const text = configuration?.env?.[OPTIONS_VARIABLE];
  if (!configuration?.env || !text) return false;
  const file = next();
  configuration.env[OPTIONS_VARIABLE] = encodeOptions({ ...(JSON.parse(text) as TracerOptions), file });
  return true;
}
