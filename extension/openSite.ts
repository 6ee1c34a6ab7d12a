/** Shows a site of a recording in an editor. Here, and in `cursor.ts`, 1-based places meet VS Code's 0-based ones. */
import * as vscode from 'vscode';
import type { Site } from '../protocol/ids';

/**
 * @param site 1-based
 * @param from column of the editor that asks; the source is shown in another one, where it stands already or beside
 * @param takeFocus the keyboard goes with it
 */
export async function openSite(
  site: Site,
  from: vscode.ViewColumn | undefined,
  takeFocus: boolean,
): Promise<void> {
  const uri = vscode.Uri.file(site.file);
  let document: vscode.TextDocument;
  try {
    document = await vscode.workspace.openTextDocument(uri);
  } catch {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        '{0} is not here. The recording may come from another machine, or the file was moved.',
        site.file,
      ),
    );
    return;
  }
  const place = document.validatePosition(new vscode.Position(site.line - 1, site.column - 1));
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: columnFor(uri, from),
    preserveFocus: !takeFocus,
    selection: new vscode.Range(place, place),
  });
  editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Where the file is shown already, else a column that the timeline does not cover. */
function columnFor(uri: vscode.Uri, from: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const key = uri.toString();
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === key);
  if (shown?.viewColumn !== undefined) return shown.viewColumn;
  if (from === undefined) return vscode.ViewColumn.Active;
  const other = vscode.window.tabGroups.all.find((group) => group.viewColumn !== from);
  return other?.viewColumn ?? vscode.ViewColumn.Beside;
}
