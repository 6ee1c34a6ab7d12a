/** `awaitscope.open`: a recording from disk. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import { RECORDINGS_FOLDER } from './recordingPlace';
import { VIEW_TYPE } from './timelines';

/**
 * @param target the recording; without it, the user picks a file
 * @returns whether one was opened
 */
export async function openRecording(target?: vscode.Uri): Promise<boolean> {
  const uri = target ?? (await pick());
  if (!uri) return false;
  await vscode.commands.executeCommand('vscode.openWith', uri, VIEW_TYPE);
  return true;
}

async function pick(): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri;
  const recordings = folder && vscode.Uri.file(join(folder.fsPath, RECORDINGS_FOLDER));
  const defaultUri = recordings && (await exists(recordings)) ? recordings : folder;
  const chosen = await vscode.window.showOpenDialog({
    ...(defaultUri === undefined ? {} : { defaultUri }),
    filters: { [vscode.l10n.t('Awaitscope recordings')]: ['awaitscope'] },
    openLabel: vscode.l10n.t('Open Recording'),
  });
  return chosen?.[0];
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
