import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { nodeBinary } from '../support/nodes';
import { ROOT } from '../support/paths';
import { assertPrinted } from './compare';
import { EXPECTED } from './expected';
import { run, scaleOf, turn } from './runner';
import type { Printed } from './runner';
import { allServers, missingFor, skipFor } from './servers';
import type { Servers } from './servers';
import { expanded, readSnippets } from './snippets';

const SCALE = ['--import', pathToFileURL(join(ROOT, 'scripts/examples/scale.mjs')).href];
const LANGUAGES = [
  { language: 'typescript', extension: 'ts' },
  { language: 'javascript', extension: 'mjs' },
] as const;
const NEEDS_DATABASE = /^(redis|mysql|fastapi)/;
const BLOCKS = readdirSync(join(ROOT, 'examples/blocks')).map((name) => name.replace(/\.ts$/, ''));

describe('the snippets', () => {
  const folder = join(ROOT, 'out/snippets-test');
  let servers: Servers;
  const runs = new Map<string, Promise<Printed>>();

  before(async function () {
    this.timeout(120_000);
    rmSync(folder, { recursive: true, force: true });
    servers = await allServers();
    for (const { language, extension } of LANGUAGES) {
      for (const { id, body } of readSnippets(language)) {
        const own = join(folder, language, id);
        mkdirSync(own, { recursive: true });
        writeFileSync(join(own, 'package.json'), '{ "type": "module" }');
        const file = join(own, `main.${extension}`);
        writeFileSync(file, expanded(body));
        const env = { ...servers.env, SLEEP_SCALE: scaleOf(id, '0.1') };
        const printed = turn(() => run(nodeBinary(24), [...SCALE, file], env, own));
        printed.catch(() => {}); // its own test tells
        runs.set(`${language} ${id}`, printed);
      }
    }
  });
  after(() => servers.stop());

  it('are there for every example and building block, and told in two languages', () => {
    for (const { language } of LANGUAGES) {
      const snippets = readSnippets(language);
      const ids = snippets.map(({ id }) => id).sort();
      assert.deepEqual(ids, [...Object.keys(EXPECTED), ...BLOCKS].sort());
      for (const { description, id } of snippets)
        assert.match(description, /[a-z]{3}.*[\u4e00-\u9fff]{2}/, id);
    }
  });

  it('have a tab stop where a user would change something', () => {
    const body = readSnippets('typescript').find(({ id }) => id === 'async-await-keywords')!.body;
    assert.match(body, /sleep\(\$\{1:2000\}\)/);
    assert.match(body, /sleep\(\$\{2:2000\}\)/);
    const redis = readSnippets('typescript').find(({ id }) => id === 'redis-basic')!.body;
    assert.match(redis, /\?\? \$\{1:'redis:/);
  });

  it('compile under strict', function () {
    this.timeout(120_000);
    const files = readSnippets('typescript').map(({ id }) => join(folder, 'typescript', id, 'main.ts'));
    const program = ts.createProgram(files, {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: ['node'],
      typeRoots: [join(ROOT, 'node_modules/@types')],
    });
    const problems = ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
      const line = file ? file.getLineAndCharacterOfPosition(start ?? 0).line + 1 : 0;
      return `${file?.fileName.slice(folder.length)}:${line} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
    });
    assert.deepEqual(problems, []);
  });

  for (const { language } of LANGUAGES) {
    const ids = readSnippets(language).map(({ id }) => id);
    const assertRuns = async (some: readonly string[]): Promise<void> => {
      for (const id of some) {
        const { lines, stderr, status } = await runs.get(`${language} ${id}`)!;
        const expected = EXPECTED[id] ?? { lines: [] };
        try {
          assertPrinted(lines, expected.lines, { MYSQL_HOST_B: '127.0.0.2', ...servers.env });
          assert.equal(status, expected.status ?? 0);
        } catch (error) {
          throw new Error(`${language} ${id}: ${(error as Error).message}\n${stderr}`, { cause: error });
        }
      }
    };

    it(`in ${language} run, and print what their examples do`, async function () {
      this.timeout(300_000);
      await assertRuns(ids.filter((id) => !NEEDS_DATABASE.test(id)));
    });

    it(`in ${language} run with Redis and MariaDB`, async function () {
      this.timeout(120_000);
      const some = ids.filter((id) => NEEDS_DATABASE.test(id));
      assert.ok(some.length > 5);
      const missing = some.flatMap((id) => missingFor(id, servers) ?? []);
      await assertRuns(some.filter((id) => missingFor(id, servers) === undefined));
      if (missing.length > 0) skipFor(this, [...new Set(missing)].join('\n'));
    });
  }
});
