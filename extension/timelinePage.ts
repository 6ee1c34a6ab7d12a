/** One editor, or view, that shows a timeline: its page, the bytes that go there, and what comes back. */
import * as vscode from 'vscode';
import type { Site } from '../protocol/ids';
import type { FromWebview, ToWebview } from '../protocol/webview';
import { isLive } from '../recording/follow-to-end';
import { sizeOf } from '../recording/read-blocks';
import { loadTools } from './loadTools';
import type { Notice } from './notices';
import { openSite } from './openSite';
import type { PagePlace } from './pagePlace';
import { pageFolder, pageHtml, pageStrings } from './page';
import { RecordingStream } from './recordingStream';
import { timelineName } from './timelineName';

/** What the page may ask the extension to run, besides the actions of the notice that it shows. */
const OWN_COMMAND = /^awaitscope\.\w+$/;

/** Of a larger recording, the page comes first: others who want to read it wait until it has all bytes. */
const LARGE_BYTES = 8 * 1024 * 1024;

export interface PageParts {
  /** See `Following`. */
  readonly isRunning: () => boolean | undefined;
  readonly notice: () => Notice | undefined;
  readonly cursor: () => Site | null;
  readonly received: (message: FromWebview) => void;
}

export class TimelinePage {
  private stream: RecordingStream | undefined;
  private wanted: ToWebview | undefined;
  /** Those who wait; undefined once they need not. */
  private waiting: (() => void)[] | undefined;
  private readonly subscription: vscode.Disposable;

  constructor(
    readonly recording: string,
    private readonly place: PagePlace,
    private readonly extensionUri: vscode.Uri,
    private readonly parts: PageParts,
  ) {
    const { webview } = place;
    webview.options = { enableScripts: true, localResourceRoots: [pageFolder(extensionUri)] };
    this.subscription = webview.onDidReceiveMessage((message: FromWebview) => this.receive(message));
    webview.html = pageHtml(webview, extensionUri);
    if (sizeOf(recording) > LARGE_BYTES) this.waiting = [];
  }

  /** Calls back when nobody has to wait for the page any more, which may be at once. */
  whenSent(callback: () => void): void {
    if (this.waiting) this.waiting.push(callback);
    else callback();
  }

  send(message: ToWebview): void {
    if (this.place.visible) void this.place.webview.postMessage(message);
  }

  /** Selects the first task that came by a place, as soon as the page knows it. */
  showSite(site: Site): void {
    this.show({ type: 'revealSite', site });
  }

  /** Selects what a link leads to, as soon as the page knows it. */
  showMoment(moment: string): void {
    this.show({ type: 'revealMoment', moment });
  }

  private show(wanted: ToWebview): void {
    this.wanted = wanted;
    if (this.stream) this.sendWanted();
  }

  sendNotice(): void {
    const notice = this.parts.notice();
    if (notice) this.send({ type: 'notice', ...notice });
  }

  reveal(): void {
    this.place.reveal();
  }

  /** A hidden page is destroyed, and one that is shown again says "ready" anew. */
  visibilityChanged(): void {
    if (!this.place.visible) this.endStream();
  }

  dispose(): void {
    this.endStream();
    this.subscription.dispose();
  }

  private receive(message: FromWebview): void {
    switch (message.type) {
      case 'ready':
        this.begin();
        break;
      case 'taken':
        this.stream?.taken();
        break;
      case 'openSite':
        void openSite(message.site, this.place.viewColumn, !message.beside);
        break;
      case 'runCommand':
        this.runCommand(message.command);
        break;
      case 'error':
        console.error(`Awaitscope: the timeline's page reports: ${message.message}`);
        break;
      case 'copyLink':
      case 'progress':
        break;
    }
    this.parts.received(message);
  }

  /** Sends the recording from its beginning. */
  private begin(): void {
    this.endStream();
    const live = isLive(this.recording, this.parts.isRunning());
    this.send({
      type: 'open',
      name: timelineName(this.recording),
      live,
      ...(!live && { size: sizeOf(this.recording) }),
      strings: pageStrings(this.extensionUri),
      locale: vscode.env.language,
    });
    this.send({ type: 'cursor', site: this.parts.cursor() });
    this.sendNotice();
    this.sendWanted();
    this.stream = new RecordingStream(
      this.recording,
      this.parts.isRunning,
      (message) => {
        this.send(message);
        if (message.type === 'ended') this.sent();
      },
      (recording) => loadTools(this.extensionUri.fsPath).findingsOf(recording),
    );
    if (live) this.sent();
  }

  private sent(): void {
    const waiting = this.waiting ?? [];
    this.waiting = undefined;
    for (const callback of waiting) callback();
  }

  private sendWanted(): void {
    if (this.wanted) this.send(this.wanted);
    this.wanted = undefined;
  }

  private endStream(): void {
    if (!this.stream) return;
    this.stream.dispose();
    this.stream = undefined;
    this.sent();
  }

  private runCommand(command: string): void {
    const offered = this.parts.notice()?.actions.some((action) => action.command === command);
    if (offered || OWN_COMMAND.test(command)) void vscode.commands.executeCommand(command);
  }
}
