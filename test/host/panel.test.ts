import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activate, closeAll, runFile, until, write } from './support/awaitscope';
import type { Api } from '../../extension/main';
import type { Run } from '../../extension/runs';
import { clickBar, drawn } from './support/page';
import { ui } from './support/ui';

const program = (name: string, calls: number): string => `
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function ${name}(n) {
  await pause(5);
  if (n > 1) await ${name}(n - 1);
}
${name}(${calls});
`;

describe('the timeline in the panel', () => {
  let api: Api;
  const ended = new Map<string, Run>();
  const settings = (): vscode.WorkspaceConfiguration =>
    vscode.workspace.getConfiguration('awaitscope.timeline');

  before(async function () {
    if (!ui.available) this.skip();
    api = await activate();
    api.onRunChange((run) => {
      if (run.ended) ended.set(run.program, run);
    });
    await settings().update('location', 'panel', vscode.ConfigurationTarget.Global);
  });
  after(async () => {
    await settings().update('location', undefined, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('workbench.action.closePanel');
    await closeAll();
  });

  async function record(name: string, calls: number): Promise<string> {
    const file = write(`${name}.cjs`, program(name, calls));
    const { recording } = (await runFile(file)) as { recording: string };
    await until(api.onRunChange, () => ended.get(file));
    return recording;
  }

  it('shows what is run there, where the settings say so', async () => {
    await vscode.window.showTextDocument(vscode.Uri.file(write('ripple.cjs', program('ripple', 3))));
    await record('ripple', 3);
    const { rows } = await drawn(({ tasks, live }) => tasks === 3 && !live);
    assert.ok(rows >= 3);
    assert.equal(
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputCustom).length,
      0,
      'no editor was opened for it',
    );
    await ui.screenshot('panel');
  });

  it('leads to the code, and keeps what was selected while it is hidden', async () => {
    await clickBar({ name: 'ripple' });
    const { selected } = await drawn((state) => state.selected !== '');
    await vscode.commands.executeCommand('workbench.action.closePanel');
    await vscode.commands.executeCommand('awaitscope.showTimeline');
    const again = await drawn((state) => state.selected !== '');
    assert.equal(again.selected, selected);
  });

  it('shows another recording in its place, which begins with a view of its own', async () => {
    await record('chain', 5);
    const state = await drawn(({ tasks, live }) => tasks === 5 && !live);
    assert.equal(state.selected, '');
    assert.equal(state.fitting, true);
  });

  it('goes to an editor and comes back', async () => {
    await vscode.commands.executeCommand('awaitscope.showInEditor');
    await vscode.commands.executeCommand('workbench.action.closePanel');
    await drawn(({ tasks }) => tasks === 5);
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    assert.ok(tabs.some(({ input }) => input instanceof vscode.TabInputCustom));
    await closeAll();
    await vscode.commands.executeCommand('awaitscope.showInPanel');
    await drawn(({ tasks }) => tasks === 5);
  });
});
