import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import ts from 'typescript';
import type { SourceInfo } from '../../protocol/container';
import { LocRole } from '../../protocol/events';
import type { RawLoc, RawScript } from '../../protocol/events';
import { SiteMapper } from '../../recording/sites';
import { eachPlace } from './build';

/** Every token that a site must hit carries a label after it, in the original and in what runs. */
const ORIGINAL = `interface Foo { a: number }

export default async function /*main*/ start(this: void, foo: Foo): Promise<number> {
  const x: number = await other<number>(foo.a as any);
  for await (const y of [other(1)]) { lib.deep.call(y); }
  return await (await new Impl().work() as any)?.value ?? x;
}
abstract class Base { protected abstract work(): Promise<unknown>; }
class Impl extends Base { public override async  work(): Promise<unknown> { return await null; } }
const lib = { deep: { async call<T>(v: T): Promise<T> { "await 'x'"; /* await */ return await v; } } };
const other = async <T,>(v: T): Promise<T> => { await 0; return v; };
void start({ a: 1 });
`;

/** Sites of the original, by what they are. */
const EXPECTED = {
  'function start': at('async function /*main*/'),
  'await other': at('await other<'),
  'for await': at('for await'),
  'call deep': at('call(y)'),
  'outer await': at('await (await'),
  'inner await': at('await new'),
  construction: at('new Impl'),
  'call work': at('work() as'),
  'method work': at('work(): Promise<unknown> {'),
  'await null': at('await null'),
  'method call': at('call<T>'),
  'await v': at('await v;'),
  'arrow other': at('async <T,>'),
  'await 0': at('await 0'),
};

function at(words: string): string {
  const before = ORIGINAL.slice(0, ORIGINAL.indexOf(words)).split('\n');
  return `${before.length}:${before.at(-1)!.length + 1}`;
}

