import assert from 'node:assert/strict';
import { copyFileSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Api } from '../../extension/main';
import type { Run } from '../../extension/runs';
import type { TimelineMessage } from '../../extension/timelines';
import {
  activate,
  closeAll,
  inWorkspace,
  installModules,
  next,
  placeOf,
  runFile,
  until,
  write,
} from './support/awaitscope';
import { bar, clickBar, drawn, pressInPage } from './support/page';
import { ui } from './support/ui';

/** Types take up lines and columns of their own, so that a place that was not mapped back is a wrong one. */
const PROGRAM = `import { watch } from 'node:fs';

interface Guest {
  readonly name: string;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function knock(guest: Guest): Promise<string> {
  await pause(30);
  return guest.name;
}

async function waitFor(file: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const watcher = watch('.', (_event, name) => {
      if (name !== file) return;
      watcher.close();
      resolve();
    });
  });
}

async function evening(guest: Guest): Promise<void> {
  const name: string = await knock(guest);
  console.log('come in,', name);
  await waitFor('go');
}

await evening({ name: 'Ada' });
`;

describe('the timeline', () => {
  let api: Api;
  let program: vscode.Uri;
  let recording: vscode.Uri;
  let ended: Run | undefined;
  const messages: TimelineMessage[] = [];

  before(async function () {
    if (!ui.available) this.skip();
    api = await activate();
    api.onTimelineMessage((message) => messages.push(message));
    // a program of another test may still be ending
    api.onRunChange((run) => {
      if (run.ended && run.program === program.fsPath) ended = run;
    });
    installModules('tsx', '@types');
    rmSync(inWorkspace('go'), { force: true });
    program = vscode.Uri.file(write('evening.mts', PROGRAM));
  });
  after(closeAll);

  const editorOf = (uri: vscode.Uri) =>
    vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());

  /** Does something, and waits until the editor's cursor moves. @returns where it went, 1-based */
  async function cursorAfter(action: () => Promise<void>): Promise<{ line: number; column: number }> {
    const moved = next(
      vscode.window.onDidChangeTextEditorSelection,
      ({ textEditor }) => textEditor.document.uri.toString() === program.toString(),
    );
    await action();
    const { line, character } = (await moved).selections[0]!.active;
    return { line: line + 1, column: character + 1 };
  }

  it('opens beside the program and shows bars before it ends', async () => {
    await vscode.window.showTextDocument(program, { preview: false });
    const result = await vscode.commands.executeCommand<{ recording: string }>('awaitscope.runFile');
    recording = vscode.Uri.file(result.recording);
    await bar({ name: 'waitFor' });
    assert.equal(ended, undefined, 'the program goes on until the test says');
    assert.equal(existsSync(inWorkspace('go')), false);
    const state = await drawn(({ tasks }) => tasks >= 3);
    assert.equal(state.live, true);
    await ui.screenshot('live');
  });

  it('puts the cursor at the place of the bar that is clicked, in the TypeScript source', async () => {
    // On the time axis the await of a moment may be a hair's breadth.
    await ui.webview.click('button >> text=Order');
    await drawn(({ axis }) => axis === 'order');
    const place = await cursorAfter(() => clickBar({ name: 'evening', kind: 'unfinished', await: 2 }));
    assert.deepEqual(place, placeOf(PROGRAM, "await waitFor('go')"));
    assert.equal(editorOf(program)?.viewColumn, vscode.ViewColumn.One);
    assert.equal(ended, undefined);
    await ui.screenshot('clicked');
  });

  it('ends with the program', async () => {
    writeFileSync(inWorkspace('go'), '');
    const run = await until(api.onRunChange, () => ended);
    assert.equal(run.exitCode, 0);
    assert.equal((await drawn(({ live }) => !live)).live, false);
    assert.equal(api.notices.of(recording.fsPath), undefined);
  });

  it('opens the place of every bar, once it is whole', async () => {
    const places: readonly [name: string, words: string][] = [
      ['knock', 'await pause(30)'],
      ['evening', 'await knock(guest)'],
      ['(module)', 'await evening({'],
    ];
    for (const [name, words] of places) {
      const place = await cursorAfter(() => clickBar({ name, kind: 'waiting', await: 1 }));
      assert.deepEqual({ name, ...place }, { name, ...placeOf(PROGRAM, words) });
      await ui.screenshot(`whole-${name}`);
    }
    await drawn(({ atCursor }) => atCursor === 1);
  });

  it('follows the cursor of the editor', async () => {
    const editor = await vscode.window.showTextDocument(program, { viewColumn: vscode.ViewColumn.One });
    const { line, column } = placeOf(PROGRAM, 'await waitFor');
    const place = new vscode.Position(line - 1, column - 1);
    editor.selection = new vscode.Selection(place, place);
    await drawn(({ atCursor }) => atCursor === 1);
  });

  it("has a menu of its own on a lane, by mouse and by keys, and VS Code's stays away", async () => {
    const menusOfVsCode = () => ui.page.eval(() => document.querySelectorAll('.monaco-menu').length);
    const before = await menusOfVsCode();
    await clickBar({ name: 'knock', kind: 'waiting', await: 1 }, 'right');
    await ui.webview.text('.menu [role=menuitem]');
    await ui.screenshot('menu');
    assert.equal(await menusOfVsCode(), before);
    await ui.webview.click('.menu [role=menuitem] >> text=Hide this lane');
    await drawn(({ hiddenLanes }) => hiddenLanes === 1);
    await ui.key('Shift+F10');
    await ui.webview.text('.menu [role=menuitem]');
    assert.equal(await menusOfVsCode(), before);
    await ui.key('s');
    await ui.key('Enter');
    await drawn(({ path }) => path === 'waitFor');
    // the lanes have the focus again
    await ui.key('p');
    await ui.key('Shift+L');
    await drawn(({ path, hiddenLanes }) => path === '' && hiddenLanes === 0);
  });

  it('gives links to what is selected, which lead back to it', async () => {
    await clickBar({ name: 'knock', kind: 'waiting', await: 1 });
    const { selected } = await drawn((state) => /knock/.test(state.selected));
    const asked = next(api.onTimelineMessage, ({ message }) => message.type === 'copyLink');
    await pressInPage('y');
    const { message } = await asked;
    assert.equal(message.type, 'copyLink');
    await pressInPage('Escape');
    await drawn((state) => state.selected === '');
    const link = await vscode.env.clipboard.readText();
    assert.match(link, /:\/\/awaitscope\.awaitscope\/timeline\?recording=.*&at=\d+\.0\.\d+\.\d+$/);
    await closeAll();
    await api.links.handleUri(vscode.Uri.parse(link));
    await drawn((state) => state.selected === selected);
  });

  it('opens a recording by itself, and anew after it was hidden', async () => {
    await closeAll();
    const copy = vscode.Uri.file(inWorkspace('kept.awaitscope'));
    copyFileSync(recording.fsPath, copy.fsPath);
    await vscode.commands.executeCommand('awaitscope.open', copy);
    await drawn(({ live, tasks }) => !live && tasks >= 3);
    await vscode.window.showTextDocument(program, { viewColumn: vscode.ViewColumn.Active });
    await vscode.commands.executeCommand('awaitscope.showTimeline');
    await bar({ name: 'evening' });
    const readies = messages.filter((m) => m.recording === copy.fsPath && m.message.type === 'ready');
    assert.equal(readies.length, 2);
  });

  it('shows one recording in two editors', async () => {
    const again = next(
      api.onTimelineMessage,
      ({ message }) => message.type === 'progress' && message.tasks >= 3,
    );
    await vscode.commands.executeCommand('workbench.action.splitEditorRight');
    await again;
  });

  it('says what is wrong with a file that is no recording', async () => {
    await closeAll();
    await vscode.commands.executeCommand(
      'awaitscope.open',
      vscode.Uri.file(write('foreign.awaitscope', 'hello')),
    );
    await drawn(({ notice }) => /not an Awaitscope recording/.test(notice));
    await ui.screenshot('foreign');
  });

  it('says why a program has nothing to show', async () => {
    await closeAll();
    const over = next(api.notices.onDidChange);
    await runFile(write('nothing.js', 'console.log("nothing");'));
    await over;
    await drawn(({ notice }) => /has no async function/.test(notice));
    await ui.screenshot('nothing');
  });
});
