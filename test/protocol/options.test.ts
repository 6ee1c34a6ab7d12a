import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import {
  DEFAULT_MAX_SIZE,
  PART_SUFFIX,
  decodeOptions,
  encodeOptions,
  partName,
  asksForPermission,
  permissionOptions,
  withPreload,
  withoutPreload,
} from '../../protocol/options';

describe('tracer options', () => {
  it('survive the environment variable', () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            file: fc.string({ unit: 'binary' }),
            runtime: fc.string({ unit: 'binary' }),
            locations: fc.constantFrom('auto', 'markers', 'stacks', 'off'),
            maxSize: fc.nat(),
            output: fc.boolean(),
          },
          { noNullPrototype: true },
        ),
        (options) => assert.deepEqual(decodeOptions(encodeOptions(options)), options),
      ),
    );
  });
  it('have defaults for what an older starter does not say', () => {
    assert.deepEqual(decodeOptions('{"file":"/f","runtime":"/r"}'), {
      file: '/f',
      runtime: '/r',
      locations: 'auto',
      maxSize: DEFAULT_MAX_SIZE,
      output: true,
    });
  });
  it('are none where the variable is not ours', () => {
    for (const text of [undefined, '', '{', 'null', '1', '[]', '{"file":1,"runtime":"/r"}']) {
      assert.equal(decodeOptions(text), undefined, text);
    }
  });
});

describe('preload in NODE_OPTIONS', () => {
  const RUNTIME = String.raw`/a b/it's "x"\y/r.js`;

  it('is joined to what is there and taken out again', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }),
        fc.string({ unit: 'binary', minLength: 1 }),
        (before, runtime) => {
          fc.pre(before.trim() !== '');
          assert.equal(withoutPreload(withPreload(before, runtime), runtime), before);
        },
      ),
    );
    for (const empty of [undefined, '', '  '])
      assert.equal(withoutPreload(withPreload(empty, RUNTIME), RUNTIME), undefined);
    assert.equal(withoutPreload('--no-warnings', RUNTIME), '--no-warnings');
    const behind = ` --require b.js  ${withPreload('--c', RUNTIME)}`;
    assert.equal(
      withoutPreload(behind, RUNTIME),
      ' --require b.js  --c',
      'where others were joined in front',
    );
    assert.equal(withoutPreload(undefined, RUNTIME), undefined);
  });

  it('is taken out with what the permission model was asked for', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }).filter((text) => text.trim() !== ''),
        fc.string({ unit: 'binary', minLength: 1 }),
        fc.string({ unit: 'binary', minLength: 1 }),
        (before, runtime, file) => {
          const granted = permissionOptions({ runtime, file });
          assert.equal(withoutPreload(withPreload(`${granted} ${before}`, runtime), runtime), before);
          assert.equal(withoutPreload(withPreload(granted, runtime), runtime), undefined);
        },
      ),
    );
  });

  it('asks for permissions where the program runs under the permission model', () => {
    assert.ok(asksForPermission(['node', '--permission', 'a.js']));
    assert.ok(asksForPermission(['node', '--no-warnings', '--experimental-permission', 'a.js']));
    assert.ok(asksForPermission(['node', 'a.js'], '--no-warnings --permission'));
    assert.ok(!asksForPermission(['node', 'a.js', '--permission']));
    assert.ok(!asksForPermission(['npm', 'run', 'a']));
  });

  it('is understood by Node, with blanks, quotes and backslashes in the path', () => {
    const folder = mkdtempSync(join(tmpdir(), 'a "b" \\c '));
    try {
      const runtime = join(folder, "it's.js");
      writeFileSync(runtime, 'console.log("loaded")');
      const env = { ...process.env, NODE_OPTIONS: withPreload('--no-warnings', runtime) };
      assert.equal(execFileSync(process.execPath, ['-p', '1'], { env, encoding: 'utf8' }), 'loaded\n1\n');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('names of parts', () => {
  it('carry the process and thread', () => {
    const name = partName('/x/a.awaitscope', 12, 3);
    assert.equal(name, '/x/a.awaitscope.12-3.part');
    assert.deepEqual([...PART_SUFFIX.exec(name.slice('/x/a.awaitscope'.length))!].slice(1), ['12', '3']);
  });
});
