/** Shows messages of `messages.ts` as notifications. Never awaited: a notification may stand for hours. */
import * as vscode from 'vscode';
import { refusalMessage } from './messages';
import type { Message, Refusal } from './messages';

export function showRefusal(refusal: Refusal): void {
  showMessage(refusalMessage(refusal), vscode.window.showErrorMessage);
}

export function showMessage(
  { text, actions }: Message,
  show: (text: string, ...titles: string[]) => Thenable<string | undefined> = vscode.window
    .showWarningMessage,
): void {
  void show(text, ...actions.map((action) => action.title)).then((chosen) => {
    const action = actions.find(({ title }) => title === chosen);
    if (action) void vscode.commands.executeCommand(action.command);
  });
}
