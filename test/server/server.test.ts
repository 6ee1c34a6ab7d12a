import assert from 'node:assert/strict';
import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { placeIn } from '../support/place';
import { recordings, temporaryFolder } from '../runtime/traced';
import { Client } from './client';

const PROGRAM = `const { setTimeout: sleep } = require('node:timers/promises');
async function brew(n) {
  await sleep(n);
  await null;
  return n;
}
class Kettle {
  async boil() {
    for await (const n of [brew(1), brew(2)]) console.log(n);
  }
}
async function forget() {
  await new Promise(() => {});
}
forget();
new Kettle().boil();
`;

describe('The language server', function () {
  this.timeout(60_000);
  const { trace } = recordings();
  const folder = temporaryFolder();
  let client: Client;
  let file: string;
  let recording: string;
  const at = (words: string): [number, number] => {
    const { line, column } = placeIn(readFileSync(file, 'utf8'), words);
    return [line, column];
  };

  before(async () => {
    file = join(folder.path, 'kettle.js');
    writeFileSync(file, PROGRAM);
    recording = (await trace([process.execPath, file])).file;
  });
  beforeEach(async () => {
    client = new Client();
    await client.start({ commandLinks: true });
  });
  afterEach(() => client.kill());

  async function opened(text?: string): Promise<void> {
    await client.open(file, text);
    await client.use(recording);
    await client.state(file, ({ shown, stale, unknown }) => shown + stale > 0 || unknown);
  }
  const labels = async (): Promise<string[]> =>
    (await client.hints(file)).map(({ position, label }) => {
      const text = (label as string).replace(/[\d.]+ (ns|µs|ms)/g, 'T').replace(/ \+ T/g, '');
      return `${position.line + 1} ${text}`;
    });

  it('says at the ends of lines how long their awaits waited', async () => {
    await opened();
    assert.deepEqual(await labels(), ['3 2× T', '4 2× T', '9 3× T', '13 still waiting']);
    const lines = PROGRAM.split('\n');
    for (const { position } of await client.hints(file)) {
      assert.equal(position.character, lines[position.line]!.length);
    }
  });

  it('gives hints only for the lines that are asked for', async () => {
    await opened();
    assert.deepEqual(
      (await client.hints(file, 3, 4)).map(({ position }) => position.line),
      [3],
    );
  });

  it('tells of an await who settled it, with a link to the timeline', async () => {
    await opened();
    const hover = (await client.hover(file, ...at('await sleep')))!;
    assert.match(hover, /\*\*Awaited 2 times\*\*/);
    assert.match(hover, /Settled by Timeout \(kettle&#46;js:3\) 2×/);
    const args = /command:awaitscope\.showTimeline\?([^)]*)/.exec(hover)![1]!;
    const [line, column] = at('await sleep');
    assert.deepEqual(JSON.parse(decodeURIComponent(args)), [{ recording, file, line, column }]);
    const forAwait = await client.hover(file, ...at('await (const'));
    assert.match(forAwait!, /\*\*Awaited 3 times\*\*/);
  });

  it('tells of a function how often it was called and how long calls took', async () => {
    await opened();
    assert.match((await client.hover(file, ...at('brew(n)')))!, /^\*\*brew\*\* called 2 times\n/);
    assert.match((await client.hover(file, ...at('async boil')))!, /\*\*boil\*\* called once/);
    assert.match((await client.hover(file, ...at('forget()')))!, /called once · 1 never ended/);
    assert.equal(await client.hover(file, ...at('console')), undefined);
  });

  it('carries places over changes, and shows none where it is not sure', async () => {
    await opened();
    await client.change(file, `// more\n${PROGRAM.replace('await null;', 'await 7;')}`);
    await client.state(file, ({ stale }) => stale === 1);
    assert.deepEqual(await labels(), ['4 2× T', '10 3× T', '14 still waiting']);
    assert.match((await client.hover(file, 5, 3))!, /changed after the recording/);
  });

  it('shows nothing in a file whose recorded text is not known, and says so', async () => {
    const other = join(folder.path, 'other.js');
    writeFileSync(other, PROGRAM);
    const { file: old } = await trace([process.execPath, other]);
    writeFileSync(other, `${PROGRAM}// saved since\n`);
    await client.open(other);
    await client.use(old);
    await client.state(other, ({ unknown }) => unknown);
    assert.deepEqual(await client.hints(other), []);
    assert.match((await client.hover(other, 3, 3))!, /does not know the text that was recorded/);
    // told what it was, it shows it again
    await client.use(old, [{ recording: old, file: other, text: PROGRAM }]);
    await client.state(other, ({ unknown, shown }) => !unknown && shown > 0);
    assert.equal((await client.hints(other)).length, 4);
  });

  it('tells the client the text of open files, to be told again after a crash', async () => {
    await opened();
    assert.deepEqual(client.kept, [{ recording, file, text: PROGRAM }]);
  });

  it('finds a file that is opened by a link', async () => {
    const link = join(folder.path, 'link.js');
    symlinkSync(file, link);
    await client.open(link);
    await client.use(recording);
    await client.state(link, ({ shown }) => shown > 0);
    assert.equal((await client.hints(link)).length, 4);
  });

  it('is silent when switched off, and says more when asked to', async () => {
    await opened();
    await client.settings({ enabled: true, hints: 'full' });
    assert.match((await labels())[0]!, /2× waiting T, ready T/);
    await client.settings({ enabled: true, hints: 'off' });
    assert.deepEqual(await client.hints(file), []);
    assert.ok(await client.hover(file, ...at('await sleep')));
    await client.settings({ enabled: false });
    assert.equal(await client.hover(file, ...at('await sleep')), undefined);
    await client.use(null);
    await client.settings({ enabled: true });
    assert.deepEqual(await client.hints(file), []);
  });

  it('survives recordings that are none', async () => {
    const broken = join(folder.path, 'broken.awaitscope');
    writeFileSync(broken, 'AWSCOPE\n\u0001\u0000 and then nothing that makes sense');
    await client.open(file);
    await client.use(broken);
    await client.state(file, ({ shown, error }) => shown === 0 && error === undefined);
    await client.use(file);
    await client.state(file, ({ error }) => error?.startsWith(file) === true);
    await client.use(join(folder.path, 'missing.awaitscope'));
    await client.state(file, ({ error }) => error?.endsWith('missing.awaitscope: no such file') === true);
    assert.deepEqual(await client.hints(file), []);
    await client.use(recording);
    await client.state(file, ({ shown }) => shown > 0);
  });

  it('counts lines as the editor does, whatever their ends, behind a byte order mark', async () => {
    const odd = join(folder.path, 'odd.js');
    const text = PROGRAM.replace("require('node", "/*\u2028*/ require('node").replaceAll('\n', '\r\n');
    writeFileSync(odd, `\uFEFF${text}`);
    const { file: made } = await trace([process.execPath, odd]);
    await client.open(odd, text);
    await client.use(made);
    await client.state(odd, ({ shown }) => shown > 0);
    const lines = (await client.hints(odd)).map(({ position }) => position.line + 1);
    assert.deepEqual(lines, [3, 4, 9, 13]);
    assert.match((await client.hover(odd, 3, 3))!, /Awaited 2 times/);
    await client.change(odd, text.replaceAll('\r\n', '\n'));
    assert.equal((await client.hints(odd)).length, 4);
  });

  it('still knows a file that was renamed', async () => {
    const [was, is] = [join(folder.path, 'was.js'), join(folder.path, 'is.js')];
    writeFileSync(was, PROGRAM);
    const { file: made } = await trace([process.execPath, was]);
    renameSync(was, is);
    await client.open(is);
    await client.use(made);
    await client.state(is, ({ shown }) => shown > 0);
    await client.change(is, `\n${PROGRAM}`);
    assert.deepEqual(
      (await client.hints(is)).map(({ position }) => position.line + 1),
      [4, 5, 10, 14],
    );
    assert.match((await client.hover(is, 4, 3))!, /Awaited 2 times/);
    // another file with the same text is not it, once there is one of the old name again
    writeFileSync(was, PROGRAM);
    const copy = join(folder.path, 'copy.js');
    await client.open(copy, PROGRAM);
    assert.deepEqual(await client.hints(copy), []);
  });

  it('shows of a file in two recordings what the one in use says', async () => {
    const { file: twice } = await trace([
      process.execPath,
      '-e',
      `require(${JSON.stringify(file)}); require('node:timers/promises').setTimeout(5).then(() => { delete require.cache[${JSON.stringify(file)}]; require(${JSON.stringify(file)}); })`,
    ]);
    await opened();
    assert.match((await labels())[0]!, /^3 2× /);
    await client.use(twice);
    let first = '';
    while (!first.startsWith('3 4× ')) {
      await client.state(file, ({ shown }) => shown > 0);
      first = (await labels())[0] ?? '';
    }
    await client.use(recording);
    while (!first.startsWith('3 2× ')) first = (await labels())[0] ?? '';
  });

  it('reads a recording anew when another is in its place', async () => {
    const place = join(folder.path, 'again.awaitscope');
    const other = join(folder.path, 'empty.js');
    writeFileSync(other, 'void 0;\n');
    const { file: empty } = await trace([process.execPath, other]);
    copyFileSync(empty, place);
    await client.open(file);
    await client.use(place);
    await client.state(file, ({ shown }) => shown === 0);
    rmSync(place);
    copyFileSync(recording, place);
    await client.use(place);
    await client.state(file, ({ shown }) => shown > 0);
  });

  describe('of built programs', () => {
    const SOURCE = `import { setTimeout as sleep } from 'node:timers/promises';
interface Props { readonly n: number }
const h = async (tag: string, props: Props): Promise<string> => {
  // comment
  await sleep(props.n);
  return tag;
};
export async function render(): Promise<void> {
  const made = await <tea n={1} />;
  await null;
}
void render();
`;
    /** @returns the source and what runs */
    function build(name: string, text: string, inlineSources: boolean): { source: string; built: string } {
      const source = join(folder.path, name, 'src/tea.tsx');
      const built = join(folder.path, name, 'dist/tea.js');
      mkdirSync(dirname(source), { recursive: true });
      mkdirSync(dirname(built), { recursive: true });
      writeFileSync(source, text);
      compile(source, built, inlineSources);
      return { source, built };
    }
    function compile(source: string, built: string, inlineSources: boolean): void {
      const { outputText, sourceMapText } = ts.transpileModule(readFileSync(source, 'utf8'), {
        fileName: 'tea.tsx',
        compilerOptions: {
          module: ts.ModuleKind.CommonJS,
          target: ts.ScriptTarget.ES2022,
          jsx: ts.JsxEmit.React,
          jsxFactory: 'h',
          sourceMap: true,
          sourceRoot: '../src',
          inlineSources,
          removeComments: true,
        },
      });
      writeFileSync(built, outputText);
      writeFileSync(`${built}.map`, sourceMapText!);
    }
    const lines = async (source: string): Promise<number[]> =>
      (await client.hints(source)).map(({ position }) => position.line + 1);

    for (const inlineSources of [true, false]) {
      it(`stands in the original, which ${inlineSources ? 'is in the map' : 'is not in the map'}`, async () => {
        const { source, built } = build(`tsx-${inlineSources}`, SOURCE, inlineSources);
        const { file: made } = await trace([process.execPath, built]);
        await client.open(source);
        await client.use(made);
        await client.state(source, ({ shown }) => shown === 5);
        assert.deepEqual(await lines(source), [5, 9, 10]);
        assert.match((await client.hover(source, 5, 3))!, /Settled by Timeout/);
        assert.match((await client.hover(source, 3, 7))!, /\*\*h\*\* called once/);
        await client.change(source, SOURCE.replace('  // comment\n', ''));
        assert.deepEqual(await lines(source), [4, 8, 9]);
      });
    }

    it('shows nothing of a build that is no more', async () => {
      const { source, built } = build('rebuilt', SOURCE, true);
      const { file: made } = await trace([process.execPath, built]);
      writeFileSync(source, SOURCE.replace('  // comment\n', '  await null;\n'));
      compile(source, built, true);
      await client.open(source);
      await client.use(made);
      await client.state(source, ({ unknown }) => unknown);
      assert.deepEqual(await lines(source), []);
    });

    it('shows nothing in a source that was changed after the build and before the run', async () => {
      const { source, built } = build('changed', SOURCE, false);
      writeFileSync(source, SOURCE.replace('  // comment\n', ''));
      const { file: made } = await trace([process.execPath, built]);
      await client.open(source);
      await client.use(made);
      await client.state(source, ({ unknown }) => unknown);
      assert.deepEqual(await lines(source), []);
    });
  });

  it('survives any damage to a recording', async () => {
    const bytes = readFileSync(recording);
    await client.open(file);
    for (let i = 0; i < 60; i++) {
      const damaged = Uint8Array.from(bytes.subarray(0, bytes.length - (i % 3 === 0 ? i * 7 : 0)));
      for (let k = 0; k < 8; k++) damaged[40 + ((i * 7919 + k * 104_729) % (damaged.length - 40))]! ^= 1 << k;
      const broken = join(folder.path, `damaged-${i}.awaitscope`);
      writeFileSync(broken, damaged);
      await client.use(broken);
      await client.hints(file);
      await client.hover(file, ...at('await sleep'));
    }
    await client.use(recording);
    await client.state(file, ({ shown }) => shown > 3);
    assert.match((await client.hover(file, ...at('await sleep')))!, /Awaited 2 times/);
  });

  it('names only a few of the awaits of a long line', async () => {
    const long = join(folder.path, 'long.js');
    const text = `(async () => { ${'await 1; '.repeat(500)} })();\n`;
    writeFileSync(long, text);
    const { file: made } = await trace([process.execPath, long]);
    await client.open(long);
    await client.use(made);
    await client.state(long, ({ shown }) => shown > 0);
    const [hint, ...others] = await client.hints(long);
    assert.deepEqual(others, []);
    assert.match(hint!.label as string, /^([^·]+ · ){3}497 more$/);
    assert.match((await client.hover(long, 1, text.lastIndexOf('await') + 1))!, /Awaited once/);
  });

  it('shows hostile names as text', async () => {
    const hostile = join(folder.path, 'hostile.js');
    const name = '[x](command:evil) <img src=x> | `a` **b**';
    const text = `const o = { async ${JSON.stringify(name)}() { await 1; } };\no[${JSON.stringify(name)}]();\n`;
    writeFileSync(hostile, text);
    const { file: made } = await trace([process.execPath, hostile]);
    await client.open(hostile);
    await client.use(made);
    await client.state(hostile, ({ shown }) => shown > 0);
    const hover = (await client.hover(hostile, 1, text.indexOf('async') + 1))!;
    assert.match(hover, /called once/);
    assert.doesNotMatch(hover.split('\n')[0]!.replace(/^\*\*|\*\* called.*/g, ''), /[<>[\]()`*|]/);
  });
});
