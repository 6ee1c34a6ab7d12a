import { cpSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { ROOT } from '../../support/paths';
import { activate, closeAll, inWorkspace, installModules, next, runFile } from '../support/awaitscope';
import { clickBar, drawn, pressInPage } from '../support/page';
import { ui } from '../support/ui';

/** Pictures for people to look at: the timeline beside narrow code, below the code, and while the program runs. */
describe('the timeline in little room, as pictures', () => {
  before(async function () {
    if (!ui.available) this.skip();
    const api = await activate();
    await ui.resize(1280, 800);
    installModules('@types', 'tsx');
    cpSync(join(ROOT, 'samples/tour'), inWorkspace('tour'), { recursive: true });
    const program = vscode.Uri.file(inWorkspace('tour/tour.ts'));
    await vscode.window.showTextDocument(program, { preview: false });
    const over = next(api.onRunChange, (run) => run.ended);
    await runFile(program.fsPath);
    await drawn(({ tasks }) => tasks > 0);
    await ui.screenshot('room-live');
    await over;
    await drawn(({ live, tasks }) => !live && tasks > 0);
    await vscode.commands.executeCommand('workbench.action.closePanel');
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    await clickBar({ name: 'makeToasts', kind: 'waiting', await: 2 });
    await ui.page.click('.activitybar', { position: { x: 20, y: 500 } });
  });
  after(async () => {
    if (!ui.available) return;
    await ui.resize(1280, 800);
    await closeAll();
  });

  it('320 pixels beside the code', async () => {
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    await ui.resize(700, 900);
    await drawn(({ selected }) => selected !== '');
    await ui.screenshot('room-narrow');
    await pressInPage('o');
    await drawn(({ axis }) => axis === 'order');
    await ui.screenshot('room-narrow-order');
    await pressInPage('o');
  });

  it('below the code', async () => {
    await ui.resize(1280, 700);
    await vscode.commands.executeCommand('workbench.action.editorLayoutTwoRows');
    await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
    await drawn(({ tasks }) => tasks > 0);
    await ui.screenshot('room-below');
  });
});
