/** Recordings of programs that js-debug runs: those whose launch configuration says `"awaitscope": true`. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import * as vscode from 'vscode';
import { DEFAULT_MAX_SIZE } from '../protocol/options';
import { createRecording } from '../recording/finish';
import { RECORDING_KEY, debugOptions, recorded, renameAtRestart } from './debugOptions';
import type { DebugOptions } from './debugOptions';
import { endRecording, writersEnded } from './endRecording';
import { findNode } from './findNode';
import { newRecordingPath, recordingRoot } from './recordingPlace';
import type { AdoptedRun, Runs } from './runs';
import { showMessage, showRefusal } from './showMessage';

const TYPES = ['node', 'pwa-node', 'node-terminal'] as const;

export interface DebugParts {
  readonly runs: Runs;
  readonly context: vscode.ExtensionContext;
  /** Shows the timeline of a run. */
  readonly show: (recording: vscode.Uri) => Thenable<unknown>;
}

/** A recording that a session makes now. */
interface Live {
  readonly file: string;
  readonly run: AdoptedRun;
}

export class DebugRecordings
  implements vscode.Disposable, vscode.DebugConfigurationProvider, vscode.DebugAdapterTrackerFactory
{
  private readonly live = new Map<string, Live>();
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly parts: DebugParts) {
    this.subscriptions = vscode.Disposable.from(
      ...TYPES.map((type) => vscode.debug.registerDebugConfigurationProvider(type, this)),
      ...TYPES.map((type) => vscode.debug.registerDebugAdapterTrackerFactory(type, this)),
      vscode.debug.onDidTerminateDebugSession(({ id }) => void this.end(id)),
    );
  }

  resolveDebugConfigurationWithSubstitutedVariables(
    folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): vscode.DebugConfiguration {
    const options = debugOptions(configuration);
    if (options === undefined || RECORDING_KEY in configuration) return configuration;
    if (options === 'attach' || options === 'invalid') {
      showMessage({ text: whyNot(options), actions: [] });
      return configuration;
    }
    try {
      return this.record(folder, configuration, options);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      showRefusal({ why: 'cannotWrite', reason });
      return configuration;
    }
  }

  /** Before the program starts: its recording is made. Restarted programs get one of their own. */
  createDebugAdapterTracker(session: vscode.DebugSession): vscode.DebugAdapterTracker | undefined {
    const file = recordingOf(session);
    if (session.parentSession || file === undefined) return undefined;
    this.begin(session, file);
    return {
      onWillReceiveMessage: (message: unknown) => {
        let next = '';
        if (!renameAtRestart(message, () => (next = this.nextPath(file, session)))) return;
        void this.end(session.id);
        this.begin(session, next);
      },
    };
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private record(
    folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
    { recordPrintedLines }: DebugOptions,
  ): vscode.DebugConfiguration {
    const settings = vscode.workspace.getConfiguration('awaitscope', folder);
    const { context } = this.parts;
    const root = recordingRoot(context);
    const name = typeof configuration['program'] === 'string' ? configuration['program'] : configuration.name;
    return recorded(configuration, {
      inherited: process.env['NODE_OPTIONS'],
      envFile: envFileOf(configuration, folder),
      tracer: {
        file: newRecordingPath(root, name, new Date()),
        runtime: context.asAbsolutePath('dist/runtime/awaitscope.js'),
        // Scripts run as they are written, or breakpoints would bind elsewhere.
        locations: 'stacks',
        maxSize: DEFAULT_MAX_SIZE,
        output: recordPrintedLines ?? settings.get<boolean>('recordPrintedLines', true),
      },
    });
  }

  private begin(session: vscode.DebugSession, file: string): void {
    const { configuration } = session;
    const program = String(configuration['program'] ?? configuration['cwd'] ?? '');
    const cwd = String(configuration['cwd'] ?? '');
    try {
      createRecording(file, {
        command: commandOf(configuration),
        cwd,
        monotonic: String(process.hrtime.bigint()),
        epochMs: Date.now(),
        awaitscope: String(this.parts.context.extension.packageJSON.version),
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return showRefusal({ why: 'cannotWrite', reason });
    }
    const run = this.parts.runs.adopt(
      { program, entry: program, node: nodeOf(configuration), recording: file },
      () => vscode.debug.stopDebugging(session),
    );
    this.live.set(session.id, { file, run });
    const options = debugOptions({ ...configuration });
    if (typeof options === 'object' && options.showTimeline === false) return;
    void this.parts.show(vscode.Uri.file(file));
  }

  private async end(session: string): Promise<void> {
    const live = this.live.get(session);
    if (!live) return;
    this.live.delete(session);
    await writersEnded(live.file);
    try {
      live.run.ended(await endRecording(live.file));
    } catch (error) {
      live.run.ended(undefined);
      const reason = error instanceof Error ? error.message : String(error);
      showRefusal({ why: 'cannotWrite', reason });
    }
  }

  /** Beside the one before. */
  private nextPath(file: string, { configuration }: vscode.DebugSession): string {
    const name = typeof configuration['program'] === 'string' ? configuration['program'] : configuration.name;
    return newRecordingPath(dirname(dirname(file)), name, new Date());
  }
}

function recordingOf({ configuration }: vscode.DebugSession): string | undefined {
  const file: unknown = configuration[RECORDING_KEY];
  return typeof file === 'string' ? file : undefined;
}

function whyNot(why: 'attach' | 'invalid'): string {
  return why === 'attach'
    ? vscode.l10n.t(
        'Awaitscope records a program from its start: "awaitscope" needs a launch configuration with "request": "launch". This session is not recorded.',
      )
    : vscode.l10n.t(
        '"awaitscope" in the launch configuration is neither true nor an object of options (recordPrintedLines, showTimeline). This session is not recorded.',
      );
}

function commandOf(configuration: vscode.DebugConfiguration): string[] {
  const { command, runtimeExecutable, runtimeArgs, program, args } = configuration as Record<string, unknown>;
  if (typeof command === 'string') return [command];
  const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
  return [
    typeof runtimeExecutable === 'string' ? runtimeExecutable : 'node',
    ...list(runtimeArgs),
    ...(typeof program === 'string' ? [program] : []),
    ...(typeof args === 'string' ? [args] : list(args)),
  ];
}

function nodeOf({ runtimeExecutable }: vscode.DebugConfiguration): string {
  const name = typeof runtimeExecutable === 'string' ? runtimeExecutable : '';
  return findNode(name, process.env['PATH']) ?? 'node';
}

function envFileOf(
  { envFile, cwd }: vscode.DebugConfiguration,
  folder: vscode.WorkspaceFolder | undefined,
): string | undefined {
  if (typeof envFile !== 'string' || envFile === '') return undefined;
  const file = isAbsolute(envFile) ? envFile : resolve(String(cwd ?? folder?.uri.fsPath ?? ''), envFile);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
