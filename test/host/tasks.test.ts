import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { Api } from '../../extension/main';
import type { Run } from '../../extension/runs';
import {
  GO,
  activate,
  closeAll,
  eventually,
  inWorkspace,
  placeOf,
  runFile,
  until,
  write,
} from './support/awaitscope';
import { CLI } from '../support/paths';
import { ui } from './support/ui';

const PROGRAM = `${GO}
async function brew() {
  await go('kettle');
  return 'tea';
}
async function spill() {
  await null;
  throw new Error('oops');
}
async function forget() {
  await new Promise(() => {});
}
async function afternoon() {
  forget();
  await spill().catch(() => {});
  await brew();
}
afternoon();
`;

const at = (words: string) => `afternoon.js:${placeOf(PROGRAM, words).line}`;

describe('the Tasks view', () => {
  let api: Api;
  let ended: Run | undefined;
  let file: string;
  before(async function () {
    api = await activate();
    await vscode.commands.executeCommand('awaitscope.tasks.focus');
    file = write('afternoon.js', PROGRAM);
    api.onRunChange((run) => (ended = run.ended ? run : undefined));
    assert.ok('recording' in (await runFile(file)));
  });
  after(closeAll);

  /** The rows below a row, by name. */
  function rows(
    parent?: vscode.TreeItem & { row?: unknown },
  ): Map<string, vscode.TreeItem & { row: unknown }> {
    const { tasks } = api;
    const children = tasks.getChildren(parent?.row as Parameters<typeof tasks.getChildren>[0]);
    return new Map(
      children.map((row) => {
        const item = tasks.getTreeItem(row);
        return [item.label as string, Object.assign(item, { row })];
      }),
    );
  }
  const icon = (item: vscode.TreeItem | undefined) => (item?.iconPath as vscode.ThemeIcon | undefined)?.id;

  it('shows what runs, by creator, with what each task waits for', async () => {
    const root = await eventually(() => {
      const item = rows().get('afternoon');
      return item && /waits for brew/.test(String(item.description)) ? item : undefined;
    });
    assert.equal(root.description, `waits for brew · ${at('await brew')}`);
    const below = rows(root);
    assert.deepEqual([...below.keys()], ['forget', 'spill', 'brew']);
    assert.equal(below.get('forget')!.description, `waits for a promise · ${at('await new Promise')}`);
    assert.equal(below.get('spill')!.description, `rejected · ${at('async function spill')}`);
    assert.equal(icon(below.get('spill')), 'error');
    assert.deepEqual([...rows(below.get('brew')).keys()], []);
    assert.equal(ended, undefined);
  });

  it('opens the source of a task', async function () {
    if (!ui.available) this.skip();
    const uri = vscode.Uri.file(file).toString();
    const placeNow = (): vscode.Position | undefined => {
      const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
      return editor && editor.selection.active.line > 0 ? editor.selection.active : undefined;
    };
    // VS Code loses a click on a row that it draws anew in that moment.
    const clicks = setInterval(() => void click().catch(() => undefined), 2000);
    const click = () => ui.page.click('.pane-body [aria-label^="afternoon,"]');
    await click();
    const place = await until(vscode.window.onDidChangeTextEditorSelection, placeNow).finally(() =>
      clearInterval(clicks),
    );
    assert.deepEqual({ line: place.line + 1, column: place.character + 1 }, placeOf(PROGRAM, 'await brew'));
    await ui.screenshot('tasks');
  });

  it('tells what never ended once the program is over', async () => {
    writeFileSync(inWorkspace('kettle'), '');
    const root = await eventually(() => {
      const item = rows().get('afternoon');
      return item && icon(item) === 'check' && icon(rows(item).get('forget')) === 'circle-slash'
        ? item
        : undefined;
    });
    assert.equal(root.description, `fulfilled · ${at('async function afternoon')}`);
    assert.equal(
      rows(root).get('forget')!.description,
      `never ended: waits for a promise · ${at('await new Promise')}`,
    );
  });

  it('shows those of a large recording once its timeline has all of it', async () => {
    const program = write(
      'talker.js',
      `async function talk() { for (let i = 0; i < 10_000; i++) { await null; console.log('x'.repeat(1000)); } } talk();`,
    );
    const recording = inWorkspace('large.awaitscope');
    await promisify(execFile)('node', [CLI, 'run', '-o', recording, '--', 'node', program], {
      maxBuffer: Infinity,
    });
    assert.ok(statSync(recording).size > 8 * 1024 * 1024);
    await vscode.commands.executeCommand('awaitscope.open', vscode.Uri.file(recording));
    const item = await eventually(() => rows().get('talk'));
    assert.equal(icon(item), 'check');
  });

  it('is cleared on demand', async () => {
    await vscode.commands.executeCommand('awaitscope.clear');
    assert.equal(rows().size, 0);
    assert.equal(api.tasks.message, undefined);
  });
});
