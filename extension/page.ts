/** The timeline's page: the built files of dist/webview put together, under a policy that lets in nothing else. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { FINDING_TEXTS } from '../model/findings';
import { WHY_TEXTS } from '../model/why';

export function pageFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

export function pageHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64url');
  const template = readFileSync(
    vscode.Uri.joinPath(pageFolder(extensionUri), 'timeline.html').fsPath,
    'utf8',
  );
  const values: Readonly<Record<string, string>> = {
    cspSource: webview.cspSource,
    nonce,
    base: webview.asWebviewUri(pageFolder(extensionUri)).toString(),
  };
  return template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
}

/** The page's texts in the language of VS Code, by their keys. */
export function pageStrings(extensionUri: vscode.Uri): Readonly<Record<string, string>> {
  const file = vscode.Uri.joinPath(pageFolder(extensionUri), 'strings.json').fsPath;
  const english = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const reasons = Object.entries(WHY_TEXTS).map(([code, text]): [string, string] => [`why:${code}`, text]);
  const found = Object.entries(FINDING_TEXTS).map(([code, text]): [string, string] => [
    `finding:${code}`,
    text,
  ]);
  const texts = [...Object.entries(english), ...reasons, ...found];
  return Object.fromEntries(texts.map(([key, text]) => [key, vscode.l10n.t(text)]));
}
