import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Api } from '../../extension/main';
import type { Run } from '../../extension/runs';
import { loadRecording } from '../../recording/load';
import {
  GO,
  activate,
  closeAll,
  eventually,
  inWorkspace,
  next,
  runFile,
  until,
  write,
} from './support/awaitscope';

describe('a run in a terminal', () => {
  let api: Api;
  before(async () => (api = await activate()));
  afterEach(async () => {
    assert.deepEqual(vscode.tasks.taskExecutions, [], 'something was left running');
    await closeAll();
  });

  /** Runs a program that must not be refused. */
  async function run(file: string, args: string[] = []): Promise<{ recording: string; end: Promise<Run> }> {
    const ends: Run[] = [];
    const subscription = api.onRunChange((run) => run.ended && ends.push(run));
    const result = await runFile(file, args);
    assert.ok('recording' in result, JSON.stringify(result));
    const { recording } = result;
    const end = until(api.onRunChange, () => ends.find((run) => run.recording === recording));
    return { recording, end: end.finally(() => subscription.dispose()) };
  }

  it('gives the program its arguments, its folder and a terminal, and leaves a whole recording', async () => {
    const program = write(
      'my programs/arguments.js',
      `require('node:fs').writeFileSync('arguments.json', JSON.stringify({
        args: process.argv.slice(2), cwd: process.cwd(), terminal: process.stdout.isTTY && process.stdin.isTTY }));
       (async () => { await null; process.exitCode = 7; })();`,
    );
    const { recording, end } = await run(program, ['a b', '--c="d"', '$HOME']);
    assert.equal((await end).exitCode, 7);
    assert.deepEqual(JSON.parse(readFileSync(inWorkspace('arguments.json'), 'utf8')), {
      args: ['a b', '--c="d"', '$HOME'],
      cwd: inWorkspace('.').replace(/\/$/, ''),
      terminal: true,
    });
    const { model, runEnd, warnings } = await loadRecording(recording);
    assert.equal(runEnd?.exitCode, 7);
    assert.deepEqual(warnings, []);
    assert.equal(model.tasks.count, 1);
    assert.equal(api.notices.of(recording), undefined);
    assert.ok(!recording.startsWith(inWorkspace('')), recording);
  });

  it('is saved first', async () => {
    const program = write('unsaved.js', '');
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(program));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'process.exitCode = 4;'));
    const { end } = await run(program);
    assert.equal((await end).exitCode, 4);
  });

  it('is stopped as with Ctrl+C, so that it ends in its own way', async () => {
    const program = write(
      'stubborn.js',
      `${GO}
       process.on('SIGINT', () => { require('node:fs').writeFileSync('interrupted', ''); process.exit(5); });
       (async () => { require('node:fs').writeFileSync('started', ''); await go('never'); })();`,
    );
    const { recording, end } = await run(program);
    await eventually(() => existsSync(inWorkspace('started')) || undefined);
    await vscode.commands.executeCommand('awaitscope.stop');
    assert.equal((await end).exitCode, 5);
    assert.ok(existsSync(inWorkspace('interrupted')));
    const { model, runEnd } = await loadRecording(recording);
    assert.equal(runEnd?.exitCode, 5);
    assert.equal(model.tasks.count, 1);
  });

  it('is ended for good when it is stopped again', async () => {
    const program = write(
      'deaf.js',
      `process.on('SIGINT', () => {});
       require('node:fs').writeFileSync('deaf.pid', String(process.pid));
       setInterval(() => {}, 1000);`,
    );
    const { end } = await run(program);
    await eventually(() => existsSync(inWorkspace('deaf.pid')) || undefined);
    await vscode.commands.executeCommand('awaitscope.stop');
    await vscode.commands.executeCommand('awaitscope.stop');
    await end;
    const pid = Number(readFileSync(inWorkspace('deaf.pid'), 'utf8'));
    await eventually(() => !isThere(pid) || undefined);
  });

  describe('that recorded nothing says why:', () => {
    const WHY: readonly [title: string, name: string, text: string, why: RegExp][] = [
      [
        'a syntax error',
        'broken.js',
        'async function f() {\n  await 1;\n  let = ;\n}',
        /broken\.js has a syntax error in line 3: /,
      ],
      [
        'an import that fails',
        'lost.mjs',
        "import './nowhere.mjs';\nawait 1;",
        /ended with exit code 1 before it called an async function/,
      ],
      ['no async function', 'plain.js', 'console.log(1);', /has no async function and no await/],
      [
        'none called',
        'idle.js',
        'async function idle() { await 1; }',
        /without calling any of its async functions/,
      ],
      [
        'compiled down',
        'old.js',
        'var __awaiter = function (t, a, P, g) {}; function f() { return __awaiter(this, void 0, void 0, function* () {}); } f();',
        /compiled to an older JavaScript/,
      ],
    ];
    for (const [title, name, text, why] of WHY) {
      it(title, async () => {
        const told = next(api.notices.onDidChange);
        const { recording, end } = await run(write(name, text));
        await end;
        assert.equal(await told, recording);
        assert.match(api.notices.of(recording)!.text, why);
      });
    }
  });
});

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
