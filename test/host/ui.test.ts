import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ui } from './support/ui';

const HTML = `<!doctype html>
  <button onclick="this.textContent = 'clicked'">not yet</button>
  <input onkeydown="this.dataset.key = event.key">
  <p style="height: 40px">text</p>`;

describe('the tests’ way to a webview', () => {
  let panel: vscode.WebviewPanel;

  before(function () {
    if (!ui.available) this.skip();
    panel = vscode.window.createWebviewPanel('test', 'Test', vscode.ViewColumn.One, { enableScripts: true });
    panel.webview.html = HTML;
  });
  after(() => panel?.dispose());

  it('clicks and reads', async () => {
    await ui.webview.click('button');
    assert.equal(await ui.webview.text('button'), 'clicked');
  });

  it('types and presses keys', async () => {
    await ui.webview.type('input', 'hello');
    await ui.key('Enter');
    const seen = await ui.webview.eval(() => {
      const input = document.querySelector('input')!;
      return { value: input.value, key: input.dataset['key'] };
    });
    assert.deepEqual(seen, { value: 'hello', key: 'Enter' });
  });

  it('runs a function with an argument in the page that has an element', async () => {
    const height = await ui.webview.eval(
      (selector) => (document.querySelector(selector) as HTMLElement).offsetHeight,
      'p',
      'button',
    );
    assert.equal(height, 40);
  });

  it('brings an error back', async () => {
    const fail = () => {
      throw new Error('on purpose');
    };
    await assert.rejects(ui.page.eval(fail), /on purpose/);
  });
});
