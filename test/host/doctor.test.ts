import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Diagnosis } from '../../extension/doctorChecks';
import { activate, closeAll, inWorkspace, write } from './support/awaitscope';
import { ui } from './support/ui';

describe('the Doctor', () => {
  before(() => activate());
  after(closeAll);

  const examine = async (): Promise<Map<string, Diagnosis>> => {
    const found: Diagnosis[] = await vscode.commands.executeCommand('awaitscope.doctor');
    return new Map(found.map((each) => [each.code, each]));
  };

  it('records a program for real, and finds all in order', async () => {
    const found = await examine();
    assert.deepEqual(found.get('trialGood')?.values.slice(0, 2), ['1', '1']);
    assert.equal(found.get('node')?.severity, 'good');
    assert.equal(found.get('trusted')?.severity, 'good');
    assert.equal(found.get('writable')?.severity, 'good');
  });

  it('finds what stands in the workspace in the way', async () => {
    write(
      '.vscode/launch.json',
      '{ "configurations": [{ "name": "Mine", "env": { "NODE_OPTIONS": "--require dd-trace/init" } }] }',
    );
    write('sub/tsconfig.json', '{ "compilerOptions": { "outDir": "out", "target": "ES5" } } // old');
    write('sub/package.json', '{ "dependencies": { "newrelic": "1" } }');
    const recordings = inWorkspace('.awaitscope');
    mkdirSync(recordings, { recursive: true });
    const found = await examine();
    assert.deepEqual(found.get('optionsTracer')?.values, ['.vscode/launch.json: Mine', 'dd-trace']);
    assert.deepEqual(found.get('mapsMissing')?.values, ['sub/tsconfig.json']);
    assert.deepEqual(found.get('oldTarget')?.values, ['sub/tsconfig.json', 'es5']);
    assert.deepEqual(found.get('tracerPackage')?.values, ['newrelic']);
    if (ui.available) {
      assert.match(await ui.webview.text('main'), /3 things need a look/);
      await ui.screenshot('doctor');
    }
    for (const name of ['.vscode/launch.json', 'sub']) rmSync(inWorkspace(name), { recursive: true });
    chmodSync(recordings, 0o755);
  });

  it('gives its report as text', async () => {
    await examine();
    await vscode.commands.executeCommand('awaitscope.copyDoctorReport');
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /^Awaitscope \d.*VS Code 1\./);
    assert.match(text, /- good: A small program was recorded/);
  });

  it('says which Node is missing', async () => {
    const settings = vscode.workspace.getConfiguration('awaitscope');
    await settings.update('nodePath', '/no/such/node', vscode.ConfigurationTarget.Global);
    const found = await examine();
    assert.deepEqual(found.get('noNode')?.values, ['/no/such/node']);
    assert.equal(found.has('trialGood'), false);
    await settings.update('nodePath', undefined, vscode.ConfigurationTarget.Global);
  });
});
