/** The custom editor `awaitscope.timeline`: one document for each recording, one page for each editor, or view, that shows it. */
import * as vscode from 'vscode';
import type { TimelineTarget } from '../protocol/language';
import type { TimelineCommand } from '../protocol/timeline-commands';
import type { FromWebview } from '../protocol/webview';
import type { Cursor } from './cursor';
import type { Notices } from './notices';
import type { Runs } from './runs';
import { inEditor } from './pagePlace';
import type { PagePlace } from './pagePlace';
import { TimelinePage } from './timelinePage';
import { TimelinePanel, isInPanel } from './timelinePanel';

export const VIEW_TYPE = 'awaitscope.timeline';

/** What a page has told last, for tests and for commands that need an open timeline. */
export interface TimelineMessage {
  readonly recording: string;
  readonly message: FromWebview;
}

export class Timelines implements vscode.CustomReadonlyEditorProvider, vscode.Disposable {
  private readonly pages = new Set<TimelinePage>();
  private readonly received = new vscode.EventEmitter<TimelineMessage>();
  private readonly shown = new vscode.EventEmitter<string>();
  private readonly subscriptions: vscode.Disposable;
  private readonly panel: TimelinePanel;
  private lastActive: TimelinePage | undefined;
  readonly onDidReceive = this.received.event;
  /** A timeline has come to the front, and has all that it needs of its recording if that is large; the event is the recording's path. */
  readonly onDidShow = this.shown.event;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly runs: Runs,
    private readonly notices: Notices,
    private readonly cursor: Cursor,
    memory: vscode.Memento,
  ) {
    this.panel = new TimelinePanel(this, memory);
    this.subscriptions = vscode.Disposable.from(
      this.panel,
      this.received,
      this.shown,
      vscode.window.registerCustomEditorProvider(VIEW_TYPE, this, {
        supportsMultipleEditorsPerDocument: true,
      }),
      cursor.onDidRest((site) => this.pages.forEach((page) => page.send({ type: 'cursor', site }))),
      notices.onDidChange((recording) => this.of(recording).forEach((page) => page.sendNotice())),
    );
  }

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    this.add(uri.fsPath, inEditor(panel));
  }

  /** Fills a place with the page of a recording. */
  add(recording: string, place: PagePlace): TimelinePage {
    const page = new TimelinePage(recording, place, this.extensionUri, {
      isRunning: () => this.runs.isRunning(recording),
      notice: () => this.notices.of(recording),
      cursor: () => this.cursor.site,
      received: (message) => this.received.fire({ recording, message }),
    });
    this.pages.add(page);
    this.activate(page);
    place.onDidChangeVisibility(() => page.visibilityChanged());
    place.onDidActivate(() => this.activate(page));
    place.onDidDispose(() => this.remove(page));
    this.updateContext();
    return page;
  }

  /** Its place is gone, or shows something else from now on. */
  remove(page: TimelinePage): void {
    if (!this.pages.delete(page)) return;
    page.dispose();
    if (this.lastActive === page) this.lastActive = [...this.pages].at(-1);
    this.updateContext();
  }

  /** Opens a recording's timeline where the settings say, or brings it to the front. */
  async show(recording: vscode.Uri): Promise<void> {
    const open = this.of(recording.fsPath)[0];
    if (open) return open.reveal();
    if (isInPanel()) return this.panel.show(recording.fsPath);
    return this.showInEditor(recording);
  }

  /** Shows the recording in VS Code's panel. */
  showInPanel(recording: vscode.Uri): Promise<void> {
    return this.panel.show(recording.fsPath);
  }

  /** Opens the recording in an editor beside the code. */
  async showInEditor(recording: vscode.Uri): Promise<void> {
    await vscode.commands.executeCommand('vscode.openWith', recording, VIEW_TYPE, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: false,
    } satisfies vscode.TextDocumentShowOptions);
  }

  /** Opens a recording's timeline and selects the first task that came by a place. */
  async showSite({ recording, ...site }: TimelineTarget): Promise<void> {
    await this.show(vscode.Uri.file(recording));
    this.of(recording)[0]?.showSite(site);
  }

  /** Opens a recording's timeline and selects what a link leads to. */
  async showMoment(recording: string, moment: string): Promise<void> {
    const uri = vscode.Uri.file(recording);
    await this.show(uri);
    this.of(uri.fsPath)[0]?.showMoment(moment);
  }

  /** Sends a command to the timeline that was in front last. */
  command(command: TimelineCommand): void {
    this.lastActive?.send({ type: 'command', command });
  }

  /** Path of the recording whose timeline was in front last. */
  get active(): string | undefined {
    return this.lastActive?.recording;
  }

  /** Brings the timeline that was in front last to the front. @returns whether there is one */
  revealActive(): boolean {
    this.lastActive?.reveal();
    return this.lastActive !== undefined;
  }

  dispose(): void {
    this.subscriptions.dispose();
    for (const page of this.pages) page.dispose();
  }

  private of(recording: string): TimelinePage[] {
    return [...this.pages].filter((page) => page.recording === recording);
  }

  private activate(page: TimelinePage): void {
    this.lastActive = page;
    page.whenSent(() => {
      if (this.lastActive === page) this.shown.fire(page.recording);
    });
  }

  private updateContext(): void {
    void vscode.commands.executeCommand('setContext', 'awaitscope.timelineOpen', this.pages.size > 0);
  }
}
