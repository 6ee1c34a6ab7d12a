/** What is wrong with a recording, or why it is empty, by its path: shown in its timeline and in the Tasks view. */
import * as vscode from 'vscode';
import type { Message } from './messages';

export interface Notice extends Message {
  readonly severity: 'info' | 'warning' | 'error';
}

export class Notices implements vscode.Disposable {
  private readonly byRecording = new Map<string, Notice>();
  private readonly changed = new vscode.EventEmitter<string>();
  /** The event is the recording's path. */
  readonly onDidChange = this.changed.event;

  of(recording: string): Notice | undefined {
    return this.byRecording.get(recording);
  }

  set(recording: string, notice: Notice): void {
    this.byRecording.set(recording, notice);
    this.changed.fire(recording);
  }

  dispose(): void {
    this.changed.dispose();
  }
}
