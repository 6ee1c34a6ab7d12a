import * as vscode from 'vscode';
import type { Api } from '../../../extension/main';
import { activate, closeAll, next } from '../support/awaitscope';
import { ui } from '../support/ui';

const THEMES = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
};

/** Pictures for people to look at, in test-artifacts. */
describe('the examples, as pictures', () => {
  const theme = (name: string | undefined) =>
    vscode.workspace
      .getConfiguration('workbench')
      .update('colorTheme', name, vscode.ConfigurationTarget.Global);
  let api: Api;
  before(async function () {
    if (!ui.available) this.skip();
    api = await activate();
    await ui.resize(1600, 1000);
  });
  after(async () => {
    if (!ui.available) return;
    await theme(undefined);
    await ui.resize(1280, 800);
  });
  for (const [name, label] of Object.entries(THEMES)) {
    it(`in ${label}`, async function () {
      this.timeout(90_000);
      await theme(label);
      const compared = next(api.lesson.onDidCompare);
      await vscode.commands.executeCommand('awaitscope.runExample', 'task-create--eager');
      await compared;
      await vscode.commands.executeCommand('workbench.action.closePanel');
      await vscode.commands.executeCommand('notifications.clearAll');
      await ui.webview.text('.verdict');
      await ui.screenshot(`lesson-${name}`);
      await closeAll();
      const picking = vscode.commands.executeCommand('awaitscope.insertExample');
      await ui.page.text('.quick-input-list .monaco-list-row');
      await ui.key('ArrowDown');
      await ui.page.text('.editor-group-container .view-line');
      await ui.screenshot(`examples-${name}`);
      await ui.key('Escape');
      await picking;
      await vscode.commands.executeCommand(
        'workbench.action.openWalkthrough',
        'awaitscope.awaitscope#getStarted',
        false,
      );
      await ui.page.text('.getting-started-step.expanded');
      await ui.webview.eval(() => document.querySelector('svg .run') !== null, undefined, 'svg .run');
      await ui.screenshot(`walkthrough-${name}`);
    });
  }
});
