/** A plain LSP client over stdio, with no editor: what any editor could be. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import {
  StreamMessageReader,
  StreamMessageWriter,
  createMessageConnection,
} from 'vscode-languageserver/node';
import type { Hover, InlayHint, MessageConnection } from 'vscode-languageserver/node';
import { FILE_STATE, KEEP_TEXT, USE_RECORDING } from '../../protocol/language';
import type { FileState, KeptText, LanguageOptions, UseRecording } from '../../protocol/language';
import { ROOT } from '../support/paths';

const SERVER = join(ROOT, 'dist/server.js');

export class Client {
  readonly kept: KeptText[] = [];
  private readonly child = spawn(process.execPath, [SERVER, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  private readonly rpc: MessageConnection;
  private readonly states = new Map<string, FileState>();
  private readonly waiting = new Set<() => void>();
  private versions = 0;

  constructor() {
    this.rpc = createMessageConnection(
      new StreamMessageReader(this.child.stdout),
      new StreamMessageWriter(this.child.stdin),
    );
    this.rpc.onNotification(FILE_STATE, (state: FileState) => {
      this.states.set(state.uri, state);
      for (const look of this.waiting) look();
    });
    this.rpc.onNotification(KEEP_TEXT, (text: KeptText) => void this.kept.push(text));
    this.rpc.onRequest('workspace/inlayHint/refresh', () => null);
    this.rpc.listen();
  }

  async start(initializationOptions: LanguageOptions = {}): Promise<void> {
    const workspace = { inlayHint: { refreshSupport: true } };
    await this.rpc.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities: { workspace },
      initializationOptions,
    });
    await this.rpc.sendNotification('initialized', {});
  }

  use(recording: string | null, texts?: UseRecording['texts']): Promise<void> {
    return this.rpc.sendNotification(USE_RECORDING, { recording, running: null, ...(texts && { texts }) });
  }

  settings(annotations: object): Promise<void> {
    return this.rpc.sendNotification('workspace/didChangeConfiguration', {
      settings: { awaitscope: { annotations } },
    });
  }

  open(file: string, text = readFileSync(file, 'utf8')): Promise<void> {
    const textDocument = { uri: uriOf(file), languageId: 'javascript', version: ++this.versions, text };
    return this.rpc.sendNotification('textDocument/didOpen', { textDocument });
  }

  change(file: string, text: string): Promise<void> {
    const textDocument = { uri: uriOf(file), version: ++this.versions };
    return this.rpc.sendNotification('textDocument/didChange', { textDocument, contentChanges: [{ text }] });
  }

  hints(file: string, from = 0, to = 10_000): Promise<InlayHint[]> {
    const range = { start: { line: from, character: 0 }, end: { line: to, character: 0 } };
    return this.rpc.sendRequest('textDocument/inlayHint', { textDocument: { uri: uriOf(file) }, range });
  }

  /** @param line 1-based, as is `column`. @returns Markdown, or undefined where nothing is said */
  async hover(file: string, line: number, column: number): Promise<string | undefined> {
    const position = { line: line - 1, character: column - 1 };
    const hover: Hover | null = await this.rpc.sendRequest('textDocument/hover', {
      textDocument: { uri: uriOf(file) },
      position,
    });
    return hover ? (hover.contents as { value: string }).value : undefined;
  }

  /** Waits until the server shows of a file what is wanted. */
  state(file: string, isWanted: (state: FileState) => boolean): Promise<FileState> {
    return new Promise((resolve) => {
      const look = (): void => {
        const state = this.states.get(uriOf(file));
        if (!state || !isWanted(state)) return;
        this.waiting.delete(look);
        resolve(state);
      };
      this.waiting.add(look);
      look();
    });
  }

  async stop(): Promise<void> {
    await this.rpc.sendRequest('shutdown');
    await this.rpc.sendNotification('exit');
    this.rpc.dispose();
  }

  kill(): void {
    this.rpc.dispose();
    this.child.kill('SIGKILL');
  }
}

function uriOf(file: string): string {
  return pathToFileURL(file).href;
}
