/**
 * The client of the language server, in a bundle of its own (dist/language.js): it is loaded with the first recording. The server
 * is started anew if it dies, and told again what it knew.
 */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient, State, TransportKind } from 'vscode-languageclient/node';
import type { LanguageClientOptions, ServerOptions } from 'vscode-languageclient/node';
import { FILE_STATE, KEEP_TEXT, USE_RECORDING } from '../protocol/language';
import type { FileState, KeptText, LanguageOptions, UseRecording } from '../protocol/language';

const LANGUAGES = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'];
/** Texts that are remembered for the server; the oldest go first. */
const MAX_KEPT = 200;

export class RecordingLanguageClient implements vscode.Disposable {
  private readonly client: LanguageClient;
  private readonly kept = new Map<string, KeptText>();
  private readonly stateChanged = new vscode.EventEmitter<FileState>();
  private used: UseRecording = { recording: null, running: null };
  /** What is shown in a file has changed. */
  readonly onDidChangeFile = this.stateChanged.event;

  constructor(context: vscode.ExtensionContext) {
    const module = context.asAbsolutePath(join('dist', 'server.js'));
    const server: ServerOptions = { module, transport: TransportKind.ipc };
    const initializationOptions: LanguageOptions = {
      commandLinks: true,
      ...(vscode.l10n.bundle && { l10n: vscode.l10n.bundle }),
    };
    const options: LanguageClientOptions = {
      documentSelector: LANGUAGES.map((language) => ({ language, scheme: 'file' })),
      initializationOptions,
      markdown: { isTrusted: { enabledCommands: ['awaitscope.showTimeline'] } },
      synchronize: { configurationSection: 'awaitscope' },
    };
    this.client = new LanguageClient('awaitscope', 'Awaitscope', server, options);
    this.client.onNotification(KEEP_TEXT, (text: KeptText) => this.keep(text));
    this.client.onNotification(FILE_STATE, (state: FileState) => this.stateChanged.fire(state));
    this.client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) this.tell([...this.kept.values()]);
    });
    this.start();
  }

  /** See `UseRecording`. */
  use(recording: string | null, running: boolean | null): void {
    // Said again also of the same one: another may have been written in its place.
    if (recording !== this.used.recording) this.kept.clear();
    this.used = { recording, running };
    if (this.client.state === State.Running) this.tell([]);
    // given up after several crashes, perhaps of another recording's making
    else if (this.client.state === State.Stopped) this.start();
  }

  /** Ends the server process as a crash would, for tests. */
  kill(): void {
    const { _serverProcess: child } = this.client as unknown as {
      _serverProcess?: { kill(signal: string): void };
    };
    child?.kill('SIGKILL');
  }

  dispose(): void {
    this.stateChanged.dispose();
    void this.client.dispose();
  }

  private start(): void {
    this.client.start().catch(() => {
      // the client has said so
    });
  }

  private tell(texts: readonly KeptText[]): void {
    void this.client.sendNotification(USE_RECORDING, { ...this.used, texts } satisfies UseRecording);
  }

  private keep(text: KeptText): void {
    this.kept.set(text.file, text);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MAX_KEPT) break;
      this.kept.delete(oldest);
    }
  }
}
