import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { ROOT } from '../support/paths';
import { RULES, offencesOf } from './imports';

function sourcesIn(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  const sources = names.filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'));
  return sources.map((name) => join(folder, name).split(sep).join('/'));
}

describe('who imports whom', () => {
  for (const folder of Object.keys(RULES)) {
    it(`is as designed in ${folder}`, () => {
      const offences = sourcesIn(folder).flatMap((file) =>
        offencesOf(file, readFileSync(join(ROOT, file), 'utf8')),
      );
      assert.deepEqual(offences, []);
    });
  }

  it('agrees with the references of the TypeScript projects', () => {
    for (const [folder, { folders }] of Object.entries(RULES)) {
      const config = JSON.parse(readFileSync(join(ROOT, folder, 'tsconfig.json'), 'utf8'));
      const references = (config.references ?? []).map(({ path }: { path: string }) =>
        path.replace('../', ''),
      );
      assert.deepEqual(references.sort(), [...folders].sort(), folder);
    }
  });
});

/** @returns the files that are loaded as soon as `file` is: whatever is required later, or imported for its types alone, is none of them */
function loadedWith(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const text = readFileSync(join(ROOT, file), 'utf8');
  for (const [, path] of text.matchAll(/^(?:import|export) (?!type\b)[^;]*?from '(\.[^']+)';/gm))
    loadedWith(posix.join(posix.dirname(file), `${path}.ts`), found);
  return found;
}

describe('the runtime', () => {
  it('loads its parser only when a script is to be marked', () => {
    const files = loadedWith('runtime/main.ts');
    assert.ok(files.has('runtime/marked-promises.ts') && files.has('syntax/marker-plan.ts'));
    assert.ok(!files.has('syntax/tree.ts'));
  });
});

describe('the checker of imports', () => {
  const ruleBreakers: readonly [file: string, text: string, offence: string][] = [
    [
      'model/a.ts',
      "import type { A } from '../extension/a';",
      'model may not import extension (../extension/a)',
    ],
    ['model/a.ts', "import { readFileSync } from 'node:fs';", 'model may not use Node (node:fs)'],
    ['model/deep/a.ts', "export * from '../../webview/a';", 'model may not import webview (../../webview/a)'],
    ['model/a.ts', 'const now = performance.now();', 'uses performance'],
    ['model/a.ts', 'const text = { process };', 'uses process'],
    ['protocol/a.ts', "type A = import('../model/a').A;", 'protocol may not import model (../model/a)'],
    ['syntax/a.ts', 'document.title = "";', 'uses document'],
    ['runtime/a.ts', "const parser = require('acorn');", 'runtime may not import the package acorn'],
    ['runtime/a.ts', "import fs from 'fs';", 'write node:fs'],
    ['cli/a.ts', "await import('vscode');", 'cli may not import the package vscode'],
    ['server/a.ts', "import { a } from '../cli/a';", 'server may not import cli (../cli/a)'],
    [
      'webview/a.tsx',
      "import a = require('../recording/a');",
      'webview may not import recording (../recording/a)',
    ],
    ['lib/a.ts', '', 'no rule for the folder lib'],
  ];
  for (const [file, text, offence] of ruleBreakers) {
    it(`finds ${text || 'a new folder'} in ${file}`, () => {
      assert.deepEqual(offencesOf(file, text), [`${file}: ${offence}`]);
    });
  }

  it('accepts what is allowed', () => {
    assert.deepEqual(offencesOf('model/deep/a.ts', "import { Kind } from '../../protocol/events';"), []);
    assert.deepEqual(offencesOf('runtime/a.ts', "import { hrtime } from 'node:process'; process.pid;"), []);
    assert.deepEqual(offencesOf('extension/a.ts', "import * as vscode from 'vscode';"), []);
  });

  it('knows a name of their own from a global', () => {
    const text =
      'function f(process: { self: number }) { return { document: process.self, a: process.self }; }';
    assert.deepEqual(offencesOf('model/a.ts', text), []);
  });
});
