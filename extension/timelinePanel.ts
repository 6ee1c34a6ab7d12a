/** The timeline in VS Code's panel, below the code: one view, which shows one recording at a time. It is there once something was shown in it. */
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { inView } from './pagePlace';
import { timelineName } from './timelineName';
import type { TimelinePage } from './timelinePage';
import type { Timelines } from './timelines';

const VIEW = 'awaitscope.panelTimeline';
/** What is remembered of the workspace: the recording shown last. */
const KEY = 'awaitscope.panelRecording';

/** @returns whether the settings say that timelines open in the panel */
export function isInPanel(): boolean {
  return vscode.workspace.getConfiguration('awaitscope.timeline').get<string>('location') === 'panel';
}

export class TimelinePanel implements vscode.WebviewViewProvider, vscode.Disposable {
  private view: vscode.WebviewView | undefined;
  private page: TimelinePage | undefined;
  /** Path of the recording that it shows, or will once it is opened. One that has just begun has no file yet. */
  private recording: string | undefined;
  private readonly resolved = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly timelines: Timelines,
    private readonly memory: vscode.Memento,
  ) {
    this.subscriptions = vscode.Disposable.from(
      this.resolved,
      vscode.window.registerWebviewViewProvider(VIEW, this),
    );
    const known = memory.get<string>(KEY);
    if (known !== undefined && existsSync(known)) this.recording = known;
    void this.offer(this.recording !== undefined);
  }

  /** Shows a recording there, and brings it to the front. @returns when its page is there */
  async show(recording: string): Promise<void> {
    this.recording = recording;
    await this.memory.update(KEY, recording);
    await this.offer(true);
    if (this.view) {
      this.fill(this.view);
      this.view.show(true);
      return;
    }
    const resolved = new Promise<void>((resolve) => {
      const subscription = this.resolved.event(() => {
        subscription.dispose();
        resolve();
      });
    });
    await vscode.commands.executeCommand(`${VIEW}.focus`, { preserveFocus: true });
    await resolved;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    view.onDidDispose(() => {
      this.view = undefined;
      this.page = undefined;
    });
    this.fill(view);
    this.resolved.fire();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private fill(view: vscode.WebviewView): void {
    const { recording } = this;
    if (recording === undefined) return;
    view.description = timelineName(recording);
    if (this.page?.recording === recording) return;
    if (this.page) this.timelines.remove(this.page);
    this.page = this.timelines.add(recording, inView(view));
  }

  private offer(shows: boolean): Thenable<unknown> {
    return vscode.commands.executeCommand('setContext', 'awaitscope.panelUsed', shows);
  }
}
