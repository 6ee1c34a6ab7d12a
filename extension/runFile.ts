/** `awaitscope.runFile`: runs a program with the tracer, in a terminal, and shows its timeline while it grows. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { refusalMessage } from './messages';
import type { Refusal } from './messages';
import { prepareProgram } from './prepareProgram';
import { newRecordingPath, recordingRoot } from './recordingPlace';
import type { Run, Runs } from './runs';
import { showRefusal } from './showMessage';

/** What the command gives back. */
export type RunResult =
  | { readonly recording: string }
  | { readonly refused: Refusal['why']; readonly message: string };

export interface RunFileParts {
  readonly runs: Runs;
  readonly context: vscode.ExtensionContext;
  /** Shows the timeline of a run. */
  readonly show: (recording: vscode.Uri) => Thenable<unknown>;
}

/**
 * @param target the program; without one, the file in the active editor
 * @param args the program's own arguments
 * @param env variables for the program, beside those that VS Code has
 */
export async function runFile(
  parts: RunFileParts,
  target?: vscode.Uri,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<RunResult> {
  const started = await prepareAndStart(parts, target, args, env);
  if ('why' in started) {
    showRefusal(started);
    return { refused: started.why, message: refusalMessage(started).text };
  }
  await parts.show(vscode.Uri.file(started.recording));
  return { recording: started.recording };
}

async function prepareAndStart(
  parts: RunFileParts,
  target: vscode.Uri | undefined,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Run | Refusal> {
  const prepared = await prepareProgram(target);
  if ('why' in prepared) return prepared;
  const { program, node, plan, folder, cwd, settings } = prepared;
  try {
    const recording = newRecordingPath(recordingRoot(parts.context), program, new Date());
    const cli = parts.context.asAbsolutePath(join('dist', 'cli.js'));
    const options = ['-o', recording, '--locations', settings.get<string>('locations', 'auto')];
    if (!settings.get<boolean>('recordPrintedLines', true)) options.push('--no-output');
    return await parts.runs.start({
      program,
      node,
      recording,
      folder,
      entry: plan.entry,
      env,
      cwd,
      args: [cli, 'run', ...options, '--', node, ...plan.flags, plan.entry, ...args],
    });
  } catch (error) {
    return { why: 'cannotWrite', reason: error instanceof Error ? error.message : String(error) };
  }
}
