/** `awaitscope.runTask`: an npm script of the workspace, recorded with all it starts. */
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { findNode } from './findNode';
import type { DebugParts } from './debug';
import { newRecordingPath, recordingRoot } from './recordingPlace';
import type { RunResult } from './runFile';
import { refusalMessage } from './messages';
import type { Refusal } from './messages';
import { showRefusal } from './showMessage';

interface Script extends vscode.QuickPickItem {
  readonly file: vscode.Uri;
}

/** At most so many package.json are looked at. */
const MOST = 50;

/**
 * @param script `name`, of the workspace's first package.json that has it; without it, the user picks one
 * @returns undefined if the user picked none
 */
export async function runTask(parts: DebugParts, script?: string): Promise<RunResult | undefined> {
  if (!vscode.workspace.isTrusted) return refuse({ why: 'untrusted' });
  const scripts = await scriptsOfWorkspace();
  const chosen =
    script === undefined
      ? await vscode.window.showQuickPick(scripts, {
          placeHolder: vscode.l10n.t('Which script of package.json is to be run and recorded?'),
          matchOnDetail: true,
        })
      : scripts.find(({ label }) => label === script);
  return chosen && run(parts, chosen);
}

async function run({ runs, context, show }: DebugParts, { label, file }: Script): Promise<RunResult> {
  const folder = vscode.workspace.getWorkspaceFolder(file);
  const settings = vscode.workspace.getConfiguration('awaitscope', file);
  const nodePath = settings.get<string>('nodePath', '');
  const node = findNode(nodePath, process.env['PATH']);
  if (node === undefined) return refuse({ why: 'noNode', node: nodePath });
  const npm = process.platform === 'win32' ? ['cmd', '/c', 'npm'] : ['npm'];
  try {
    const recording = newRecordingPath(recordingRoot(context), label.replace(/\W+/g, '-'), new Date());
    const options = ['-o', recording, '--locations', settings.get<string>('locations', 'auto')];
    if (!settings.get<boolean>('recordPrintedLines', true)) options.push('--no-output');
    const cli = context.asAbsolutePath(join('dist', 'cli.js'));
    await runs.start({
      program: file.fsPath,
      entry: file.fsPath,
      node,
      recording,
      folder,
      cwd: dirname(file.fsPath),
      args: [cli, 'run', ...options, '--', ...npm, 'run', label],
      env: {},
    });
    await show(vscode.Uri.file(recording));
    return { recording };
  } catch (error) {
    return refuse({ why: 'cannotWrite', reason: error instanceof Error ? error.message : String(error) });
  }
}

function refuse(refusal: Refusal): RunResult {
  showRefusal(refusal);
  return { refused: refusal.why, message: refusalMessage(refusal).text };
}

async function scriptsOfWorkspace(): Promise<Script[]> {
  const files = await vscode.workspace.findFiles('**/package.json', '**/node_modules/**', MOST);
  files.sort((a, b) => a.path.length - b.path.length);
  return files.flatMap((file) =>
    scriptsOf(file.fsPath).map(([label, detail]) => ({
      label,
      detail,
      description: basename(dirname(file.fsPath)),
      file,
    })),
  );
}

/** A package.json that cannot be read has no scripts. */
function scriptsOf(file: string): [name: string, command: string][] {
  try {
    const { scripts } = JSON.parse(readFileSync(file, 'utf8')) as { scripts?: unknown };
    if (typeof scripts !== 'object' || scripts === null) return [];
    return Object.entries(scripts).map(([name, command]) => [name, String(command)]);
  } catch {
    return [];
  }
}
