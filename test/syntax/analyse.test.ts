import assert from 'node:assert/strict';
import { analyse } from '../../syntax/analyse';
import type { Place } from '../../syntax/analyse';
import { awaitAt, callAt, functionAt } from '../../syntax/lookup';

function parsed(text: string) {
  const syntax = analyse(text);
  assert.ok(syntax, 'should parse');
  return syntax;
}

/** The text up to a mark `^`, and line and column of the mark, which is taken out. */
function marked(text: string): { text: string; line: number; column: number } {
  const at = text.indexOf('^');
  const before = text.slice(0, at).split('\n');
  return {
    text: text.slice(0, at) + text.slice(at + 1),
    line: before.length,
    column: before.at(-1)!.length + 1,
  };
}

/** What stands at a place, as far as the word goes. */
function wordAt(text: string, place: Place | undefined): string | undefined {
  return place && /^\W?\w*/.exec(text.slice(place.offset))![0];
}

describe('analyse', () => {
  it('gives lines and columns from 1, in UTF-16 units, whatever ends the lines', () => {
    const { awaits } = parsed("await 1;\r\nawait 2;\r'😀', await 3;\u2028 await 4;");
    assert.deepEqual(
      awaits.map(({ line, column }) => [line, column]),
      [
        [1, 1],
        [2, 1],
        [3, 7],
        [4, 2],
      ],
    );
  });

  it('tells what tests and handlers are called by', () => {
    const titles = (text: string) => parsed(text).functions.map(({ title }) => title);
    assert.deepEqual(titles("it('adds', async () => {})"), ['adds']);
    assert.deepEqual(titles("test('adds', { timeout: 5 }, async function named(t) {})"), ['adds']);
    assert.deepEqual(titles("it.each([[1]])('adds %i', async () => {})"), ['adds %i']);
    assert.deepEqual(titles("app.get('/users', check, async (req, res) => {})"), ['/users']);
    assert.deepEqual(titles('it(`adds ${a} and ${b}`, async () => {})'), ['adds … and …']);
    assert.deepEqual(titles("it('adds', withServer(async () => {}))"), ['adds']);
    assert.deepEqual(titles("describe('a', () => { it('b', async () => { run(() => {}); }); })"), [
      'a',
      'b',
      undefined,
    ]);
    assert.deepEqual(
      titles("(async () => {})('x'); f('x', { async m() {} }); setTimeout(async () => {}, 5);"),
      [undefined, undefined, undefined],
    );
    assert.deepEqual(titles("it('', async () => {}); it(5, async () => {})"), [undefined, undefined]);
  });

  it('takes modules, scripts that return outside of functions, sloppy names and hashbangs', () => {
    assert.equal(parsed('import x from "y"; await x;').awaits.length, 1);
    assert.equal(parsed('if (x) return;\nasync () => { await 1; };').awaits.length, 1);
    assert.equal(
      parsed('#!/usr/bin/env node\nvar await = 1; with (a) {}\nasync () => {};').functions.length,
      1,
    );
    assert.equal(parsed('#!/usr/bin/env node\nawait 1;').awaits[0]!.line, 2);
  });

  it('gives undefined for what does not parse, and for what is nested too deeply', () => {
    assert.equal(analyse('const x: number = 1;'), undefined);
    assert.equal(analyse('{'), undefined);
    assert.doesNotThrow(() => analyse('('.repeat(200_000)));
    assert.doesNotThrow(() => analyse('1' + '+1'.repeat(200_000)));
  });

  it('puts a function at its first token, a method at its key', () => {
    const text = `export default async function one() {}
      class K { static async two() {} async *three() {} get four() { return 1; } async ['five']() {} six = async () => {}; static async #seven() {} }
      const o = { async eight() {}, nine: async function () {}, ten: async x => x, *eleven() {} };`;
    assert.deepEqual(
      parsed(text).functions.map((site) => wordAt(text, site)),
      ['async', 'two', 'three', 'four', '[', 'async', '#seven', 'eight', 'async', 'async', 'eleven'],
    );
  });

  it('knows what is async, a generator, and what stands in what', () => {
    const { functions } = parsed(
      'async function a() { const b = () => { function* c() {} }; } async function* d() {}',
    );
    assert.deepEqual(
      functions.map((f) => [f.async, f.generator, f.arrow, f.parent]),
      [
        [true, false, false, -1],
        [false, false, true, 0],
        [false, true, false, 1],
        [true, true, false, -1],
      ],
    );
  });

  it('takes a yield or return for an await only in async generators', () => {
    const kinds = (text: string) => parsed(text).awaits.map((site) => site.kind);
    assert.deepEqual(kinds('async function* g() { yield 1; return 2; }'), ['yield', 'return']);
    assert.deepEqual(kinds('function* g() { yield 1; return 2; }'), []);
    assert.deepEqual(kinds('async function f() { return 2; }'), []);
  });

  it('puts the await of `await using` at its block, once', () => {
    const text = 'async function f() { if (x) { await using a = b(), c = d(); await using e = f(); } }';
    const { awaits } = parsed(text);
    assert.deepEqual(
      awaits.map((site) => [site.kind, site.offset]),
      [['using', text.indexOf('{ await')]],
    );
  });
});

