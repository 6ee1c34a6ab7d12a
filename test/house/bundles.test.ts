import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/paths';

const bundle = (name: string) => join(ROOT, 'dist', name);

describe('The bundle that every window loads', () => {
  it('stays small', () => {
    const { size } = statSync(bundle('extension.js'));
    assert.ok(size < 300 * 1024, `${size} bytes`);
  });
  it('leaves the language client to a bundle of its own', () => {
    // a text of the protocol's that only the client has
    const isClient = (name: string) => readFileSync(bundle(name), 'utf8').includes('textDocument/didOpen');
    assert.equal(isClient('language.js'), true);
    assert.equal(isClient('extension.js'), false);
  });
});

describe('The runtime that every traced process loads', () => {
  it('stays small, and leaves the parser to a bundle of its own', () => {
    const text = readFileSync(bundle('runtime/awaitscope.js'), 'utf8');
    assert.ok(text.length < 100 * 1024, `${text.length} bytes`);
    const isParser = (name: string) =>
      readFileSync(bundle(name), 'utf8').includes('Unterminated regular expression');
    assert.deepEqual([isParser('runtime/awaitscope.js'), isParser('runtime/parser.js')], [false, true]);
  });
});
