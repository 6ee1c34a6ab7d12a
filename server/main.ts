/**
 * The language server: a process of its own that shows what a recording says about awaits and async functions, on their lines.
 * Speaks LSP over stdio or Node's IPC, and what protocol/language.ts adds to it.
 */
import * as l10n from '@vscode/l10n';
import {
  ProposedFeatures,
  TextDocumentSyncKind,
  TextDocuments,
  createConnection,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { FILE_STATE, KEEP_TEXT, USE_RECORDING } from '../protocol/language';
import type {
  FileState,
  KeptText,
  LanguageOptions,
  LanguageSettings,
  UseRecording,
} from '../protocol/language';
import { Documents, lineOf } from './documents';
import { hintOf } from './hints';
import { hoverAt } from './hover-at';
import { InUse } from './in-use';

const connection = createConnection(ProposedFeatures.all);
const open = new TextDocuments(TextDocument);
let use: InUse | undefined;
let settings: Required<NonNullable<LanguageSettings['annotations']>> = { enabled: true, hints: 'brief' };
let links = false;
let canRefresh = false;
const documents = new Documents(() => use);
const kept = new Set<string>();
/** By document: when the client is told what is shown in it. */
const telling = new Map<string, ReturnType<typeof setTimeout>>();
const TELL_MS = 150;

connection.onInitialize(({ capabilities, initializationOptions }) => {
  const options = (initializationOptions ?? {}) as LanguageOptions;
  if (options.l10n) l10n.config({ contents: { ...options.l10n } });
  links = options.commandLinks === true;
  canRefresh = capabilities.workspace?.inlayHint?.refreshSupport === true;
  return {
    capabilities: {
      textDocumentSync: TextDocumentSyncKind.Incremental,
      hoverProvider: true,
      inlayHintProvider: true,
    },
    serverInfo: { name: 'awaitscope' },
  };
});

connection.onNotification(USE_RECORDING, ({ recording, running, texts = [] }: UseRecording) => {
  if (use?.recording !== recording || use?.isReplaced) {
    use?.dispose();
    kept.clear();
    use = recording === null ? undefined : new InUse(recording, running, refresh);
  } else use?.setRunning(running);
  for (const { recording: of, file, text } of texts) if (of === recording) use?.keep(file, text);
  refresh();
});

connection.onDidChangeConfiguration(({ settings: all }) => {
  const { annotations }: LanguageSettings =
    (all as { awaitscope?: LanguageSettings } | null)?.awaitscope ?? {};
  settings = { enabled: annotations?.enabled ?? true, hints: annotations?.hints ?? 'brief' };
  refresh();
});

connection.languages.inlayHint.on(({ textDocument, range }) => {
  const document = open.get(textDocument.uri);
  const { hints } = settings;
  const facts = document && settings.enabled && hints !== 'off' ? documents.facts(document) : undefined;
  if (!document || !facts || hints === 'off') return [];
  const found = [];
  for (const [line, placed] of facts.between(range.start.line + 1, range.end.line + 1)) {
    const hint = hintOf(placed, line, lineOf(document, line).length, hints);
    if (hint) found.push(hint);
  }
  return found;
});

connection.onHover(({ textDocument, position }) => {
  const document = open.get(textDocument.uri);
  const facts = document && settings.enabled ? documents.facts(document) : undefined;
  if (!document || !facts || !use) return null;
  return hoverAt(document, position, facts, use, links);
});

open.onDidChangeContent(({ document }) => tellSoon(document.uri));
open.onDidClose(({ document }) => {
  clearTimeout(telling.get(document.uri));
  telling.delete(document.uri);
  documents.forget(document.uri);
});

/** The facts are others by now, or are shown otherwise. */
function refresh(): void {
  // A client may forbid it, or be going away.
  if (canRefresh) connection.languages.inlayHint.refresh().catch(() => {});
  for (const document of open.all()) tell(document);
}

/** While someone types, hints are asked for often enough. */
function tellSoon(uri: string): void {
  clearTimeout(telling.get(uri));
  const later = (): void => {
    telling.delete(uri);
    const document = open.get(uri);
    if (document) tell(document);
  };
  telling.set(uri, setTimeout(later, TELL_MS));
}

/** Tells the client what it should remember for us, and what is shown in a file. */
function tell(document: TextDocument): void {
  const facts = documents.facts(document);
  const file = use && documents.file(document, use);
  const text = file === undefined ? undefined : use?.text(file);
  if (use && file !== undefined && text !== undefined && !kept.has(file)) {
    kept.add(file);
    const keep: KeptText = { recording: use.recording, file, text };
    void connection.sendNotification(KEEP_TEXT, keep);
  }
  const state: FileState = {
    uri: document.uri,
    shown: facts?.shown ?? 0,
    stale: facts?.stale ?? 0,
    unknown: facts !== undefined && facts.carried === undefined,
    ...(use?.model.error !== undefined && { error: use.model.error }),
  };
  void connection.sendNotification(FILE_STATE, state);
}

open.listen(connection);
connection.listen();
