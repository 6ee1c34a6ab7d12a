/** The place of the editor's cursor, told once it rests. VS Code's 0-based places become 1-based ones here. */
import * as vscode from 'vscode';
import type { Site } from '../protocol/ids';

/** Long enough that a held-down arrow key sends no message for each line. */
const REST_MS = 120;

export class Cursor implements vscode.Disposable {
  private readonly moved = new vscode.EventEmitter<Site>();
  private readonly subscriptions: vscode.Disposable;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last: Site | null = null;
  readonly onDidRest = this.moved.event;

  constructor() {
    this.subscriptions = vscode.Disposable.from(
      this.moved,
      // Also in an editor without the focus: there a click in the timeline has moved the cursor.
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.wait(textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        // No editor: the timeline itself has the focus. What it marks should not vanish for that.
        if (editor) this.wait(editor);
      }),
    );
  }

  /** Where the cursor is now, or was before the focus went to something that is no text editor. */
  get site(): Site | null {
    return this.last ?? siteOf(vscode.window.activeTextEditor);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.dispose();
  }

  private wait(editor: vscode.TextEditor): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const site = siteOf(editor);
      // A terminal's output or a search result is no place in a program.
      if (!site) return;
      this.last = site;
      this.moved.fire(site);
    }, REST_MS);
  }
}

function siteOf(editor: vscode.TextEditor | undefined): Site | null {
  if (editor?.document.uri.scheme !== 'file') return null;
  const { line, character } = editor.selection.active;
  return { file: editor.document.uri.fsPath, line: line + 1, column: character + 1 };
}
