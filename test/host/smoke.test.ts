import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ui } from './support/ui';

describe('the extension in VS Code', () => {
  it('is there and activates without an error', async () => {
    const extension = vscode.extensions.getExtension('awaitscope.awaitscope');
    assert.ok(extension, 'VS Code does not know the extension');
    await extension.activate();
    assert.ok(extension.isActive);
  });

  it('has every command that it announces', async () => {
    const { contributes } = vscode.extensions.getExtension('awaitscope.awaitscope')!.packageJSON;
    const announced: string[] = (contributes.commands ?? []).map(
      ({ command }: { command: string }) => command,
    );
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      announced.filter((command) => !known.has(command)),
      [],
    );
  });

  it('has a window that the tests can see and use', async function () {
    if (!ui.available) this.skip();
    await ui.key('Control+Shift+P');
    await ui.page.click('.quick-input-widget input');
    await ui.type('Awaitscope');
    await ui.screenshot('smoke');
    await ui.key('Escape');
    const title = await ui.page.eval(() => document.title);
    assert.match(title, /workspace/);
  });
});
