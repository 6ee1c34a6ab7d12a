/** Hints and hovers for the recording in use: loads the language client when there is one, and says what it shows of the file in front. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { FileState } from '../protocol/language';
import type { RecordingLanguageClient } from './languageClient';
import type * as Bundle from './languageClient';
import type { Runs } from './runs';

const LANGUAGES = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'];

export class Language implements vscode.Disposable {
  private client: RecordingLanguageClient | undefined;
  private recording: string | undefined;
  private readonly files = new Map<string, FileState>();
  private readonly changed = new vscode.EventEmitter<FileState>();
  private readonly item = vscode.languages.createLanguageStatusItem(
    'awaitscope.language',
    LANGUAGES.map((language) => ({ language, scheme: 'file' })),
  );
  private readonly subscriptions: vscode.Disposable;
  /** For tests: what the server has told about a file. */
  readonly onDidChangeFile = this.changed.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly runs: Runs,
  ) {
    this.item.name = 'Awaitscope';
    this.item.command = { title: vscode.l10n.t('Show Timeline'), command: 'awaitscope.showTimeline' };
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      this.item,
      runs.onDidChange(({ recording }) => {
        if (recording === this.recording) this.tell();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => this.say()),
    );
    this.say();
  }

  /** @param recording undefined: none is in use */
  use(recording: string | undefined): void {
    this.recording = recording;
    if (recording !== undefined) this.client ??= this.load();
    this.tell();
  }

  /** For tests. */
  killServer(): void {
    this.client?.kill();
  }

  dispose(): void {
    this.client?.dispose();
    this.subscriptions.dispose();
  }

  private load(): RecordingLanguageClient {
    // A bundle of its own: it is larger than all the rest.
    const path = this.context.asAbsolutePath(join('dist', 'language.js'));
    const { RecordingLanguageClient: Client } = require(path) as typeof Bundle;
    const client = new Client(this.context);
    client.onDidChangeFile((state) => {
      this.files.set(state.uri, state);
      this.changed.fire(state);
      this.say();
    });
    return client;
  }

  private tell(): void {
    const { recording } = this;
    const running = recording === undefined ? undefined : this.runs.isRunning(recording);
    this.client?.use(recording ?? null, running ?? null);
  }

  /** The language status, behind the {} of the status bar: quiet, and there when someone wonders. */
  private say(): void {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const state = uri === undefined ? undefined : this.files.get(uri);
    this.item.severity = vscode.LanguageStatusSeverity.Information;
    if (this.recording === undefined) this.item.text = vscode.l10n.t('No recording is in use');
    else if (state?.error !== undefined) {
      this.item.text = state.error;
      this.item.severity = vscode.LanguageStatusSeverity.Warning;
    } else if (state?.unknown) {
      this.item.text = vscode.l10n.t('This file is not as it was recorded, and its old text is not known');
      this.item.severity = vscode.LanguageStatusSeverity.Warning;
    } else if (!state || state.shown + state.stale === 0)
      this.item.text = vscode.l10n.t('The recording has nothing in this file');
    else if (state.stale > 0)
      this.item.text = vscode.l10n.t(
        '{0} places of the recording; {1} were changed since',
        state.shown,
        state.stale,
      );
    else this.item.text = vscode.l10n.t('{0} places of the recording', state.shown);
  }
}
