import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { ExampleResult } from '../../extension/examples';
import type { Api } from '../../extension/main';
import { expanded, readSnippets } from '../examples/snippets';
import { activate, closeAll, inWorkspace, next } from './support/awaitscope';

const FOLDER = 'awaitscope-examples';
const runExample = (id: string) => vscode.commands.executeCommand<ExampleResult>('awaitscope.runExample', id);

describe('the examples in the editor', () => {
  let api: Api;
  before(async () => {
    api = await activate();
  });
  afterEach(async () => {
    await closeAll();
    rmSync(inWorkspace(FOLDER), { recursive: true, force: true });
  });

  for (const language of ['typescript', 'javascript'] as const) {
    it(`${language} snippets come out as they were tested`, async function () {
      this.timeout(120_000);
      const document = await vscode.workspace.openTextDocument({ language, content: '' });
      const editor = await vscode.window.showTextDocument(document);
      // a machine's own settings must not reindent what is inserted
      editor.options = { tabSize: 2, insertSpaces: true };
      for (const { id, body } of readSnippets(language)) {
        await editor.insertSnippet(new vscode.SnippetString(body), fullRange(document));
        assert.equal(document.getText().replaceAll('\r\n', '\n'), expanded(body), id);
      }
    });
  }

  it('inserts an example at the cursor of a file, in its language', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'javascript',
      content: '// mine\n',
    });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await vscode.commands.executeCommand('awaitscope.insertExample', 'mutex');
    assert.match(document.getText(), /^\/\/ mine\n\/\*\* Lets one at a time/);
    assert.match(document.getText(), /class Mutex \{\n {2}#last = Promise\.resolve\(\);/);
  });

  it('opens an example as a new file, with what it teaches at its top', async () => {
    await vscode.commands.executeCommand('awaitscope.insertExample', 'await-sleep', true);
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.languageId, 'typescript');
    assert.match(document.getText(), /On the timeline:[\s\S]*Unlike Python:[\s\S]*await sleep\(2000\)/);
  });

  it('runs an example, shows its timeline, and compares what it printed with its lesson', async function () {
    this.timeout(60_000);
    const compared = next(api.lesson.onDidCompare);
    const result = await runExample('async-await-keywords');
    assert.ok('recording' in result, JSON.stringify(result));
    const { comparison } = await compared;
    assert.equal(comparison.departs, undefined);
    assert.deepEqual(
      comparison.steps.map(({ actual }) => actual),
      ['1', '3', '2', '4'],
    );
    await lessonIsOpen();
  });

  it('starts the server an example needs, runs what the user made of it, and says where it departs', async function () {
    this.timeout(60_000);
    const first = next(api.lesson.onDidCompare);
    const result = await runExample('crawler-aiohttp');
    assert.ok('recording' in result, JSON.stringify(result));
    assert.equal((await first).comparison.departs, undefined);
    const file = [`${FOLDER}/crawler-aiohttp.mts`, `${FOLDER}/crawler-aiohttp.mjs`]
      .map(inWorkspace)
      .filter(existsSync);
    for (const each of file) {
      writeFileSync(
        each,
        readFileSync(each, 'utf8').replace("console.log('发送请求:'", "console.log('sent:'"),
      );
    }
    const second = next(api.lesson.onDidCompare);
    await runExample('crawler-aiohttp');
    assert.equal((await second).comparison.departs, 0);
    for (const each of file) assert.match(readFileSync(each, 'utf8'), /sent:/);
  });

  it('tells which packages an example needs', async () => {
    const result = await runExample('redis-basic');
    assert.ok('refused' in result);
    assert.match(result.message, /npm install redis/);
  });
});

function fullRange(document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(0, 0, document.lineCount, 0);
}

async function lessonIsOpen(): Promise<void> {
  const isLesson = () =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .some(
        ({ input }) =>
          input instanceof vscode.TabInputWebview && input.viewType.includes('awaitscope.lesson'),
      );
  if (!isLesson()) await next(vscode.window.tabGroups.onDidChangeTabs, isLesson);
}
