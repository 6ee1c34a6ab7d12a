/** The npm packages of an example: which of them a file could not import, and how to get them. */
import { createRequire } from 'node:module';
import * as vscode from 'vscode';

/** @param file absolute path of the importing module, which need not exist */
export function missingPackages(packages: readonly string[], file: string): string[] {
  const require = createRequire(file);
  const folders = require.resolve.paths('any') ?? [];
  return packages.filter((name) => !folders.some((folder) => isFolder(folder, name)));
}

function isFolder(folder: string, name: string): boolean {
  try {
    createRequire(`${folder}/x.js`).resolve(`${folder}/${name}/package.json`);
    return true;
  } catch {
    return false;
  }
}

export function installCommand(packages: readonly string[]): string {
  return `npm install ${packages.join(' ')}`;
}

/** Says what is missing; the terminal is opened in the folder where the packages are wanted. Never awaited. */
export function offerInstall(packages: readonly string[], cwd: string | undefined): string {
  const command = installCommand(packages);
  const text = vscode.l10n.t('This example needs packages that are not installed here: {0}', command);
  const inTerminal = vscode.l10n.t('Install in Terminal');
  const copy = vscode.l10n.t('Copy Command');
  void vscode.window.showWarningMessage(text, inTerminal, copy).then(async (chosen) => {
    if (chosen === copy) await vscode.env.clipboard.writeText(command);
    if (chosen !== inTerminal) return;
    const terminal = vscode.window.createTerminal(cwd === undefined ? {} : { cwd });
    terminal.show();
    terminal.sendText(command);
  });
  return text;
}
