/** What must be known before a program is run, whether in a terminal or in the debugger. */
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { findNode, nodeVersion } from './findNode';
import { findRunners } from './findRunners';
import type { Refusal } from './messages';
import { planRun } from './planRun';

export interface PreparedProgram {
  /** Absolute path of the source. */
  readonly program: string;
  readonly node: string;
  readonly plan: { readonly flags: readonly string[]; readonly entry: string };
  readonly folder: vscode.WorkspaceFolder | undefined;
  readonly cwd: string;
  readonly settings: vscode.WorkspaceConfiguration;
}

/** @param target the program; without one, the file in the active editor. It is saved first. */
export async function prepareProgram(target: vscode.Uri | undefined): Promise<PreparedProgram | Refusal> {
  if (!vscode.workspace.isTrusted) return { why: 'untrusted' };
  const uri = target ?? vscode.window.activeTextEditor?.document.uri;
  if (!uri) return { why: 'nothingOpen' };
  if (uri.scheme !== 'file') return { why: 'notOnDisk' };
  if (!(await saved(uri))) return { why: 'notSaved' };

  const program = uri.fsPath;
  const settings = vscode.workspace.getConfiguration('awaitscope', uri);
  const nodePath = settings.get<string>('nodePath', '');
  const node = findNode(nodePath, process.env['PATH']);
  if (node === undefined) return { why: 'noNode', node: nodePath };
  const version = await nodeVersion(node);
  if (version === undefined) return { why: 'notNode', node };
  const plan = planRun(program, version, findRunners(program), settings.get<string[]>('nodeFlags', []));
  if ('refused' in plan) return { why: plan.refused, program, node: version };
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return { program, node, plan, folder, cwd: folder?.uri.fsPath ?? dirname(program), settings };
}

/** Saves the file if it is open and changed. */
async function saved(uri: vscode.Uri): Promise<boolean> {
  const key = uri.toString();
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
  return !open?.isDirty || (await open.save());
}
