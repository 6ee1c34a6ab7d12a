/** The status bar's item: there while a program is recorded; a click stops it. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Runs } from './runs';

export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'awaitscope.runs',
    vscode.StatusBarAlignment.Left,
  );
  private readonly subscription: vscode.Disposable;

  constructor(runs: Runs) {
    this.item.name = 'Awaitscope';
    this.item.command = 'awaitscope.stop';
    this.item.tooltip = vscode.l10n.t('Stop recording');
    this.subscription = runs.onDidChange(() =>
      this.update(runs.running.map(({ program }) => basename(program))),
    );
  }

  dispose(): void {
    this.subscription.dispose();
    this.item.dispose();
  }

  private update(programs: readonly string[]): void {
    if (programs.length === 0) return this.item.hide();
    const text = programs.length === 1 ? programs[0]! : vscode.l10n.t('{0} programs', programs.length);
    this.item.text = `$(pulse) ${text}`;
    this.item.accessibilityInformation = { label: vscode.l10n.t('Recording {0}', text), role: 'button' };
    this.item.show();
  }
}
