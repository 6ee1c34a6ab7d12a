/** `npm start` opens a window that runs a program at once: it says which in the environment. */
import * as vscode from 'vscode';

/** JSON: `{"program": absolute path, "args": [texts]}`. */
export const START_VARIABLE = 'AWAITSCOPE_START';

/** Remembers for which start the program has run. */
const DONE_KEY = 'awaitscope.start';

/**
 * Runs the program that the environment names, once: a window that is loaded anew has the same environment. What tells one
 * `npm start` from another is the process that began this one.
 */
export function runAtStart(
  memory: vscode.Memento,
  run: (program: vscode.Uri, args: readonly string[]) => Thenable<unknown>,
): void {
  const text = process.env[START_VARIABLE];
  const start = decodeStart(text);
  const id = `${process.ppid} ${text}`;
  if (!start || memory.get(DONE_KEY) === id) return;
  void memory.update(DONE_KEY, id);
  const program = vscode.Uri.file(start.program);
  const go = (): Thenable<unknown> => run(program, start.args);
  // A program that cannot be shown is still run: that says what is wrong with it.
  void vscode.window.showTextDocument(program, { preview: false }).then(go, go);
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
