import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findNode } from '../../extension/findNode';
import { findRunners } from '../../extension/findRunners';
import { parseJsonWithComments } from '../../extension/jsonWithComments';
import { newRecordingPath } from '../../extension/recordingPlace';

describe('what stands beside a program', () => {
  let root: string;
  const write = (name: string, text = '', mtime?: number): string => {
    const file = join(root, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    if (mtime !== undefined) utimesSync(file, mtime, mtime);
    return file;
  };
  beforeEach(() => (root = realpathSync(mkdtempSync(join(tmpdir(), 'awaitscope beside ')))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('is told only of a program that is a file', () => {
    assert.deepEqual(findRunners(join(root, 'gone.ts')), { program: false });
    assert.deepEqual(findRunners(root), { program: false });
  });

  it('finds tsx in the nearest node_modules', () => {
    const loader = write('node_modules/tsx/dist/loader.mjs');
    const found = findRunners(write('src/deep/a.ts'));
    assert.equal(found.tsx, pathToFileURL(loader).href);
  });

  it('finds built output through tsconfig.json', () => {
    write(
      'tsconfig.json',
      '{ // where it goes\n "compilerOptions": { "outDir": "./out", "rootDir": "src", }, }',
    );
    const program = write('src/deep/a.mts', '', 1000);
    assert.equal(findRunners(program).built, undefined);
    const file = write('out/deep/a.mjs', '', 2000);
    assert.deepEqual(findRunners(program).built, { file, fresh: true, map: false });
    write('out/deep/a.mjs.map', '', 2000);
    utimesSync(file, 500, 500);
    assert.deepEqual(findRunners(program).built, { file, fresh: false, map: true });
  });

  it('makes do with a tsconfig that is no JSON', () => {
    write('tsconfig.json', 'hello');
    assert.deepEqual(findRunners(write('a.ts')), { program: true });
  });

  it('finds Node on the PATH, or where the setting says', () => {
    write('bin/node', 'a file, but not one to execute');
    assert.equal(findNode('', join(root, 'bin'), process.platform), undefined);
    const real = process.execPath;
    assert.equal(findNode(real, '', process.platform), real);
    assert.equal(findNode('', '', process.platform), undefined);
    assert.equal(findNode('', undefined, process.platform), undefined);
    assert.equal(findNode(join(root, 'nowhere'), dirname(real), process.platform), undefined);
    assert.ok(findNode('', dirname(real), process.platform));
  });

  it('names a recording after the program and the time, and never an existing one', () => {
    const noon = new Date(2026, 10, 23, 12, 5, 9);
    const first = newRecordingPath(root, '/ws/my app.ts', noon);
    assert.equal(first, join(root, '.awaitscope', 'my app-20261123-120509.awaitscope'));
    writeFileSync(first, '');
    assert.equal(
      newRecordingPath(root, '/ws/my app.ts', noon),
      join(root, '.awaitscope', 'my app-20261123-120509-2.awaitscope'),
    );
  });
});

describe('parseJsonWithComments', () => {
  it('takes comments and trailing commas, but not those within strings', () => {
    const text = '{ "a": "x // y", /* b */ "c": [1, 2, ], // d\n "e": "\\"/*,}", }';
    assert.deepEqual(parseJsonWithComments(text), { a: 'x // y', c: [1, 2], e: '"/*,}' });
  });

  it('throws at what is no JSON', () => {
    assert.throws(() => parseJsonWithComments('{ a: 1 }'), SyntaxError);
  });
});
