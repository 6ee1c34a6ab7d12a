import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { parseNodeVersion, stripsTypes } from '../../../extension/program';
import { ROOT } from '../../support/paths';
import { activate, closeAll, inWorkspace, installModules, next, runFile } from '../support/awaitscope';
import { clickBar, drawn } from '../support/page';
import { ui } from '../support/ui';

/** Themes that every VS Code has. */
const THEMES = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

/** Pictures for people to look at: in test-artifacts, and one of them in the README (scripts/screenshot.mjs). */
describe('the tour, as a picture', () => {
  const nodePath = (path: string | undefined) =>
    vscode.workspace
      .getConfiguration('awaitscope')
      .update('nodePath', path, vscode.ConfigurationTarget.Global);
  const workbench = () => vscode.workspace.getConfiguration('workbench');
  before(async function () {
    if (!ui.available) this.skip();
    const api = await activate();
    await ui.resize(1600, 1000);
    installModules('@types');
    // Without a loader there is nothing but the tour to be seen; VS Code's own Node may be new enough.
    if (stripsTypes(parseNodeVersion(process.version)!)) await nodePath(process.execPath);
    else installModules('tsx');
    cpSync(join(ROOT, 'samples/tour'), inWorkspace('tour'), { recursive: true });
    const program = vscode.Uri.file(inWorkspace('tour/tour.ts'));
    await vscode.window.showTextDocument(program, { preview: false });
    await vscode.commands.executeCommand('awaitscope.tasks.focus');
    const over = next(api.onRunChange, (run) => run.ended);
    const result = await runFile(program.fsPath);
    assert.ok('recording' in result);
    assert.equal((await over).exitCode, 0);
    await drawn(({ live, tasks }) => !live && tasks > 0);
    await vscode.commands.executeCommand('workbench.action.closePanel');
    await clickBar({ name: 'makeToasts', kind: 'waiting', await: 2 });
    // away from the bar, which would show its card
    await ui.page.click('.activitybar', { position: { x: 20, y: 600 } });
  });
  after(async function () {
    if (!ui.available) return;
    await workbench().update('colorTheme', undefined, vscode.ConfigurationTarget.Global);
    await nodePath(undefined);
    await ui.resize(1280, 800);
    await closeAll();
  });

  for (const [name, theme] of Object.entries(THEMES)) {
    it(`in ${theme}`, async () => {
      const changed = next(vscode.window.onDidChangeActiveColorTheme);
      if (workbench().get('colorTheme') !== theme) {
        await workbench().update('colorTheme', theme, vscode.ConfigurationTarget.Global);
        await changed;
      }
      await ui.screenshot(`tour-${name}`);
      await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
      await vscode.commands.executeCommand('editor.action.showHover');
      await ui.page.text('.monaco-hover .hover-contents strong');
      await ui.screenshot(`hover-${name}`);
      await ui.key('Escape');
    });
  }
});
