import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import * as vscode from 'vscode';
import { activate, closeAll, inWorkspace, runFile, write } from './support/awaitscope';
import { ui } from './support/ui';

describe('a program that cannot be run', () => {
  const settings = () => vscode.workspace.getConfiguration('awaitscope');
  before(activate);
  afterEach(async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    await closeAll();
  });

  /** Runs a file that must be refused. */
  async function refused(file: string) {
    const tasks = vscode.tasks.taskExecutions.length;
    const result = await runFile(file);
    assert.ok('refused' in result, `was run: ${JSON.stringify(result)}`);
    assert.equal(vscode.tasks.taskExecutions.length, tasks, 'nothing may be left running');
    return result;
  }

  it('is a missing file', async () => {
    const file = inWorkspace('gone.js');
    const { refused: why, message } = await refused(file);
    assert.equal(why, 'missing');
    assert.match(message, /gone\.js does not exist/);
  });

  it('is neither JavaScript nor TypeScript', async () => {
    const { refused: why, message } = await refused(write('notes.md', '# notes'));
    assert.equal(why, 'notAProgram');
    assert.match(message, /notes\.md is neither JavaScript nor TypeScript/);
  });

  it('has no Node on the PATH', async () => {
    const path = process.env.PATH;
    process.env.PATH = inWorkspace('nowhere');
    try {
      const { refused: why, message } = await refused(inWorkspace('breakfast.js'));
      assert.equal(why, 'noNode');
      assert.match(message, /no Node\.js on the PATH/);
    } finally {
      process.env.PATH = path;
    }
  });

  it('has a setting for Node that names no executable, or another program', async () => {
    const program = inWorkspace('breakfast.js');
    try {
      await settings().update('nodePath', '/nowhere/node', vscode.ConfigurationTarget.Workspace);
      assert.match((await refused(program)).message, /awaitscope\.nodePath names “\/nowhere\/node”/);
      await settings().update('nodePath', '/bin/true', vscode.ConfigurationTarget.Workspace);
      assert.equal((await refused(program)).refused, 'notNode');
    } finally {
      await settings().update('nodePath', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('is a file that has never been saved', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'javascript', content: 'await 1' });
    await vscode.window.showTextDocument(document);
    const result = await vscode.commands.executeCommand<{ refused: string }>('awaitscope.runFile');
    assert.equal(result.refused, 'notOnDisk');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('says so in a notification, and writes nothing', async function () {
    if (!ui.available) this.skip();
    const folder = inWorkspace('.awaitscope');
    const before = existsSync(folder) ? readdirSync(folder) : [];
    await refused(inWorkspace('gone.js'));
    await vscode.commands.executeCommand('notifications.showList');
    assert.match(
      await ui.page.text('.notifications-center .notification-list-item-message'),
      /^gone\.js does not exist/,
    );
    assert.deepEqual(existsSync(folder) ? readdirSync(folder) : [], before);
  });
});
