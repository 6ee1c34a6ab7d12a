/**
 * `awaitscope.traceTerminal`: while it is on, commands in new terminals are recorded. What a terminal's environment holds cannot be taken
 * back, so a file tells whether recording goes on: where it is gone, the tracer does nothing.
 */
import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import { DEFAULT_MAX_SIZE, TERMINAL_VARIABLE, encodeOptions, withPreload } from '../protocol/options';
import type { Locations } from '../protocol/options';
import { isRunning, partsOf } from '../recording/parts';
import type { DebugParts } from './debug';
import { endRecording } from './endRecording';
import { newRecordingPath, recordingRoot } from './recordingPlace';
import { showRefusal } from './showMessage';
import { whatWasRecorded } from './whatWasRecorded';

const LOOK_MS = 200;
const CONTEXT = 'awaitscope.terminalTraced';

export class TracedTerminals implements vscode.Disposable {
  private watcher: FSWatcher | undefined;
  private lease: string | undefined;
  private prefix = '';
  private readonly known = new Set<string>();
  private shown = false;

  constructor(private readonly parts: DebugParts) {
    const { environmentVariableCollection: collection } = parts.context;
    // A window that begins records nothing until it is told to.
    collection.persistent = false;
    collection.clear();
  }

  /** @returns whether new terminals are recorded from now on */
  toggle(): boolean {
    if (this.lease !== undefined) {
      this.off();
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Terminals are no longer recorded, those that are open neither.'),
      );
      return false;
    }
    if (!vscode.workspace.isTrusted) {
      showRefusal({ why: 'untrusted' });
      return false;
    }
    try {
      this.on();
    } catch (error) {
      showRefusal({ why: 'cannotWrite', reason: error instanceof Error ? error.message : String(error) });
      return false;
    }
    const open = vscode.l10n.t('New Terminal');
    void vscode.window
      .showInformationMessage(
        vscode.l10n.t(
          'Each command that runs Node.js in a new terminal is recorded. Run this command again to stop that.',
        ),
        open,
      )
      .then((chosen) => {
        if (chosen === open) vscode.window.createTerminal().show();
      });
    return true;
  }

  dispose(): void {
    this.off();
  }

  private on(): void {
    const { context } = this.parts;
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const settings = vscode.workspace.getConfiguration('awaitscope', folder);
    this.prefix = newRecordingPath(recordingRoot(context), 'terminal', new Date()).replace(
      /\.awaitscope$/,
      '',
    );
    this.lease = `${this.prefix}.lease`;
    writeFileSync(this.lease, context.asAbsolutePath(join('dist', 'cli.js')));
    this.watcher = watch(dirname(this.prefix), () => this.look());
    const runtime = this.keptRuntime();
    const collection = context.environmentVariableCollection;
    collection.description = vscode.l10n.t('Records each command that runs Node.js (Awaitscope).');
    collection.prepend('NODE_OPTIONS', `${withPreload(undefined, runtime)} `);
    collection.replace(
      TERMINAL_VARIABLE,
      encodeOptions({
        file: this.prefix,
        lease: this.lease,
        runtime,
        locations: settings.get<Locations>('locations', 'auto'),
        maxSize: DEFAULT_MAX_SIZE,
        output: settings.get<boolean>('recordPrintedLines', true),
      }),
    );
    void vscode.commands.executeCommand('setContext', CONTEXT, true);
  }

  /**
   * Terminals outlive the extension: one that is still open after an update must find what its NODE_OPTIONS names, or no Node starts there.
   * @returns path of a copy that stays
   */
  private keptRuntime(): string {
    const { context } = this.parts;
    const version = String(context.extension.packageJSON.version);
    const folder = join(context.globalStorageUri.fsPath, `runtime-${version}`);
    mkdirSync(folder, { recursive: true });
    const from = context.asAbsolutePath(join('dist', 'runtime'));
    for (const name of readdirSync(from)) {
      // Node may be reading the one of another window.
      const half = join(folder, `${name}.${process.pid}`);
      copyFileSync(join(from, name), half);
      renameSync(half, join(folder, name));
    }
    return join(folder, 'awaitscope.js');
  }

  private off(): void {
    this.parts.context.environmentVariableCollection.clear();
    this.watcher?.close();
    if (this.lease !== undefined) rmSync(this.lease, { force: true });
    this.lease = undefined;
    void vscode.commands.executeCommand('setContext', CONTEXT, false);
  }

  /** Takes in the recordings that have begun. */
  private look(): void {
    const folder = dirname(this.prefix);
    for (const name of readdirSync(folder)) {
      const file = join(folder, name);
      if (!name.startsWith(`${basename(this.prefix)}-`) || !name.endsWith('.awaitscope')) continue;
      if (this.known.has(file)) continue;
      this.known.add(file);
      void this.follow(file);
    }
  }

  private async follow(file: string): Promise<void> {
    const group = Number(/-(\d+)-\d+\.awaitscope$/.exec(file)?.[1]);
    const stop = (): boolean => signal(group, 'SIGINT');
    const name = basename(file, '.awaitscope');
    const run = this.parts.runs.adopt({ program: name, entry: '', node: 'node', recording: file }, stop);
    do await wait(LOOK_MS);
    while (signal(group, 0) || partsOf(file).some(({ pid }) => isRunning(pid)));
    try {
      const exitCode = await endRecording(file);
      // npm's small helpers, `node --version`: nothing to keep.
      const { tasks } = await whatWasRecorded(file);
      if (!tasks) rmSync(file, { force: true });
      run.ended(exitCode);
      if (!tasks) return;
      if (!this.shown) await this.parts.show(vscode.Uri.file(file));
      this.shown = true;
    } catch (error) {
      run.ended(undefined);
      showRefusal({ why: 'cannotWrite', reason: error instanceof Error ? error.message : String(error) });
    }
  }
}

/** To a command's process group; to the process where it is none. @returns whether there is one */
function signal(group: number, name: NodeJS.Signals | 0): boolean {
  for (const pid of [-group, group]) {
    try {
      process.kill(pid, name);
      return true;
    } catch {
      // no such group: a process of its own, or it has ended
    }
  }
  return false;
}
