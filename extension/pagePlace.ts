/** Where a timeline's page stands: in an editor, or in a view of the panel. */
import type * as vscode from 'vscode';

export interface PagePlace {
  readonly webview: vscode.Webview;
  readonly visible: boolean;
  /** Column of the editor; undefined of a view. */
  readonly viewColumn: vscode.ViewColumn | undefined;
  /** Brings it to the front and gives it the keyboard. */
  reveal(): void;
  readonly onDidChangeVisibility: vscode.Event<void>;
  /** It has come to the front. */
  readonly onDidActivate: vscode.Event<void>;
  readonly onDidDispose: vscode.Event<void>;
}

export function inEditor(panel: vscode.WebviewPanel): PagePlace {
  return {
    webview: panel.webview,
    get visible() {
      return panel.visible;
    },
    get viewColumn() {
      return panel.viewColumn;
    },
    reveal: () => panel.reveal(undefined, false),
    onDidChangeVisibility: (listener) => panel.onDidChangeViewState(() => listener()),
    onDidActivate: (listener) => panel.onDidChangeViewState(() => panel.active && listener()),
    onDidDispose: panel.onDidDispose,
  };
}

export function inView(view: vscode.WebviewView): PagePlace {
  return {
    webview: view.webview,
    get visible() {
      return view.visible;
    },
    viewColumn: undefined,
    reveal: () => view.show(false),
    onDidChangeVisibility: view.onDidChangeVisibility,
    onDidActivate: (listener) => view.onDidChangeVisibility(() => view.visible && listener()),
    onDidDispose: view.onDidDispose,
  };
}
