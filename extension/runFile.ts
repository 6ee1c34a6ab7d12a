/** `awaitscope.runFile`: runs a program with the tracer, in a terminal, and shows its timeline while it grows. */
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { findNode, nodeVersion } from './findNode';
import { findRunners } from './findRunners';
import { refusalMessage } from './messages';
import type { Refusal } from './messages';
import { planRun } from './planRun';
import { newRecordingPath } from './recordingPlace';
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
 */
export async function runFile(
  parts: RunFileParts,
  target?: vscode.Uri,
  args: readonly string[] = [],
): Promise<RunResult> {
  const started = await prepareAndStart(parts, target, args);
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
): Promise<Run | Refusal> {
  if (!vscode.workspace.isTrusted) return { why: 'untrusted' };
  const uri = target ?? vscode.window.activeTextEditor?.document.uri;
  if (!uri) return { why: 'nothingOpen' };
  if (uri.scheme !== 'file') return { why: 'notOnDisk' };
  if (!(await saved(uri))) return { why: 'notSaved' };

  const program = uri.fsPath;
  const settings = vscode.workspace.getConfiguration('awaitscope', uri);
  const nodePath = settings.get<string>('nodePath', '');
  const node = findNode(nodePath, process.env['PATH']);
  if (node === undefined) return { why: 'noNode', node: nodePath };
  const version = await nodeVersion(node);
  if (version === undefined) return { why: 'notNode', node };
  const plan = planRun(program, version, findRunners(program), settings.get<string[]>('nodeFlags', []));
  if ('refused' in plan) return { why: plan.refused, program, node: version };

  const folder = vscode.workspace.getWorkspaceFolder(uri);
  try {
    const recording = newRecordingPath(recordingFolder(parts.context, folder), program, new Date());
    const cli = parts.context.asAbsolutePath(join('dist', 'cli.js'));
    const options = ['-o', recording, '--locations', settings.get<string>('locations', 'auto')];
    if (!settings.get<boolean>('recordPrintedLines', true)) options.push('--no-output');
    return await parts.runs.start({
      program,
      node,
      recording,
      folder,
      entry: plan.entry,
      cwd: folder?.uri.fsPath ?? dirname(program),
      args: [cli, 'run', ...options, '--', node, ...plan.flags, plan.entry, ...args],
    });
  } catch (error) {
    return { why: 'cannotWrite', reason: error instanceof Error ? error.message : String(error) };
  }
}

function recordingFolder(
  context: vscode.ExtensionContext,
  folder: vscode.WorkspaceFolder | undefined,
): string {
  return folder?.uri.scheme === 'file'
    ? folder.uri.fsPath
    : (context.storageUri ?? context.globalStorageUri).fsPath;
}

/** Saves the file if it is open and changed. */
async function saved(uri: vscode.Uri): Promise<boolean> {
  const key = uri.toString();
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
  return !open?.isDirty || (await open.save());
}
