import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { applyPlan } from '../../syntax/marker-plan';
import { planMarkers } from '../../syntax/markers';
import type { SourceType } from '../../syntax/tree';
import { ROOT } from '../support/paths';
import { SITE_BASE, treeOf, unmarked } from './unmark';

function marked(text: string, type: SourceType = 'module'): string {
  const plan = planMarkers(text, type);
  assert.ok(plan, text);
  return applyPlan(text, plan, 1).text;
}

/** Marks a text and takes the markers out of its tree again. */
function check(text: string, type: SourceType, name: string): boolean {
  const plan = planMarkers(text, type);
  const tree = treeOf(text);
  if (!plan || !tree) return false;
  const ran = applyPlan(text, plan, SITE_BASE).text;
  const after = treeOf(ran);
  assert.ok(after, `${name} does not parse any more`);
  assert.equal(ran.split('\n').length, text.split('\n').length, `${name} has other lines`);
  assert.deepEqual(unmarked(after), unmarked(tree), `${name} means something else`);
  return plan.at.length > 0;
}

/** Scripts of the packages that are installed here: AWAITSCOPE_CORPUS is how many at most. */
function* corpus(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* corpus(path);
    else if (/\.[cm]?js$/.test(entry.name)) yield path;
  }
}

describe('Markers in a text', () => {
  const cases: readonly [string, string, string][] = [
    [
      'an await',
      'async function f() { await x; }',
      'async function f() {_aw$s(1); _aw$u(2,await _aw$a(2,x)); ;_aw$o();}',
    ],
    [
      'what a block disposes of',
      'async () => { { await using a = b, c = d; await using e = f; } }',
      'async () => {_aw$s(1); { await using a = b, c = d; await using e = f; };_aw$u(2); ;_aw$o();}',
    ],
    [
      'what a block disposes of behind a loop that awaits',
      'async () => { { for await (a of b) c; await using d = e; } }',
      'async () => {_aw$s(1); { for await (a of b) {_aw$u(2);c;};_aw$u(2); await using d = e; };_aw$u(3); ;_aw$o();}',
    ],
    [
      'what a function disposes of: that may throw behind its end',
      'async () => { using a = b; }',
      'async () => {_aw$s(1);try{ using a = b; ;_aw$o();}catch(_aw$E){_aw$x();throw _aw$E;}finally{_aw$e();}}',
    ],
    [
      'what a block of a try disposes of: nothing stands behind it',
      'async () => { try { await using a = b; } finally { { await using c = d; } } }',
      'async () => {_aw$s(1); try { await using a = b; } finally {const _aw$F=_aw$f(); { await using c = d; };_aw$u(3); ;_aw$g(_aw$F);} ;_aw$o();}',
    ],
    [
      'what a module disposes of at its end',
      'await using a = b; await c;',
      '_aw$m(1);await using a = b; _aw$u(3,await _aw$a(3,c));',
    ],
    [
      'an await without a blank',
      'async()=>{await[1]}',
      'async()=>{_aw$s(1);_aw$u(2,await _aw$a(2,[1]));_aw$o();}',
    ],
    [
      'a sequence',
      'async () => { await (a, b) }',
      'async () => {_aw$s(1); _aw$u(2,await (_aw$a(2,(a, b)))) ;_aw$o();}',
    ],
    [
      'a chain of awaits',
      'async () => { const x = await (await f(u)).json(); }',
      'async () => {_aw$s(1); const x = _aw$u(2,await _aw$a(2,(_aw$c(3),_aw$u(4,(await _aw$a(4,f(_aw$c(5,u)))).json())))); ;_aw$o();}',
    ],
    [
      'what is taken apart',
      'async () => { const { a } = await x\n for (const b of await a) { b() } }',
      'async () => {_aw$s(1); const { a } = await _aw$a(2,x);_aw$u(2);\n for (const b of await _aw$a(3,a)) {_aw$u(3); b() } ;_aw$o();}',
    ],
    [
      'a branch',
      'async () => { (a ? await b : c)(); f(a && (await b)) }',
      'async () => {_aw$s(1); (a ? await _aw$a(2,b) : c)(); f(a && (_aw$u(3,await _aw$a(3,b)))) ;_aw$o();}',
    ],
    [
      'for await',
      'async () => { for await (const x of y) { z(x) } a() }',
      'async () => {_aw$s(1); for await (const x of y) {_aw$u(2); z(x) };_aw$u(2); a() ;_aw$o();}',
    ],
    ['an expression body', 'async x => x.y', 'async x => _aw$v(_aw$s(1),x.y)'],
    ['an object as body', 'async x => ({})', 'async x => (_aw$v(_aw$s(1),{}))'],
    [
      'directives',
      "async function f() { 'use strict'\n g() }",
      "async function f() { 'use strict';_aw$s(1);\n g() ;_aw$o();}",
    ],
    ['a return of nothing', 'async () => { return\n }', 'async () => {_aw$s(1); return _aw$r()\n ;_aw$o();}'],
    ['new Promise', 'new Promise((r) => r())', 'new Promise(_aw$p(1,Promise,(r) => r()))'],
    ['a timer', 'setTimeout(f, 1)', 'setTimeout(f, _aw$t(1,setTimeout,1))'],
    ['a default that calls', 'async (a = g()) => a', 'async (a = _aw$q(_aw$P(),g())) => _aw$v(_aw$s(1),a)'],
  ];
  for (const [title, text, expected] of cases) {
    it(title, () => assert.equal(marked(text), expected));
  }

  it('leave a text alone that needs none, has their names, or does not parse', () => {
    assert.deepEqual(planMarkers('const a = 1;', 'module')!.at, []);
    assert.equal(planMarkers('async () => _aw$a', 'module'), undefined);
    assert.equal(planMarkers('async () => {{{', 'module'), undefined);
  });

  it('change nothing of how real scripts are read', function () {
    this.timeout(240_000);
    const most = Number(process.env.AWAITSCOPE_CORPUS ?? 250);
    let n = 0;
    let refused = 0;
    for (const path of corpus(join(ROOT, process.env.AWAITSCOPE_CORPUS_FOLDER ?? 'node_modules'))) {
      const text = readFileSync(path, 'utf8');
      if (text.length > Number(process.env.AWAITSCOPE_CORPUS_SIZE ?? 400_000) || !/\basync\b/.test(text))
        continue;
      const type = path.endsWith('.mjs') ? 'module' : 'commonjs';
      if (check(text, type, path)) n++;
      else refused++;
      if (n >= most) break;
    }
    assert.ok(n > 100, `${n} scripts`);
    if (process.env.AWAITSCOPE_CORPUS) console.log(`      ${n} scripts marked, ${refused} refused`);
  });
});
