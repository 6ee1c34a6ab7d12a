/** The Tasks view: the tasks of one recording, the one whose timeline was in front last, as a tree by creator. */
import * as vscode from 'vscode';
import type { Site } from '../protocol/ids';
import { FollowedModel } from './followedModel';
import type { Notices } from './notices';
import { openSite } from './openSite';
import type { Runs } from './runs';
import { COMMAND_MORE_TASKS, COMMAND_OPEN_SITE, moreItem, taskItem } from './taskItems';
import { taskFacts } from './taskFacts';
import { ROOT, TaskTree } from './taskTree';

/** While a program runs, the view is drawn anew at most this often. */
const REFRESH_MS = 250;

export type Row = { readonly task: number } | { readonly more: number; readonly creator: number };

export class Tasks implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Row | undefined>();
  private readonly view: vscode.TreeView<Row>;
  private readonly subscriptions: vscode.Disposable;
  private path: string | undefined;
  private model: FollowedModel | undefined;
  private tree = new TaskTree();
  /** How many pages of children are listed, where it is more than one. */
  private pages = new Map<number, number>();
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
    if (row && 'more' in row) return [];
    const creator = row ? row.task : ROOT;
    const { tasks, more } = this.tree.children(creator, this.pages.get(creator) ?? 1);
    const rows: Row[] = tasks.map((task) => ({ task }));
    return more > 0 ? [...rows, { more, creator }] : rows;
  }

  getTreeItem(row: Row): vscode.TreeItem {
    if ('more' in row) return moreItem(row.more, row.creator);
    return taskItem(taskFacts(this.model!, this.tree, row.task, this.isOver));
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
      this.tree = new TaskTree();
      this.pages = new Map();
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
    if (this.model) this.tree.update(this.model.tables);
    this.view.message = this.messageNow();
    this.changed.fire(undefined);
  }

  private messageNow(): string | undefined {
    if (!this.model || !this.path) return undefined;
    if (this.model.error !== undefined) return this.model.error;
    if (this.tree.size > 0) return undefined;
    const notice = this.notices.of(this.path);
    if (notice) return notice.text;
    return this.isOver
      ? vscode.l10n.t('This recording holds no tasks.')
      : vscode.l10n.t('No task has begun yet.');
  }

  private get isOver(): boolean {
    return this.model?.ended ?? true;
  }

  private showMore(creator: number): void {
    this.pages.set(creator, (this.pages.get(creator) ?? 1) + 1);
    this.changed.fire(undefined);
  }
}
