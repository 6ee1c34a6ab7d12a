import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Api } from '../../extension/main';
import type { FileState } from '../../protocol/language';
import {
  GO,
  activate,
  closeAll,
  eventually,
  inWorkspace,
  placeOf,
  runFile,
  write,
} from './support/awaitscope';
import { drawn } from './support/page';
import { ui } from './support/ui';

const PROGRAM = `${GO}
async function pour() {
  await go('poured');
}
async function party() {
  await Promise.all([pour(), pour()]);
}
party();
`;

describe('hints and hovers', () => {
  let api: Api;
  let uri: vscode.Uri;
  const states = new Map<string, FileState>();
  before(async function () {
    api = await activate();
    api.language.onDidChangeFile((state) => states.set(state.uri, state));
    uri = vscode.Uri.file(write('party.js', PROGRAM));
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One });
    assert.ok('recording' in (await runFile(uri.fsPath)));
  });
  after(closeAll);

  const shown = (isWanted: (state: FileState) => boolean) =>
    eventually(() => {
      const state = states.get(uri.toString());
      return state && isWanted(state) ? state : undefined;
    });
  async function hints(): Promise<string[]> {
    const all = new vscode.Range(0, 0, 1000, 0);
    const found: vscode.InlayHint[] = await vscode.commands.executeCommand(
      'vscode.executeInlayHintProvider',
      uri,
      all,
    );
    return found.map(
      ({ position, label }) =>
        `${position.line + 1} ${(label as string).replace(/[\d.]+ (ns|µs|ms|s)/g, 'T')}`,
    );
  }
  async function hover(words: string, document = PROGRAM): Promise<vscode.MarkdownString | undefined> {
    const { line, column } = placeOf(document, words);
    const at = new vscode.Position(line - 1, column - 1);
    const found: vscode.Hover[] = await vscode.commands.executeCommand(
      'vscode.executeHoverProvider',
      uri,
      at,
    );
    return found
      .flatMap(({ contents }) => contents as vscode.MarkdownString[])
      .find(({ value }) => /Awaited|called|changed after/.test(value));
  }
  const line = (words: string) => placeOf(PROGRAM, words).line;

  it('are there while the program runs', async () => {
    await shown((state) => state.shown >= 4);
    assert.deepEqual(await hints(), [
      `${line('await go')} 2× still waiting`,
      `${line('await Promise')} still waiting`,
    ]);
  });

  it('follow the recording to its end', async () => {
    writeFileSync(inWorkspace('poured'), '');
    let now: string[] = [];
    while (now.some((hint) => hint.includes('waiting')) || now.length !== 2) {
      await shown((state) => state.shown >= 4);
      now = await hints();
    }
    assert.deepEqual(
      now.map((hint) => hint.replace(' + T', '')),
      [`${line('await go')} 2× T`, `${line('await Promise')} T`],
    );
    const { value } = (await hover('await go'))!;
    assert.match(value, /\*\*Awaited 2 times\*\*/);
    assert.match(value, /Settled by Timeout \(party/);
    assert.match((await hover('pour() {'))!.value, /called 2 times/);
  });

  it('lead to the timeline', async function () {
    if (!ui.available) this.skip();
    const { value } = (await hover('await Promise'))!;
    const [, command, args] = /\(command:([\w.]+)\?([^)]*)\)/.exec(value)!;
    await vscode.commands.executeCommand(command!, ...(JSON.parse(decodeURIComponent(args!)) as unknown[]));
    await drawn(({ selected }) => selected.includes('party'));
  });

  it('move with the text, and go where it was changed', async () => {
    const editor = await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One });
    const before = await hints();
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), '// one more line\n');
      const { line: at } = placeOf(PROGRAM, 'await Promise');
      edit.replace(new vscode.Range(at - 1, 2, at - 1, 7), 'await  ');
    });
    await shown(({ stale }) => stale === 1);
    assert.deepEqual(await hints(), [before[0]!.replace(/^\d+/, (n) => String(Number(n) + 1))]);
    assert.match((await hover('await  ', editor.document.getText()))!.value, /changed after the recording/);
    await vscode.commands.executeCommand('undo');
    await shown(({ stale }) => stale === 0);
  });

  it('are there again when the server has died', async () => {
    const before = await hints();
    states.clear();
    api.language.killServer();
    await shown((state) => state.shown >= 4);
    assert.deepEqual(await hints(), before);
  });

  it('are switched off by one setting', async () => {
    const settings = vscode.workspace.getConfiguration('awaitscope.annotations');
    await settings.update('enabled', false, vscode.ConfigurationTarget.Workspace);
    while ((await hints()).length > 0) await shown(() => true);
    assert.equal(await hover('await go'), undefined);
    await settings.update('enabled', undefined, vscode.ConfigurationTarget.Workspace);
  });
});
