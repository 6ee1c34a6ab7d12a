/** `awaitscope.stop`: ends a program that is being recorded. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Run, Runs } from './runs';

/** @param recording of the run to stop, where the caller knows it; else the user chooses among several */
export async function stopRun(runs: Runs, recording?: string): Promise<void> {
  const run = recording === undefined ? await choose(runs.running) : runs.find(recording);
  if (run) await runs.stop(run);
}

async function choose(running: readonly Run[]): Promise<Run | undefined> {
  if (running.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No program is being recorded.'));
    return undefined;
  }
  if (running.length === 1) return running[0];
  const items = running.map((run) => ({
    label: basename(run.program),
    description: vscode.workspace.asRelativePath(run.recording),
    run,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Which program is to end?'),
  });
  return chosen?.run;
}
