import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { ROOT } from '../../support/paths';
import { activate, inWorkspace, runFile } from '../support/awaitscope';
import { bar } from '../support/page';
import { ui } from '../support/ui';

describe('a workspace that is not trusted', () => {
  it('has the extension, but runs nothing', async () => {
    await activate();
    assert.equal(vscode.workspace.isTrusted, false);
    const result = await runFile(inWorkspace('breakfast.js'));
    assert.ok('refused' in result);
    assert.equal(result.refused, 'untrusted');
    assert.match(result.message, /trusted workspace/);
    assert.equal(vscode.tasks.taskExecutions.length, 0);
    assert.equal(existsSync(inWorkspace('.awaitscope')), false);
  });

  it('offers to manage trust', async function () {
    if (!ui.available) this.skip();
    await runFile(inWorkspace('breakfast.js'));
    await vscode.commands.executeCommand('notifications.showList');
    assert.match(await ui.page.text('.notifications-center .monaco-button'), /Manage Workspace Trust/);
    await ui.screenshot('refused');
  });

  it('has timelines all the same', async function () {
    if (!ui.available) this.skip();
    const recording = inWorkspace('from-elsewhere.awaitscope');
    const command = [
      join(ROOT, 'dist/cli.js'),
      'run',
      '-o',
      recording,
      '--',
      process.execPath,
      inWorkspace('breakfast.js'),
    ];
    assert.equal(spawnSync(process.execPath, command).status, 0);
    await vscode.commands.executeCommand('awaitscope.open', vscode.Uri.file(recording));
    await bar({ name: 'toast' });
    await ui.screenshot('timeline');
  });
});
