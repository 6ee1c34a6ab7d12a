/** What the tests in VS Code share: the extension's API, programs in the workspace, and waiting for events. */
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { Api } from '../../../extension/main';
import type { RunResult } from '../../../extension/runFile';
import { ROOT } from '../../support/paths';

export async function activate(): Promise<Api> {
  return vscode.extensions.getExtension<Api>('awaitscope.awaitscope')!.activate();
}

/** @returns absolute path in the workspace of this run, which is a copy */
export function inWorkspace(name: string): string {
  return join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, name);
}

/** Writes a file into the workspace. @returns its absolute path */
export function write(name: string, text: string): string {
  const file = inWorkspace(name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** Gives the workspace some of our modules, as a project has them. With tsx, TypeScript runs on every Node. */
export function installModules(...names: readonly ('tsx' | '@types')[]): void {
  mkdirSync(inWorkspace('node_modules'), { recursive: true });
  for (const name of names) {
    const place = inWorkspace(`node_modules/${name}`);
    if (!existsSync(place)) symlinkSync(join(ROOT, 'node_modules', name), place, 'dir');
  }
}

export function runFile(file: string, args: string[] = []): Thenable<RunResult> {
  return vscode.commands.executeCommand('awaitscope.runFile', vscode.Uri.file(file), args);
}

/** @returns the first event from now on that is as wanted */
export function next<T>(event: vscode.Event<T>, isWanted: (value: T) => boolean = () => true): Promise<T> {
  return new Promise((resolve) => {
    const subscription = event((value) => {
      if (!isWanted(value)) return;
      subscription.dispose();
      resolve(value);
    });
  });
}

/** Waits until `find` finds something, looking whenever the event comes. */
export async function until<T>(event: vscode.Event<unknown>, find: () => T | undefined): Promise<T> {
  for (;;) {
    const coming = next(event);
    const found = find();
    if (found !== undefined) return found;
    await coming;
  }
}

/** Looks until there is something to find, where no event tells of it. */
export async function eventually<T>(find: () => T | undefined): Promise<T> {
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * A program's text that goes on until a file appears: the test says when it ends.
 * @returns JavaScript that defines `go(name)`, a promise
 */
export const GO = `
const { existsSync } = require('node:fs');
const go = (name) => new Promise((resolve) => {
  const timer = setInterval(() => { if (existsSync(name)) { clearInterval(timer); resolve(); } }, 10);
});
`;

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

export { placeIn as placeOf } from '../../support/place';
