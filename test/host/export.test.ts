import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { ExportResult } from '../../extension/export';
import { activate, closeAll, inWorkspace, next, runFile, write } from './support/awaitscope';
import { drawn } from './support/page';
import { ui } from './support/ui';

describe('exporting a recording', () => {
  let recording: string;
  before(async () => {
    const api = await activate();
    const file = write('exported.js', 'async function a() {\n  await 1;\n}\na();\n');
    const over = next(api.onRunChange, (run) => run.ended);
    const result = await runFile(file);
    assert.ok('recording' in result);
    recording = result.recording;
    await over;
  });
  after(closeAll);

  const exportTo = (...args: unknown[]): Thenable<ExportResult> =>
    vscode.commands.executeCommand('awaitscope.export', ...args);

  for (const [format, begins] of Object.entries({
    html: '<!doctype html>',
    chrome: '{"displayTimeUnit"',
    markdown: '# Awaits of `exported',
  })) {
    it(`writes ${format}`, async () => {
      const out = inWorkspace(`exported.${format}`);
      const result = await exportTo(vscode.Uri.file(recording), format, vscode.Uri.file(out));
      assert.deepEqual(result, { file: out });
      assert.ok(readFileSync(out, 'utf8').startsWith(begins));
    });
  }

  it('asks for format and place, and takes the timeline in front', async function () {
    if (!ui.available) this.skip();
    await drawn(({ tasks }) => tasks > 0);
    const done = exportTo();
    const title = '.quick-input-widget .quick-input-title';
    while (!/Export the recording/.test(await ui.page.text(title)));
    await ui.screenshot('export-formats');
    await ui.type('markdown');
    await ui.key('Enter');
    await ui.page.text('.quick-input-widget .quick-input-filter input');
    const expected = recording.replace(/\.awaitscope$/, '.md');
    while (
      !(
        await ui.page.eval(
          () => document.querySelector<HTMLInputElement>('.quick-input-filter input')?.value ?? '',
        )
      ).endsWith('.md')
    );
    await ui.key('Enter');
    assert.deepEqual(await done, { file: expected });
    assert.ok(existsSync(expected));
  });

  it('says what is wrong, and writes nothing', async () => {
    const broken = inWorkspace('broken.awaitscope');
    writeFileSync(broken, 'no recording');
    const out = inWorkspace('broken.html');
    const result = await exportTo(vscode.Uri.file(broken), 'html', vscode.Uri.file(out));
    assert.deepEqual(result, { refused: 'failed' });
    assert.equal(existsSync(out), false);
  });
});
