/** The Recordings view: the history of the workspace's recordings, and what can be done with them. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { isLive } from '../recording/follow-to-end';
import { History } from './history';
import type { HistoryEntry } from './history';
import { HistoryIndex } from './historyIndex';
import { recordingItem } from './recordingItems';
import { RECORDINGS_FOLDER, recordingRoot } from './recordingPlace';
import type { Runs } from './runs';

/** Many changes of files come at once. */
const REFRESH_MS = 200;
const MEGABYTE = 1024 * 1024;

export class Recordings implements vscode.TreeDataProvider<HistoryEntry>, vscode.Disposable {
  readonly history: History;
  /** Modal; VS Code shows none while tests run, which put their own answer here. */
  readonly dialogs = { confirmDelete };
  private readonly changed = new vscode.EventEmitter<undefined>();
  private readonly view: vscode.TreeView<HistoryEntry>;
  private readonly subscriptions: vscode.Disposable;
  private entries: HistoryEntry[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  readonly onDidChangeTreeData = this.changed.event;

  constructor(context: vscode.ExtensionContext, runs: Runs) {
    const storage = recordingRoot(context);
    this.history = new History(
      () => ({ storage: join(storage, RECORDINGS_FOLDER), others: workspaceFolders() }),
      new HistoryIndex(join(storage, 'recordings.json')),
      (path) => isLive(path, runs.isRunning(path)),
    );
    this.view = vscode.window.createTreeView('awaitscope.recordings', { treeDataProvider: this });
    const inStorage = new vscode.RelativePattern(vscode.Uri.file(storage), `${RECORDINGS_FOLDER}/*`);
    const watchers = [`**/${RECORDINGS_FOLDER}/*.awaitscope`, inStorage].map((pattern) =>
      vscode.workspace.createFileSystemWatcher(pattern),
    );
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      this.view,
      ...watchers,
      ...watchers.flatMap((watcher) => [
        watcher.onDidCreate(() => this.wait()),
        watcher.onDidChange(() => this.wait()),
        watcher.onDidDelete(() => this.wait()),
      ]),
      this.view.onDidChangeVisibility(() => this.wait()),
      runs.onDidChange(({ ended }) => {
        if (ended) this.prune();
        this.wait();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.wait()),
      ...this.commands(),
    );
  }

  getChildren(entry?: HistoryEntry): HistoryEntry[] {
    if (entry) return [];
    this.entries = this.history.list();
    void this.learn();
    return this.entries;
  }

  getTreeItem(entry: HistoryEntry): vscode.TreeItem {
    return recordingItem(entry);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.dispose();
  }

  private commands(): vscode.Disposable[] {
    const command = (name: string, act: (entry: HistoryEntry) => unknown): vscode.Disposable =>
      vscode.commands.registerCommand(`awaitscope.${name}`, (target: unknown) => {
        const entry = this.entryOf(target);
        return entry && act(entry);
      });
    return [
      command('renameRecording', (entry) => this.rename(entry)),
      command('pinRecording', ({ path }) => this.remark(path, { pinned: true })),
      command('unpinRecording', ({ path }) => this.remark(path, { pinned: false })),
      command('deleteRecording', (entry) => this.delete(entry)),
      command('revealRecording', ({ path }) =>
        vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(path)),
      ),
    ];
  }

  /** A menu gives the row, a key the view's selection, others a path. */
  private entryOf(target: unknown): HistoryEntry | undefined {
    const path = target instanceof vscode.Uri ? target.fsPath : (target as HistoryEntry | undefined)?.path;
    return path === undefined
      ? this.view.selection[0]
      : this.history.list().find((entry) => entry.path === path);
  }

  private async rename({ path, name }: HistoryEntry): Promise<void> {
    const wanted = await vscode.window.showInputBox({
      title: vscode.l10n.t('Rename the recording'),
      prompt: vscode.l10n.t('An empty name gives it back the name of its program. The file keeps its own.'),
      value: name,
    });
    if (wanted !== undefined) this.remark(path, { name: wanted });
  }

  private remark(path: string, remark: { name?: string; pinned?: boolean }): void {
    try {
      this.history.index.change(path, remark);
    } catch (error) {
      void vscode.window.showErrorMessage(vscode.l10n.t('This could not be kept: {0}', String(error)));
    }
    this.refresh();
  }

  private async delete({ path, name, live }: HistoryEntry): Promise<void> {
    if (live) {
      void vscode.window.showInformationMessage(vscode.l10n.t('{0} is being recorded. Stop it first.', name));
      return;
    }
    if (!(await this.dialogs.confirmDelete(name))) return;
    try {
      await trash(vscode.Uri.file(path));
      this.history.remove(path);
    } catch (error) {
      void vscode.window.showErrorMessage(
        vscode.l10n.t('{0} could not be deleted: {1}', name, String(error)),
      );
    }
    this.refresh();
  }

  private prune(): void {
    const settings = vscode.workspace.getConfiguration('awaitscope.history');
    const count = settings.get<number>('maxCount', 50);
    const bytes = settings.get<number>('maxSize', 2048) * MEGABYTE;
    try {
      this.history.prune({ count, bytes });
    } catch (error) {
      console.error(`Awaitscope: old recordings could not be removed: ${String(error)}`);
    }
  }

  private wait(): void {
    this.timer ??= setTimeout(() => this.refresh(), REFRESH_MS);
  }

  private refresh(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.changed.fire(undefined);
  }

  /** Reads what is not known of the rows, one after the other, while somebody looks. */
  private async learn(): Promise<void> {
    for (const entry of this.entries) {
      if (!this.view.visible) return;
      if (await this.history.learn(entry)) this.wait();
    }
  }
}

/** @returns whether the user wants it deleted */
async function confirmDelete(name: string): Promise<boolean> {
  const remove = vscode.l10n.t('Delete');
  const asked = vscode.l10n.t('Delete the recording of {0}?', name);
  const detail = vscode.l10n.t('It goes to the trash, where there is one.');
  return (await vscode.window.showWarningMessage(asked, { modal: true, detail }, remove)) === remove;
}

function workspaceFolders(): string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.flatMap(({ uri }) => (uri.scheme === 'file' ? [join(uri.fsPath, RECORDINGS_FOLDER)] : []));
}

/** To the trash; a machine without one deletes. */
async function trash(uri: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.delete(uri, { useTrash: true });
  } catch {
    await vscode.workspace.fs.delete(uri, { useTrash: false });
  }
}
