import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { HistoryEntry } from '../../extension/history';
import type { Api } from '../../extension/main';
import { GO, activate, closeAll, eventually, inWorkspace, next, runFile, write } from './support/awaitscope';
import { ui } from './support/ui';

const PROGRAM = `${GO}
(async () => {
  await go('enough');
})();
`;

describe('the Recordings view', () => {
  let api: Api;
  let recording: string;
  before(async () => {
    api = await activate();
    await vscode.commands.executeCommand('awaitscope.recordings.focus');
  });
  after(closeAll);

  const entry = (path = recording): HistoryEntry | undefined =>
    api.recordings.getChildren().find((each) => each.path === path);
  const described = (): string => {
    const found = entry();
    return found ? String(api.recordings.getTreeItem(found).description) : '';
  };

  it('shows a run while it is recorded, and so does the status bar', async () => {
    const result = await runFile(write('history.js', PROGRAM));
    assert.ok('recording' in result);
    recording = result.recording;
    await eventually(() => described().startsWith('recording · ') || undefined);
    // until its first bytes are read it has the name of its file
    await eventually(() => entry()!.name === 'history.js' || undefined);
    await eventually(() => /history\.js: [\d,]+ events · /.test(api.statusBar.text ?? '') || undefined);
    if (ui.available) await ui.screenshot('recording');
  });

  it('shows what became of it', async () => {
    const over = next(api.onRunChange, (run) => run.ended);
    writeFileSync(inWorkspace('enough'), '');
    await over;
    await eventually(() => / · [\d,]+ events · [\d.]+ (bytes|KB)$/.test(described()) || undefined);
    assert.doesNotMatch(described(), /recording|cut|damaged/);
    assert.equal(api.statusBar.text, undefined);
  });

  it('lists those of the command line, as they come', async () => {
    const copy = inWorkspace('.awaitscope/by-hand.awaitscope');
    await vscode.workspace.fs.copy(vscode.Uri.file(recording), vscode.Uri.file(copy), { overwrite: true });
    await eventually(() => entry(copy));
    assert.equal(entry(copy)!.ours, false);
  });

  it('pins', async () => {
    await vscode.commands.executeCommand('awaitscope.pinRecording', vscode.Uri.file(recording));
    assert.equal(api.recordings.getChildren()[0]!.path, recording);
    assert.match(described(), /^pinned · /);
    if (ui.available) await ui.screenshot('recordings');
    await vscode.commands.executeCommand('awaitscope.unpinRecording', vscode.Uri.file(recording));
    assert.doesNotMatch(described(), /^pinned/);
  });

  it('renames', async function () {
    if (!ui.available) this.skip();
    const done = vscode.commands.executeCommand('awaitscope.renameRecording', vscode.Uri.file(recording));
    while (!/Rename the recording/.test(await ui.page.text('.quick-input-widget .quick-input-title')));
    await ui.key('ControlOrMeta+A');
    await ui.type('Before the fix');
    await ui.key('Enter');
    await done;
    assert.equal(entry()!.name, 'Before the fix');
  });

  it('deletes only what it was asked to, after a question', async () => {
    const { dialogs } = api.recordings;
    const asked: string[] = [];
    const answer = { yes: false };
    const { confirmDelete } = dialogs;
    dialogs.confirmDelete = async (name) => {
      asked.push(name);
      return answer.yes;
    };
    const remove = (): Thenable<unknown> =>
      vscode.commands.executeCommand('awaitscope.deleteRecording', vscode.Uri.file(recording));
    const { name } = entry()!;
    await remove();
    assert.ok(existsSync(recording));
    answer.yes = true;
    await remove();
    dialogs.confirmDelete = confirmDelete;
    assert.deepEqual(asked, [name, name]);
    assert.equal(existsSync(recording), false);
    assert.equal(entry(), undefined);
    assert.ok(existsSync(inWorkspace('.awaitscope/by-hand.awaitscope')));
  });
});
