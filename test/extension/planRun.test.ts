import assert from 'node:assert/strict';
import { planRun } from '../../extension/planRun';
import type { Found } from '../../extension/planRun';
import { parseNodeVersion, programKind, stripsTypes } from '../../extension/program';

const NODE_20 = { major: 20, minor: 20 };
const NODE_24 = { major: 24, minor: 0 };
const alone: Found = { program: true };
const TSX = 'file:///ws/node_modules/tsx/dist/loader.mjs';

describe('planRun', () => {
  it('runs JavaScript as it is', () => {
    for (const name of ['a.js', 'a.cjs', 'a.mjs', 'A.JS']) {
      assert.deepEqual(planRun(`/ws/${name}`, NODE_20, alone), { flags: [], entry: `/ws/${name}` });
    }
  });

  it('passes the flags of the user on, before the program', () => {
    assert.deepEqual(planRun('/ws/a.js', NODE_20, alone, ['--conditions=dev']), {
      flags: ['--conditions=dev'],
      entry: '/ws/a.js',
    });
  });

  it("runs TypeScript with the project's tsx, on any Node", () => {
    for (const node of [NODE_20, NODE_24]) {
      assert.deepEqual(planRun('/ws/a.ts', node, { program: true, tsx: TSX }), {
        flags: ['--import', TSX],
        entry: '/ws/a.ts',
      });
    }
  });

  it('leaves the loader to the user where their flags bring one', () => {
    const plan = planRun('/ws/a.ts', NODE_20, { program: true, tsx: TSX }, ['--import=ts-node/register']);
    assert.deepEqual(plan, { flags: ['--import=ts-node/register'], entry: '/ws/a.ts' });
  });

  it('leaves TypeScript to a Node that strips types', () => {
    assert.deepEqual(planRun('/ws/a.mts', NODE_24, alone), { flags: [], entry: '/ws/a.mts' });
    assert.deepEqual(planRun('/ws/a.mts', { major: 22, minor: 18 }, alone), {
      flags: [],
      entry: '/ws/a.mts',
    });
  });

  it('runs fresh built output on an older Node', () => {
    const built = { file: '/ws/out/a.js', fresh: true, map: true };
    assert.deepEqual(planRun('/ws/a.ts', NODE_20, { program: true, built }), {
      flags: [],
      entry: '/ws/out/a.js',
    });
  });

  it('says what is wrong with built output that it cannot use', () => {
    const built = { file: '/ws/out/a.js', fresh: true, map: true };
    const refused = (change: object) =>
      planRun('/ws/a.ts', NODE_20, { program: true, built: { ...built, ...change } });
    assert.deepEqual(refused({ fresh: false }), { refused: 'staleBuild' });
    assert.deepEqual(refused({ map: false }), { refused: 'unmappedBuild' });
  });

  it('refuses what Node cannot run', () => {
    assert.deepEqual(planRun('/ws/a.ts', NODE_20, alone), { refused: 'noTypeScript' });
    assert.deepEqual(planRun('/ws/a.tsx', NODE_24, alone), { refused: 'noJsx' });
    assert.deepEqual(planRun('/ws/a.py', NODE_24, alone), { refused: 'notAProgram' });
    assert.deepEqual(planRun('/ws/a.js', NODE_24, { program: false }), { refused: 'missing' });
    assert.deepEqual(planRun('/ws/a.js', { major: 18, minor: 20 }, alone), { refused: 'oldNode' });
  });
});

describe('program', () => {
  it('knows kinds by the name of the file', () => {
    const kinds = ['a.ts', 'a.d.ts', 'a.d.mts', 'a.jsx', 'Makefile', 'a.b.cjs', '/a.js/b'].map(programKind);
    assert.deepEqual(kinds, ['typescript', undefined, undefined, 'jsx', undefined, 'javascript', undefined]);
  });

  it('reads the version that Node prints', () => {
    assert.deepEqual(parseNodeVersion('v22.18.0\n'), { major: 22, minor: 18 });
    assert.deepEqual(parseNodeVersion('v26.0.0-nightly20260101'), { major: 26, minor: 0 });
    for (const text of ['', '1.2.3', 'Python 3.12.1']) assert.equal(parseNodeVersion(text), undefined);
  });

  it('knows which versions strip types without a flag', () => {
    const strips = [
      [20, 20],
      [22, 17],
      [22, 18],
      [23, 5],
      [23, 6],
      [24, 0],
    ].map(([major, minor]) => stripsTypes({ major: major!, minor: minor! }));
    assert.deepEqual(strips, [false, false, true, false, true, true]);
  });
});
