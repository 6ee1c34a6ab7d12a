import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Api } from '../../extension/main';
import type { Run } from '../../extension/runs';
import { loadRecording } from '../../recording/load';
import { partsOf } from '../../recording/parts';
import {
  GO,
  activate,
  closeAll,
  eventually,
  inWorkspace,
  installModules,
  next,
  placeOf,
  until,
  write,
} from './support/awaitscope';
import { drawn } from './support/page';
import { ui } from './support/ui';

interface Stop {
  readonly session: vscode.DebugSession;
  readonly threadId: number;
  readonly reason: string;
}
interface Frame {
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly source?: { readonly path?: string; readonly name?: string };
}

const STEPS = `const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function inner() {
  await wait(5);
  return 2;
}
async function outer() {
  const a = 1; const b = await inner();
  await null;
  console.log('sum', a + b);
  return a + b;
}
outer();
`;

describe('a program in the debugger', () => {
  let api: Api;
  const stops: Stop[] = [];
  const stopped = new vscode.EventEmitter<Stop>();
  let tracker: vscode.Disposable;

  before(async () => {
    api = await activate();
    tracker = vscode.debug.registerDebugAdapterTrackerFactory('*', {
      createDebugAdapterTracker: (session) => ({
        onDidSendMessage(message: { event?: string; body?: { threadId: number; reason: string } }) {
          if (message.event !== 'stopped') return;
          const stop = { session, threadId: message.body!.threadId, reason: message.body!.reason };
          stops.push(stop);
          stopped.fire(stop);
        },
      }),
    });
  });
  after(() => tracker.dispose());
  afterEach(async () => {
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await vscode.debug.stopDebugging();
    stops.length = 0;
    await closeAll();
  });

  /** Starts a session; the first event of the run tells its recording. */
  async function debug(start: () => Thenable<unknown>): Promise<{ recording: string; end: Promise<Run> }> {
    const ends: Run[] = [];
    const subscription = api.onRunChange((run) => run.ended && ends.push(run));
    const begun = next(api.onRunChange, (run) => !run.ended);
    assert.equal(await start(), true);
    const { recording } = await begun;
    const end = until(api.onRunChange, () => ends.find((run) => run.recording === recording));
    return { recording, end: end.finally(() => subscription.dispose()) };
  }

  const launch = (configuration: object): Thenable<boolean> =>
    vscode.debug.startDebugging(vscode.workspace.workspaceFolders![0], {
      type: 'node',
      request: 'launch',
      name: 'test',
      awaitscope: true,
      ...configuration,
    });

  function breakAt(file: string, mark: string): void {
    const { line, column } = placeOf(readFileSync(file, 'utf8'), mark);
    const at = new vscode.Position(line - 1, column - 1);
    const location = new vscode.Location(vscode.Uri.file(file), at);
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(location)]);
  }

  async function framesOf({ session, threadId }: Stop): Promise<Frame[]> {
    const { stackFrames } = (await session.customRequest('stackTrace', {
      threadId,
      startFrame: 0,
      levels: 50,
    })) as { stackFrames: Frame[] };
    return stackFrames;
  }

  const nextStop = (seen: number): Promise<Stop> => until(stopped.event, () => stops[seen]);

  it('stops where it should, never in the tracer, and its pauses are in the recording', async function () {
    // The debugger goes through Node's own code step by step, with and without us.
    this.timeout(120_000);
    const steps = STEPS.replace('wait(5)', 'null').replace("console.log('sum', a + b);", 'b;');
    const program = write('steps.js', steps);
    breakAt(program, 'inner();');
    const { recording, end } = await debug(() =>
      vscode.commands.executeCommand('awaitscope.debugFile', vscode.Uri.file(program)),
    );
    const first = await nextStop(0);
    const [top] = await framesOf(first);
    const { line, column } = placeOf(steps, 'inner();');
    assert.match(top!.name, /outer$/);
    assert.deepEqual([top!.line, top!.column], [line, column]);

    // Into everything there is.
    const lines = new Set<number>();
    let stop = first;
    for (let seen = 1; seen < 30 && ![3, 4, 8].every((n) => lines.has(n)); seen++) {
      await stop.session.customRequest('stepIn', { threadId: stop.threadId });
      stop = await nextStop(seen);
      const frames = await framesOf(stop);
      const foreign = frames.filter(({ source }) => /awaitscope\.js|dist\/runtime/.test(source?.path ?? ''));
      assert.deepEqual(foreign, []);
      assert.equal(basename(frames[0]!.source!.path!), 'steps.js', JSON.stringify(frames[0]));
      lines.add(frames[0]!.line);
    }
    assert.deepEqual(
      [3, 4, 8].filter((n) => !lines.has(n)),
      [],
    );
    await stop.session.customRequest('continue', { threadId: stop.threadId });

    assert.equal((await end).exitCode, 0);
    const { model, runEnd, warnings } = await loadRecording(recording);
    assert.deepEqual(warnings, []);
    assert.equal(runEnd?.exitCode, 0);
    assert.deepEqual(partsOf(recording), []);
    const streams = JSON.stringify(model.streams.map(({ info }) => info));
    assert.equal(model.streams.length, 1, `js-debug's helper is none of the program: ${streams}`);
    assert.equal(model.tasks.count, 2);
    assert.ok(model.pauses.count >= stops.length, `${model.pauses.count} of ${stops.length} pauses`);
    for (let pause = 0; pause < model.pauses.count; pause++) assert.ok(model.pauses.end(pause) > 0);
  });

  it('stops at the original place in TypeScript', async () => {
    installModules('tsx');
    const text = STEPS.replace('(ms)', '(ms: number): Promise<void>');
    const program = write('typed/steps.ts', `interface Unused { readonly a: string }\n${text}`);
    breakAt(program, 'inner();');
    const { recording, end } = await debug(() =>
      vscode.commands.executeCommand('awaitscope.debugFile', vscode.Uri.file(program)),
    );
    const stop = await nextStop(0);
    const [top] = await framesOf(stop);
    assert.ok(top!.source!.path!.endsWith(program), top!.source!.path);
    assert.equal(top!.line, placeOf(readFileSync(program, 'utf8'), 'inner();').line);
    await stop.session.customRequest('continue', { threadId: stop.threadId });
    await end;
    const { model } = await loadRecording(recording);
    assert.ok(model.tasks.count >= 2);
  });

  it('is shown as paused while it stands still', async function () {
    if (!ui.available) this.skip();
    const program = write('still.js', STEPS);
    breakAt(program, 'null;');
    const { recording, end } = await debug(() => launch({ program, console: 'integratedTerminal' }));
    const stop = await nextStop(0);
    await drawn(({ live, tasks }) => live && tasks === 2);
    await stop.session.customRequest('continue', { threadId: stop.threadId });
    await end;
    await drawn(({ live, tasks }) => !live && tasks === 2);
    const { model } = await loadRecording(recording);
    assert.ok(model.pauses.count >= 1);
  });

  it('has a whole recording when it is stopped, and another when it is started anew', async () => {
    const program = write(
      'again.js',
      `${GO} (async () => {
        await new Promise((resolve) => setTimeout(resolve, 200)); // what came before is in the recording by then
        require('node:fs').writeFileSync('again.' + process.pid, '');
        await go('never');
      })();`,
    );
    const started = (): string[] => readdirSync(inWorkspace('.')).filter((name) => /^again\.\d+$/.test(name));
    const first = await debug(() => launch({ program }));
    await eventually(() => started().length === 1 || undefined);
    const second = await debug(async () => {
      await vscode.commands.executeCommand('workbench.action.debug.restart');
      return true;
    });
    await first.end;
    await eventually(() => started().length === 2 || undefined);
    await vscode.commands.executeCommand('awaitscope.stop', second.recording);
    await second.end;
    assert.notEqual(first.recording, second.recording);
    for (const { recording } of [first, second]) {
      const { model, runEnd } = await loadRecording(recording);
      assert.ok(runEnd, 'complete');
      assert.deepEqual(partsOf(recording), []);
      assert.equal(model.streams.length, 1);
      assert.equal(model.tasks.count, 1);
    }
  });

  it('has a whole recording when it is killed, and of its child processes too', async () => {
    write('child.js', `(async () => { await 1; })();`);
    const program = write(
      'killed.js',
      `const child = require('node:child_process').fork('./child.js');
       child.on('exit', async () => { await 1; process.kill(process.pid, 'SIGKILL'); });
       (async () => { await 1; })();`,
    );
    const { recording, end } = await debug(() => launch({ program, cwd: inWorkspace('.') }));
    await end;
    const { model, runEnd } = await loadRecording(recording);
    assert.ok(runEnd);
    assert.deepEqual(partsOf(recording), []);
    assert.equal(model.streams.length, 2);
  });

  it('joins NODE_OPTIONS, and is left alone where nobody asks', async () => {
    write('preloaded.js', `globalThis.preloaded = true;`);
    const program = write(
      'environment.js',
      `require('node:fs').writeFileSync('environment.json', JSON.stringify({
        preloaded: globalThis.preloaded === true, ours: process.env.AWAITSCOPE,
        options: process.env.NODE_OPTIONS, hooked: Symbol.for('awaitscope.started') in process }));`,
    );
    const told = () =>
      JSON.parse(readFileSync(inWorkspace('environment.json'), 'utf8')) as Record<string, unknown>;
    const env = { NODE_OPTIONS: '--require ./preloaded.js' };
    const { end } = await debug(() => launch({ program, cwd: inWorkspace('.'), env }));
    await end;
    const { options, ...rest } = told();
    assert.deepEqual(rest, { preloaded: true, hooked: true });
    assert.match(String(options), /^ ?--require \S*bootloader\.js \s*--require \.\/preloaded\.js /);

    const over = next(vscode.debug.onDidTerminateDebugSession, (session) => !session.parentSession);
    await launch({ program, cwd: inWorkspace('.'), env, awaitscope: false });
    await over;
    assert.equal(told()['hooked'], false);
  });

  it('is recorded from a debugged terminal command', async () => {
    write('package.json', JSON.stringify({ scripts: { go: 'node scripted.js' } }));
    write('scripted.js', `(async () => { await 1; require('node:fs').writeFileSync('scripted', ''); })();`);
    const { recording, end } = await debug(() =>
      launch({ type: 'node-terminal', command: 'npm run go', cwd: inWorkspace('.') }),
    );
    await eventually(() => existsSync(inWorkspace('scripted')) || undefined);
    await vscode.commands.executeCommand('awaitscope.stop', recording);
    await end;
    const { model } = await loadRecording(recording);
    assert.ok(model.tasks.count >= 1, JSON.stringify(model.streams.map(({ info }) => info)));
    for (const terminal of vscode.window.terminals) terminal.dispose();
  });

  it('is offered by the completion of launch.json', async () => {
    const file = write(
      '.vscode/launch.json',
      '{ "configurations": [{ "type": "node", "request": "launch", "name": "x",\n "" }] }\n',
    );
    const uri = vscode.Uri.file(file);
    await vscode.window.showTextDocument(uri);
    const at = new vscode.Position(1, 2);
    for (let look = 0; ; look++) {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        uri,
        at,
      );
      const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      if (labels.includes('awaitscope')) break;
      assert.ok(look < 100, labels.join());
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
});
