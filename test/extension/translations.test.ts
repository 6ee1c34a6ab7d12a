import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { FINDING_TEXTS } from '../../model/findings';
import { WHY_TEXTS } from '../../model/why';
import { ROOT } from '../support/paths';

const readJson = (name: string) =>
  JSON.parse(readFileSync(join(ROOT, name), 'utf8')) as Record<string, string>;
const placeholders = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(String).sort();

describe('texts in Simplified Chinese', () => {
  it('are there for all that the manifest says', () => {
    const english = readJson('package.nls.json');
    const chinese = readJson('package.nls.zh-cn.json');
    const used = readFileSync(join(ROOT, 'package.json'), 'utf8').matchAll(/"%([\w.]+)%"/g);
    const keys = [...new Set([...used].map((match) => match[1]!))].sort();
    assert.deepEqual(Object.keys(english).sort(), keys);
    assert.deepEqual(Object.keys(chinese).sort(), keys);
    const commands = (text: string) => [...text.matchAll(/\(command:[\w.]+\)/g)].map(String);
    for (const key of keys) assert.deepEqual(commands(chinese[key]!), commands(english[key]!), key);
  });

  it('are there for all that the extension and its server say, with the same placeholders', async () => {
    const chinese = readJson('l10n/bundle.l10n.zh-cn.json');
    const files = ['extension', 'server'].flatMap((folder) =>
      readdirSync(join(ROOT, folder))
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(ROOT, folder, name)),
    );
    const contents = files.map((file) => readFileSync(file, 'utf8'));
    const said = await getL10nJson(contents.map((text) => ({ extension: '.ts', contents: text })));
    assert.ok(Object.keys(said).length > 40);
    for (const english of Object.keys(said)) {
      assert.ok(chinese[english], `no Chinese for: ${english}`);
      assert.deepEqual(placeholders(chinese[english]), placeholders(english), english);
    }
  });

  it('are there for the reasons that awaits are explained with', () => {
    const chinese = readJson('l10n/bundle.l10n.zh-cn.json');
    const names = (text: string): string[] =>
      [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name!))].sort();
    for (const english of [...Object.values(WHY_TEXTS), ...Object.values(FINDING_TEXTS)]) {
      assert.ok(chinese[english], `no Chinese for: ${english}`);
      assert.deepEqual(names(chinese[english]), names(english), english);
    }
  });

  it("are there for all that the timeline's page says", () => {
    const chinese = readJson('l10n/bundle.l10n.zh-cn.json');
    for (const english of Object.values(readJson('webview/strings.json'))) {
      assert.ok(chinese[english], `no Chinese for: ${english}`);
      assert.deepEqual(placeholders(chinese[english]), placeholders(english), english);
    }
  });
});