/** Raw locations as V8 reports them in what was compiled from the original. */
function rawLocs(text: string): Record<keyof typeof EXPECTED, RawLoc> {
  const find = (pattern: RegExp, from = 0): [number, number] => {
    const match = pattern.exec(text.slice(from));
    assert.ok(match, `${String(pattern)} in ${text}`);
    const before = text.slice(0, from + match.index + match[0].length).split(/\r?\n/);
    return [before.length, before.at(-1)!.length + 1];
  };
  const loc = (
    role: LocRole,
    [line, column]: [number, number],
    [functionLine, functionColumn] = [1, 1],
  ): RawLoc => ({
    role,
    script: 1,
    line,
    column,
    functionLine,
    functionColumn,
    name: 'f',
  });
  const { call, await: awaits, function: functions } = LocRole;
  const OTHER = /other ?= ?(?:__name\()?(?=async)/;
  const work = text.search(/async\s+work\s*\(/);
  return {
    'function start': loc(
      functions,
      find(/async function (\/\*main\*\/ )?start/),
      find(/(?=async function)/),
    ),
    'await other': loc(awaits, find(/await (?=other)/)),
    'for await': loc(awaits, find(/for await ?\(const (?=y)/)),
    'call deep': loc(call, find(/lib\.deep\.(?=call)/)),
    'outer await': loc(awaits, find(/\)\s*\?\.(?=value)/)),
    'inner await': loc(awaits, find(/Impl\(?\)?\.(?=work)/)),
    construction: loc(call, find(/await (?=new Impl)/)),
    'call work': loc(call, find(/Impl\(?\)?\.(?=work)/)),
    'method work': loc(functions, find(/async\s+work\s*(?=\()/), find(/(?=async\s+work)/)),
    'await null': loc(awaits, find(/(?=return await null)/, work)),
    'method call': loc(functions, find(/async call/), find(/(?=async call)/)),
    'await v': loc(awaits, find(/(?=return await \w+\b)/, text.search(/async call/))),
    'arrow other': loc(functions, find(OTHER), find(OTHER)),
    'await 0': loc(awaits, find(/(?=await 0)/)),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function mapper(
  url: string,
  locs: readonly RawLoc[],
  info?: Partial<SourceInfo>,
  library = false,
): SiteMapper {
  const scripts: (RawScript | undefined)[] = [undefined, { url, library }];
  const sites = new SiteMapper();
  sites.addTables(0, { scripts, locs: [undefined, ...locs], strings: [''] });
  if (info) sites.addSource(0, { url, sha256: '', ...info });
  return sites;
}

describe('SiteMapper', () => {
  const place = eachPlace();
  const write = (name: string, text: string): string => {
    const path = join(place().folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };

  /** Locates all that the text has, and compares with what stands in the original. */
  function checkAll(text: string, url: string, info: Partial<SourceInfo>, file: string): void {
    const raw = rawLocs(text);
    const names = Object.keys(EXPECTED) as (keyof typeof EXPECTED)[];
    const sites = mapper(
      url,
      names.map((name) => raw[name]),
      info,
    );
    const found = Object.fromEntries(
      names.map((name, i) => {
        const site = sites.locate(0, i + 1)!;
        assert.equal(site.file, file, name);
        return [name, `${site.line}:${site.column}`];
      }),
    );
    assert.deepEqual(found, EXPECTED);
    const called = (name: keyof typeof EXPECTED): string | undefined =>
      sites.locate(0, names.indexOf(name) + 1)!.called;
    assert.deepEqual(
      [called('call deep'), called('construction'), called('call work'), called('await v')],
      ['call', 'new Impl', 'work', undefined],
    );
    const awaited = (name: keyof typeof EXPECTED): string | undefined =>
      sites.locate(0, names.indexOf(name) + 1)!.awaited;
    const all = (
      ['await other', 'for await', 'inner await', 'await null', 'await v', 'await 0'] as const
    ).map(awaited);
    assert.deepEqual(all, ['other()', undefined, 'work()', 'null', 'v', '0']);
  }

  it('tells the title with which a function is given to a call', () => {
    const path = write('some.test.mjs', "it('adds', async () => {\n  await 1;\n});\n");
    const at = { script: 1, line: 1, column: 12, functionLine: 1, functionColumn: 12, name: '' };
    const sites = mapper(
      pathToFileURL(path).href,
      [
        { ...at, role: LocRole.function },
        { ...at, role: LocRole.await, line: 2, column: 3 },
      ],
      { sha256: sha256(readFileSync(path, 'utf8')) },
    );
    assert.equal(sites.locate(0, 1)!.title, 'adds');
    assert.equal(sites.locate(0, 2)!.title, undefined);
  });

  it('follows a map that exists only in memory, of minified text (tsx)', () => {
    const path = write('src/a b.ts', ORIGINAL);
    const { code, map } = esbuild.transformSync(ORIGINAL, {
      loader: 'ts',
      format: 'esm',
      target: 'node20',
      sourcemap: 'external',
      sourcefile: path,
      minifyWhitespace: true,
      keepNames: true,
    });
    checkAll(code, pathToFileURL(path).href, { sha256: sha256(code), text: code, map }, path);
  });

  it('follows a map in a comment of the text', () => {
    const path = write('a.ts', ORIGINAL);
    const { code } = esbuild.transformSync(ORIGINAL, {
      loader: 'ts',
      sourcemap: 'inline',
      sourcefile: path,
      target: 'node20',
    });
    checkAll(code, path, { sha256: sha256(code), text: code }, path);
  });

  for (const module of [ts.ModuleKind.CommonJS, ts.ModuleKind.ESNext]) {
    it(`follows the .map file beside what tsc wrote, ${ts.ModuleKind[module]}`, () => {
      const path = write('src/a.ts', ORIGINAL);
      const options = { module, target: ts.ScriptTarget.ES2022, sourceMap: true, sourceRoot: '../src' };
      const { outputText, sourceMapText } = ts.transpileModule(ORIGINAL, {
        fileName: 'a.ts',
        compilerOptions: options,
      });
      const built = write('dist/a.js', outputText);
      write('dist/a.js.map', sourceMapText!);
      checkAll(outputText, built, { sha256: sha256(outputText), mapUrl: 'a.js.map' }, path);
    });
  }

  it('follows an indexed map', () => {
    const path = write('src/a.ts', ORIGINAL);
    const { code, map } = esbuild.transformSync(ORIGINAL, {
      loader: 'ts',
      sourcemap: 'external',
      sourcefile: 'src/a.ts',
      target: 'node20',
    });
    const banner = '"use strict";\n/* bundled */\n';
    const sections = [
      {
        offset: { line: 0, column: 0 },
        map: { version: 3, sources: ['none.js'], names: [], mappings: 'AAAA' },
      },
      { offset: { line: 2, column: 0 }, map: JSON.parse(map) },
    ];
    const built = write('out.js', banner + code);
    write('out.js.map', JSON.stringify({ version: 3, sections }));
    checkAll(banner + code, built, { sha256: sha256(banner + code), mapUrl: 'out.js.map' }, path);
  });

  it('takes text whose types were blanked out by Node as it is', () => {
    // what Node leaves: as long as the original
    const stripped = ORIGINAL.replace(
      /interface.*|abstract class.*|<number>|this: void, |: Foo|: number(?= =)| as any|<T,?>|: Promise<\w+>|: T\b|public override/g,
      (types) => ' '.repeat(types.length),
    ).replace('extends Base', '            ');
    const path = write('a.ts', ORIGINAL);
    checkAll(stripped, pathToFileURL(path).href, { sha256: sha256(stripped), text: stripped }, path);
  });

  const awaitLoc: RawLoc = {
    role: LocRole.await,
    script: 1,
    line: 1,
    column: 21,
    functionLine: 1,
    functionColumn: 1,
    name: '',
  };
  const CODE = 'async () => { await x.y(); };';

  it('snaps in the text on disk if that is what ran, a byte order mark aside', () => {
    for (const mark of ['', '\uFEFF']) {
      const path = write('a.js', mark + CODE);
      assert.equal(mapper(path, [awaitLoc], { sha256: sha256(CODE) }).locate(0, 1)!.column, 15);
      assert.equal(mapper(path, [awaitLoc], { sha256: sha256(mark + CODE) }).locate(0, 1)!.column, 15);
    }
  });

  it('takes the raw position if the text has changed since', () => {
    const path = write('a.js', CODE);
    assert.equal(mapper(path, [awaitLoc], { sha256: sha256('other') }).locate(0, 1)!.column, 21);
  });

  it('trusts the file where the program was killed before it described its sources', () => {
    assert.equal(mapper(write('a.js', CODE), [awaitLoc]).locate(0, 1)!.column, 15);
    assert.equal(mapper(write('a.ts', CODE), [awaitLoc]).locate(0, 1)!.column, 21);
  });

  it('keeps names, and marks libraries', () => {
    const path = write('a.js', CODE);
    const sites = mapper(path, [awaitLoc, { ...awaitLoc, name: 'load' }], { sha256: sha256(CODE) }, true);
    assert.deepEqual(
      [1, 2].map((loc) => [sites.locate(0, loc)!.name, sites.locate(0, loc)!.library]),
      [
        ['(anonymous)', true],
        ['load', true],
      ],
    );
  });

  it('has no site for what comes from no file, or is no location', () => {
    for (const url of [
      'node:fs',
      'eval at f (/a.js:1:2)',
      '[eval]',
      'evalmachine.<anonymous>',
      'file://%zz',
      'relative.js',
      '',
    ]) {
      assert.equal(mapper(url, [awaitLoc]).locate(0, 1), null, url);
    }
    const sites = mapper('/a.js', [
      { ...awaitLoc, line: 0 },
      { ...awaitLoc, script: 9 },
    ]);
    for (const loc of [0, 1, 2, 3, -1, 1e9]) assert.equal(sites.locate(0, loc), null);
    assert.equal(sites.locate(5, 1), null);
  });

  it('places a module’s top level at the first line of its original', () => {
    const start: RawLoc = { ...awaitLoc, role: LocRole.function, column: 1 };
    const path = write('m.mjs', 'async () => 1;');
    assert.deepEqual(mapper(path, [start], {}).locate(0, 1), {
      file: path,
      line: 1,
      column: 1,
      name: '(anonymous)',
      library: false,
    });
    const original = write('src/m.ts', ORIGINAL);
    const { code, map } = esbuild.transformSync(ORIGINAL, {
      loader: 'ts',
      sourcemap: 'external',
      sourcefile: 'src/m.ts',
    });
    const site = mapper(write('m.js', code), [start], { sha256: sha256(code), map }).locate(0, 1)!;
    assert.deepEqual([site.file, site.line, site.column], [original, 1, 1]);
  });

  it('answers anew when a map arrives late, and says so', () => {
    const path = write('a.ts', ORIGINAL);
    const { code, map } = esbuild.transformSync(ORIGINAL, {
      loader: 'ts',
      sourcemap: 'external',
      sourcefile: path,
      minifyWhitespace: true,
    });
    const raw = rawLocs(code)['await other'];
    const sites = mapper(path, [raw]);
    assert.equal(sites.locate(0, 1)!.column, raw.column);
    const before = sites.generation;
    sites.addSource(0, { url: '/other.js', sha256: '' });
    assert.equal(sites.generation, before);
    sites.addSource(0, { url: path, sha256: sha256(code), text: code, map });
    assert.equal(sites.generation, before + 1);
    const site = sites.locate(0, 1)!;
    assert.equal(`${site.line}:${site.column}`, EXPECTED['await other']);
  });

  it('takes what one stream knows of a script for the others', () => {
    const path = write('a.js', CODE);
    const scripts = [undefined, { url: path, library: false }];
    const sites = new SiteMapper();
    for (const stream of [0, 1])
      sites.addTables(stream, { scripts, locs: [undefined, awaitLoc], strings: [''] });
    sites.addSource(1, { url: path, sha256: sha256('x'), text: ` ${CODE}`, mapUrl: undefined });
    assert.equal(sites.locate(0, 1)!.column, 16);
  });

  it('leaves sources of bundlers as they are, unless there is such a file', () => {
    const mapOf = (source: string): string =>
      JSON.stringify({ version: 3, sources: [source], names: [], mappings: 'AAAA' });
    const path = write('dist/deep/a.js', CODE);
    const fileOf = (map: string): string =>
      mapper(path, [awaitLoc], { sha256: sha256(CODE), map }).locate(0, 1)!.file;
    assert.equal(fileOf(mapOf('webpack://app/./none/x.ts')), 'webpack://app/none/x.ts');
    const real = write('src/x.ts', CODE);
    assert.equal(fileOf(mapOf('webpack://app/./src/x.ts')), real);
    assert.equal(fileOf(mapOf('https://example.org/x.ts')), 'https://example.org/x.ts');
    assert.equal(fileOf(mapOf('../../src/x.ts')), real);
    assert.equal(fileOf(mapOf(pathToFileURL(real).href)), real);
    assert.equal(fileOf(mapOf(real)), real);
  });

  it('is not shaken by maps that are none', () => {
    const path = write('a.js', CODE);
    const deep = '['.repeat(100_000);
    for (const map of [
      '',
      '{',
      'null',
      '[]',
      '{}',
      '{"version":3}',
      '{"version":3,"sections":[{}]}',
      '{"version":3,"sources":[null],"mappings":"AAAA"}',
      '{"version":3,"sources":1,"mappings":2}',
      deep,
    ]) {
      assert.ok(mapper(path, [awaitLoc], { sha256: sha256(CODE), map }).locate(0, 1), map.slice(0, 50));
    }
    for (const mapUrl of [
      'none.map',
      '../../../../../../dev/zero',
      'http://example.org/a.map',
      'data:text/plain,x',
      'data:application/json;base64,!!',
      '%zz',
    ]) {
      assert.ok(mapper(path, [awaitLoc], { sha256: sha256(CODE), mapUrl }).locate(0, 1), mapUrl);
    }
  });
});
