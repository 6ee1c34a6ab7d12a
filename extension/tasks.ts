/** The Tasks view: the tasks of one recording, the one whose timeline was in front last, as a tree by creator. */
import * as vscode from 'vscode';
import type { Site } from '../protocol/ids';
import { FollowedModel } from '../recording/followed-model';
import type { Notices } from './notices';
import { openSite } from './openSite';
import type { Runs } from './runs';
import { COMMAND_MORE_TASKS, COMMAND_OPEN_SITE, moreItem, taskItem } from './taskItems';
import { TaskRows } from './taskRows';
import type { Row } from './taskRows';

/** While a program runs, the view is drawn anew at most this often. */
const REFRESH_MS = 250;

export class Tasks implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Row[] | undefined>();
  private readonly view: vscode.TreeView<Row>;
  private readonly subscriptions: vscode.Disposable;
  private path: string | undefined;
  private model: FollowedModel | undefined;
  private rows: TaskRows | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly runs: Runs,
    private readonly notices: Notices,
  ) {
    this.view = vscode.window.createTreeView('awaitscope.tasks', {
      treeDataProvider: this,
      showCollapseAll: true,
    });
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      this.view,
      // A model costs memory: it is there while someone looks at it.
      this.view.onDidChangeVisibility(() => this.follow()),
      runs.onDidChange(({ recording }) => this.updateIf(recording)),
      notices.onDidChange((recording) => this.updateIf(recording)),
      vscode.commands.registerCommand(COMMAND_OPEN_SITE, (site: Site) => openSite(site, undefined, false)),
      vscode.commands.registerCommand(COMMAND_MORE_TASKS, (creator: number) => this.showMore(creator)),
    );
  }

  /** Path of the recording whose tasks are shown. */
  get recording(): string | undefined {
    return this.path;
  }

  /** What the view says above the tasks, or instead of them. */
  get message(): string | undefined {
    return this.view.message;
  }

  show(recording: string): void {
    if (recording === this.path) return;
    this.path = recording;
    this.follow();
  }

  clear(): void {
    this.path = undefined;
    this.follow();
  }

  getChildren(row?: Row): Row[] {
    return this.rows?.children(row) ?? [];
  }

  getTreeItem(row: Row): vscode.TreeItem {
    if ('more' in row) return moreItem(row.more, row.creator);
    // Asked late, the view may have gone on to another recording.
    return this.rows ? taskItem(this.rows.facts(row)) : new vscode.TreeItem('');
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.model?.dispose();
    this.subscriptions.dispose();
  }

  private follow(): void {
    const wanted = this.view.visible ? this.path : undefined;
    if (this.model?.recording !== wanted) {
      this.model?.dispose();
      this.model = wanted === undefined ? undefined : this.followed(wanted);
      this.rows = this.model && new TaskRows(this.model);
      this.changed.fire(undefined);
    }
    void vscode.commands.executeCommand('setContext', 'awaitscope.tasksShown', this.path !== undefined);
    this.update();
  }

  private followed(recording: string): FollowedModel {
    return new FollowedModel(
      recording,
      () => this.runs.isRunning(recording),
      () => this.wait(),
    );
  }

  private wait(): void {
    this.timer ??= setTimeout(() => this.update(), REFRESH_MS);
  }

  private updateIf(recording: string): void {
    if (recording === this.path) this.update();
  }

  private update(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const changed = this.rows?.update();
    this.view.message = this.messageNow();
    if (changed?.length !== 0) this.changed.fire(changed && [...changed]);
  }

  private messageNow(): string | undefined {
    if (!this.model || !this.path) return undefined;
    if (this.model.error !== undefined) return this.model.error;
    if (this.rows && this.rows.count > 0) return undefined;
    const notice = this.notices.of(this.path);
    if (notice) return notice.text;
    return this.model.ended
      ? vscode.l10n.t('This recording holds no tasks.')
      : vscode.l10n.t('No task has begun yet.');
  }

  private showMore(creator: number): void {
    const changed = this.rows?.showMore(creator);
    this.changed.fire(changed && [changed]);
  }
}
