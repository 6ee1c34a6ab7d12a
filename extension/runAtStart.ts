/** `npm start` opens a window that runs a program at once: it says which in the environment. */
import * as vscode from 'vscode';

/** JSON: `{"program": absolute path, "args": [texts]}`. */
export const START_VARIABLE = 'AWAITSCOPE_START';

/** Runs the program that the environment names, once: a window that is loaded anew does not run it again. */
export function runAtStart(run: (program: vscode.Uri, args: readonly string[]) => Thenable<unknown>): void {
  const start = decodeStart(process.env[START_VARIABLE]);
  if (!start) return;
  delete process.env[START_VARIABLE];
  void vscode.window.showTextDocument(vscode.Uri.file(start.program), { preview: false }).then(
    () => run(vscode.Uri.file(start.program), start.args),
    () => run(vscode.Uri.file(start.program), start.args),
  );
}

function decodeStart(text: string | undefined): { program: string; args: string[] } | undefined {
  if (!text) return undefined;
  try {
    const { program, args } = JSON.parse(text) as { program?: unknown; args?: unknown };
    if (typeof program !== 'string') return undefined;
    return { program, args: Array.isArray(args) ? args.map(String) : [] };
  } catch {
    return undefined; // not written by npm start
  }
}
