import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixture } from '../support/paths';
import { awaitscope, complaint } from './command';

const PROGRAM = fixture('diff/program.mjs');

interface Await {
  readonly function: string;
  readonly site: { readonly line: number };
}
interface Output {
  readonly same: boolean;
  readonly divergence: { readonly a: Await; readonly b: Await } | null;
  readonly inversions: number;
  readonly moved: readonly Await[];
  readonly appeared: readonly Await[];
  readonly vanished: readonly Await[];
  readonly stuck: readonly (Await & { readonly side: string })[];
  readonly times: readonly { readonly place: string }[];
  readonly unstable: number;
}

describe('awaitscope diff', () => {
  let folder = '';
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'awaitscope-diff-'));
    for (const how of ['one', 'two', 'swap', 'extra', 'hang']) {
      await awaitscope(folder, 'run', '-o', how, '--', process.execPath, PROGRAM, how);
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const line = (name: string): number =>
    readFileSync(PROGRAM, 'utf8')
      .split('\n')
      .findIndex((text) => text.endsWith(`// ${name}`)) + 1;
  const diff = async (
    a: string,
    b: string,
    ...more: string[]
  ): Promise<Output & { status: number | null }> => {
    const { status, stdout, stderr } = await awaitscope(folder, 'diff', a, b, '--format', 'json', ...more);
    assert.equal(stderr, '');
    return { status, ...(JSON.parse(stdout) as Output) };
  };

  it('finds nothing between runs whose timers are jittered', async () => {
    const { status, same, divergence, inversions, appeared, vanished } = await diff('one', 'two');
    assert.deepEqual(
      { status, same, divergence, inversions },
      { status: 0, same: true, divergence: null, inversions: 0 },
    );
    assert.deepEqual([appeared, vanished], [[], []]);
  });

  it('finds the first difference of order, and the pairs the other way round', async () => {
    const { status, divergence, inversions, moved, times } = await diff('one', 'swap');
    assert.equal(status, 1);
    assert.deepEqual([divergence?.a.site.line, divergence?.b.site.line], [line('a'), line('b')]);
    assert.equal(inversions, 1);
    assert.equal(moved.length, 1);
    assert.ok(times.some(({ place }) => place.includes(`:${line('a')}:`)));
  });

  it('finds awaits of one side only, and those never left', async () => {
    const extra = await diff('one', 'extra');
    assert.deepEqual(
      [extra.status, extra.appeared.map((w) => w.site.line), extra.vanished],
      [1, [line('extra')], []],
    );
    const hang = await diff('one', 'hang');
    assert.deepEqual(
      hang.appeared.map((w) => w.site.line),
      [line('hang')],
    );
    assert.deepEqual(hang.stuck.map((w) => [w.side, w.site.line])[0], ['b', line('main')]);
    assert.deepEqual(
      (await diff('hang', 'one')).vanished.map((w) => w.site.line),
      [line('hang')],
    );
  });

  it('leaves out what varies among the recordings of one side', async () => {
    const { same, inversions, unstable } = await diff('one', 'two', '--more-b', 'swap');
    assert.deepEqual({ same, inversions }, { same: true, inversions: 0 });
    assert.equal(unstable, 1);
  });

  it('tells it as text and as Markdown', async () => {
    const text = await awaitscope(folder, 'diff', 'one', 'swap');
    assert.match(
      text.stdout,
      /^they differ.*\n\nThe order differs: 1 pair of resumes the other way round\. First\n {2}A went on at /,
    );
    const markdown = await awaitscope(folder, 'diff', 'one', 'swap', '--format', 'markdown');
    assert.match(markdown.stdout, /^\*\*they differ.*\n\n### The order differs/);
    assert.equal(markdown.status, 1);
  });

  it('refuses what it cannot compare', async () => {
    assert.match(complaint(await awaitscope(folder, 'diff', 'one')), /two recordings/);
    assert.match(complaint(await awaitscope(folder, 'diff', 'one', 'missing')), /missing/);
    assert.match(
      complaint(await awaitscope(folder, 'diff', 'one', 'two', '--format', 'xml')),
      /text, json or markdown/,
    );
  });
});
