import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Api } from '../../extension/main';
import type { RunResult } from '../../extension/runFile';
import type { Run } from '../../extension/runs';
import { loadRecording } from '../../recording/load';
import { activate, closeAll, eventually, inWorkspace, until, write } from './support/awaitscope';

const PROGRAM = `
const name = process.argv[2];
(async () => {
  await null;
  require('node:fs').writeFileSync(name + '.json', JSON.stringify({
    hooked: Symbol.for('awaitscope.started') in process, ours: process.env.AWAITSCOPE, options: process.env.NODE_OPTIONS }));
})();`;

describe('recorded terminals', () => {
  let api: Api;
  const ends: Run[] = [];
  before(async () => {
    api = await activate();
    api.onRunChange((run) => run.ended && existsSync(run.recording) && ends.push(run));
    write('term/program.js', PROGRAM);
    write(
      'term/package.json',
      JSON.stringify({ scripts: { both: 'node program.js one && node program.js two' } }),
    );
    write('term/script.sh', 'node program.js three\nnode program.js four\n');
  });
  let isOn = false;
  after(async () => {
    if (isOn) await toggle();
    for (const terminal of vscode.window.terminals) terminal.dispose();
    await closeAll();
  });

  async function toggle(): Promise<boolean> {
    isOn = await vscode.commands.executeCommand('awaitscope.traceTerminal');
    return isOn;
  }
  const told = (name: string) =>
    eventually(() => {
      const file = inWorkspace(`term/${name}.json`);
      const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
      return text.endsWith('}') ? (JSON.parse(text) as Record<string, unknown>) : undefined;
    });
  const open = (env: Record<string, string> = {}): vscode.Terminal =>
    vscode.window.createTerminal({
      cwd: inWorkspace('term'),
      shellPath: '/bin/bash',
      shellArgs: ['--norc'],
      env,
    });

  it('are not needed for a script of package.json', async () => {
    const result: RunResult = await vscode.commands.executeCommand('awaitscope.runTask', 'both');
    assert.ok('recording' in result, JSON.stringify(result));
    const run = await until(api.onRunChange, () => ends.find((r) => r.recording === result.recording));
    assert.equal(run.exitCode, 0);
    const { model } = await loadRecording(result.recording);
    assert.ok(model.streams.length >= 3, 'npm and what it started');
    ends.length = 0;
    for (const name of ['one', 'two']) rmSync(inWorkspace(`term/${name}.json`));
  });

  it('hold nothing of us unless that is asked for', async () => {
    const terminal = open();
    terminal.sendText('node program.js zero');
    assert.equal((await told('zero'))['hooked'], false);
    terminal.dispose();
  });

  it('give each command a recording of its own, npm and shell scripts with all they start', async () => {
    assert.equal(await toggle(), true);
    const terminal = open({ NODE_OPTIONS: '--no-warnings' });
    terminal.sendText('npm run both');
    assert.deepEqual(await told('two'), { hooked: true, options: '--no-warnings' });
    const first = await until(api.onRunChange, () => ends[0]);
    terminal.sendText('sh script.sh');
    await told('four');
    const second = await until(api.onRunChange, () => ends[1]);
    for (const [run, least] of [
      [first, 3],
      [second, 2],
    ] as const) {
      const { model, runEnd, warnings } = await loadRecording(run.recording);
      assert.deepEqual(warnings, []);
      assert.ok(runEnd);
      assert.ok(model.streams.length >= least, `${model.streams.length} of ${least} processes`);
    }

    // A run of our own is recorded once, as ever.
    const mine: RunResult = await vscode.commands.executeCommand(
      'awaitscope.runFile',
      vscode.Uri.file(inWorkspace('term/program.js')),
      ['six'],
    );
    assert.ok('recording' in mine, JSON.stringify(mine));
    const third = await until(api.onRunChange, () => ends[2]);
    assert.equal(third.recording, mine.recording);
    assert.equal((await loadRecording(third.recording)).model.streams.length, 1);

    // What the debugger runs in such a terminal belongs to the debugger's recording.
    const file = inWorkspace('term/program.js');
    const environment = { NODE_OPTIONS: '--no-warnings' };
    await vscode.debug.startDebugging(undefined, {
      type: 'node',
      request: 'launch',
      name: 'in a recorded terminal',
      program: file,
      args: ['seven'],
      cwd: inWorkspace('term'),
      env: environment,
      console: 'integratedTerminal',
      awaitscope: true,
    });
    const debugged = await until(api.onRunChange, () => ends[3]);
    assert.equal((await loadRecording(debugged.recording)).model.streams.length, 1);
    const { options, ...rest } = await told('seven');
    assert.deepEqual(rest, { hooked: true });
    assert.doesNotMatch(String(options), /awaitscope/);

    // Open terminals keep their environment, and yet hold nothing of us.
    assert.equal(await toggle(), false);
    terminal.sendText('node program.js five');
    assert.deepEqual(await told('five'), { hooked: false, options: '--no-warnings' });
    assert.equal(ends.length, 4);
    terminal.dispose();
  });
});