describe('functionAt', () => {
  const cases: [string, string][] = [
    ['async function f^(a) {}', 'async'],
    ['^async function f(a) {}', 'async'],
    ['export async function f^(a) {}', ' async'],
    ['x(^async () => {})', 'async'],
    ['class K { static async m^() {} }', ' m'],
    ['class K { static ^async m() {} }', ' m'],
    ['const o = { async m() { return ^1; } }', ' m'],
    ['async function f() { g(function h() { ^; }); }', 'function'],
    ['async function f(a = g^()) {}', 'async'],
  ];
  for (const [source, word] of cases) {
    it(source, () => {
      const { text, line, column } = marked(source);
      const site = functionAt(parsed(text), line, column)!;
      assert.equal(text.slice(site.offset).startsWith(word.trim()), true, text.slice(site.offset));
    });
  }
  it('is undefined outside of functions', () => {
    assert.equal(functionAt(parsed('await 1; function f() {}'), 1, 1), undefined);
    assert.equal(functionAt(parsed('1'), 99, 1), undefined);
  });
});

describe('callAt', () => {
  const cases: [string, string][] = [
    ['^f(1)', 'f'],
    ['a.b.^c()', 'c'],
    ['a\n  .b()\n  .^c()', 'c'],
    ["o['p']['m']^(1)", "'m'"],
    ['o?.p?.^m(1)', 'm'],
    ['o.m?.^(1)', 'm'],
    ['this.^#p(1)', '#p'],
    ['^new Promise(f)', 'new'],
    ['tag^`x`', 'tag'],
    ["^import('x')", 'import'],
    ['(async () => {})^()', '('],
    ['f(1)^(2)', '('],
    ['class A extends B { constructor() { ^super(); } }', 'super'],
  ];
  for (const [source, name] of cases) {
    it(source, () => {
      const { text, line, column } = marked(
        source.replace('this.^#p(1)', 'class K { #p; f() { this.^#p(1) } }'),
      );
      const call = callAt(parsed(text), line, column);
      assert.ok(call);
      assert.ok(text.slice(call.offset).startsWith(name), text.slice(call.offset));
    });
  }
});

describe('awaitAt', () => {
  it('does not leave the function of the position', () => {
    const { text, line, column } = marked('async function f() { await g(async () => { h^(); }); }');
    assert.equal(awaitAt(parsed(text), line, column), undefined);
  });
  it('takes an exact position for the keyword that stands there', () => {
    const text = 'async (p) => { await (await p).x; }';
    const outer = text.indexOf('await') + 1;
    // V8 reports the inner await at the statement's begin
    assert.equal(awaitAt(parsed(text), 1, outer)!.column, text.lastIndexOf('await') + 1);
    assert.equal(awaitAt(parsed(text), 1, outer, true)!.column, outer);
  });
  it('gives the loop whose iterator is closed early', () => {
    const { text, line, column } = marked(
      'async () => { for await (const x of y) { if (x) break; ^f(x); } }',
    );
    assert.equal(awaitAt(parsed(text), line, column)?.kind, 'for');
  });
  it('falls back to the next await of the statement', () => {
    const { text, line, column } = marked('async () => { ^const x = await y; await z; }');
    assert.equal(awaitAt(parsed(text), line, column)!.column, text.indexOf('await') + 1);
  });
});
