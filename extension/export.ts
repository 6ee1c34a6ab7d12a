/** `awaitscope.export`: asks for a format and a place, and writes a recording there. */
import { join, parse } from 'node:path';
import * as vscode from 'vscode';
import { EXTENSIONS, FORMATS } from '../export/formats';
import type { Format } from '../export/formats';
import { readPageParts } from '../export/page-parts';
import { loadTools } from './loadTools';
import { pageFolder, pageStrings } from './page';

/** What the command gives back. */
export type ExportResult = { readonly file: string } | { readonly refused: 'none' | 'cancelled' | 'failed' };

export interface ExportRequest {
  /** Its path; undefined where there is none to export. */
  readonly recording: string | undefined;
  /** Asked for where it is not given. */
  readonly format?: Format | undefined;
  readonly out?: vscode.Uri | undefined;
}

export async function runExport(
  extensionUri: vscode.Uri,
  { recording, format, out }: ExportRequest,
): Promise<ExportResult> {
  if (recording === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a recording, or run a file with Awaitscope; then it can be exported.'),
    );
    return { refused: 'none' };
  }
  const to = format ?? (await askFormat());
  const target = to && (out ?? (await askPlace(recording, to)));
  if (!to || !target) return { refused: 'cancelled' };
  const done = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Exporting {0}', parse(recording).name),
      cancellable: true,
    },
    (_, token) => write(extensionUri, recording, to, target.fsPath, token),
  );
  if ('file' in done) void offerToOpen(target, to);
  return done;
}

async function write(
  extensionUri: vscode.Uri,
  recording: string,
  format: Format,
  out: string,
  token: vscode.CancellationToken,
): Promise<ExportResult> {
  const abort = new AbortController();
  const subscription = token.onCancellationRequested(() => abort.abort());
  try {
    const warnings = await loadTools(extensionUri.fsPath).exportRecording(recording, format, out, {
      // The dialog has asked.
      force: true,
      signal: abort.signal,
      page: () => readPageParts(pageFolder(extensionUri).fsPath),
      texts: { locale: vscode.env.language, strings: pageStrings(extensionUri) },
    });
    if (warnings.length > 0) void vscode.window.showWarningMessage(warnings.join('\n'));
    return { file: out };
  } catch (error) {
    if (abort.signal.aborted) return { refused: 'cancelled' };
    const why = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(vscode.l10n.t('The recording was not exported: {0}', why));
    return { refused: 'failed' };
  } finally {
    subscription.dispose();
  }
}

async function askFormat(): Promise<Format | undefined> {
  const details: Readonly<Record<Format, readonly [label: string, detail: string]>> = {
    html: [
      vscode.l10n.t('Page (HTML)'),
      vscode.l10n.t('The timeline with its sources in one file, for any browser, without a network'),
    ],
    chrome: [
      vscode.l10n.t('Chrome trace (JSON)'),
      vscode.l10n.t('For chrome://tracing, ui.perfetto.dev and speedscope.app'),
    ],
    markdown: [
      vscode.l10n.t('Summary (Markdown)'),
      vscode.l10n.t('Tables and a sequence diagram, for a review'),
    ],
  };
  const items = FORMATS.map((format) => ({ label: details[format][0], detail: details[format][1], format }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Export the recording'),
    placeHolder: vscode.l10n.t('As what?'),
    matchOnDetail: true,
  });
  return picked?.format;
}

function askPlace(recording: string, format: Format): Thenable<vscode.Uri | undefined> {
  const { dir, name } = parse(recording);
  const extension = EXTENSIONS[format];
  return vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.file(join(dir, name + extension)),
    filters: { [format]: [extension.slice(1)] },
    title: vscode.l10n.t('Export the recording'),
  });
}

async function offerToOpen(file: vscode.Uri, format: Format): Promise<void> {
  const open = vscode.l10n.t('Open');
  const reveal = vscode.l10n.t('Show in Folder');
  const name = parse(file.fsPath).base;
  const actions = format === 'chrome' ? [reveal] : [open, reveal];
  const picked = await vscode.window.showInformationMessage(
    vscode.l10n.t('Exported to {0}', name),
    ...actions,
  );
  if (picked === reveal) await vscode.commands.executeCommand('revealFileInOS', file);
  if (picked !== open) return;
  if (format === 'html') await vscode.env.openExternal(file);
  else await vscode.commands.executeCommand('markdown.showPreview', file);
}
