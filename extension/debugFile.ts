/** `awaitscope.debugFile`: a program under js-debug, recorded. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { refusalMessage } from './messages';
import type { Refusal } from './messages';
import { prepareProgram } from './prepareProgram';
import { showRefusal } from './showMessage';

/** What the command gives back: whether the debugger has started, or why the program is not run. */
export type DebugResult = boolean | { readonly refused: Refusal['why']; readonly message: string };

/**
 * @param target the program; without one, the file in the active editor
 * @param args the program's own arguments
 */
export async function debugFile(target?: vscode.Uri, args: readonly string[] = []): Promise<DebugResult> {
  const prepared = await prepareProgram(target);
  if ('why' in prepared) {
    showRefusal(prepared);
    return { refused: prepared.why, message: refusalMessage(prepared).text };
  }
  const { program, node, plan, folder, cwd } = prepared;
  return vscode.debug.startDebugging(folder, {
    type: 'node',
    request: 'launch',
    name: basename(program),
    program: plan.entry,
    args: [...args],
    cwd,
    runtimeExecutable: node,
    runtimeArgs: [...plan.flags],
    skipFiles: ['<node_internals>/**'],
    awaitscope: true,
  });
}
