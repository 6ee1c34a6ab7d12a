import assert from 'node:assert/strict';
import { decodeOptions } from '../../protocol/options';
import { debugOptions, nodeOptionsOf, recorded, renameAtRestart } from '../../extension/debugOptions';

const launch = { type: 'pwa-node', request: 'launch', name: 'x' };
const tracer = {
  file: '/ws/.awaitscope/a.awaitscope',
  runtime: '/my ext/dist/runtime/awaitscope.js',
  locations: 'stacks',
  maxSize: 1,
  output: true,
} as const;
const by = { tracer, inherited: undefined, envFile: undefined };
const PRELOAD = '--require "/my ext/dist/runtime/awaitscope.js"';

describe('"awaitscope" in a launch configuration', () => {
  it('asks for a recording where it is true or an object of options', () => {
    assert.deepEqual(debugOptions({ ...launch, awaitscope: true }), {});
    assert.deepEqual(debugOptions({ ...launch, awaitscope: { showTimeline: false } }), {
      showTimeline: false,
    });
    for (const awaitscope of [undefined, false, null])
      assert.equal(debugOptions({ ...launch, awaitscope }), undefined);
  });

  it('is refused where it means nothing, and where the program runs already', () => {
    for (const awaitscope of ['yes', 1, [], { showTimeline: 1 }, { locations: 'markers' }])
      assert.equal(debugOptions({ ...launch, awaitscope }), 'invalid');
    assert.equal(debugOptions({ ...launch, request: 'attach', awaitscope: true }), 'attach');
  });

  it("is not for js-debug's own sessions of single processes", () => {
    assert.equal(
      debugOptions({ ...launch, request: 'attach', awaitscope: true, __pendingTargetId: '1' } as object),
      undefined,
    );
  });

  it('joins the tracer to NODE_OPTIONS, wherever those are told', () => {
    const nodeOptions = (configuration: object, more: object = {}) =>
      (recorded({ ...launch, ...configuration }, { ...by, ...more }) as { env?: Record<string, string> })
        .env!['NODE_OPTIONS'];
    assert.equal(nodeOptions({}), PRELOAD);
    assert.equal(nodeOptions({}, { inherited: '--a' }), `${PRELOAD} --a`);
    assert.equal(nodeOptions({ env: { NODE_OPTIONS: '--b' } }, { inherited: '--a' }), `${PRELOAD} --b`);
    assert.equal(nodeOptions({ env: { NODE_OPTIONS: null } }, { inherited: '--a' }), PRELOAD);
    const envFile = 'A=1\nexport NODE_OPTIONS="--c --d"\n';
    assert.equal(nodeOptions({}, { envFile, inherited: '--a' }), `${PRELOAD} --c --d`);
    assert.equal(nodeOptions({ env: { NODE_OPTIONS: PRELOAD } }), PRELOAD, 'joined once');
    assert.equal(nodeOptionsOf('NODE_OPTIONS_X=1'), undefined);
  });

  it('keeps what else stands there, and has the debugger pass over the tracer', () => {
    const configuration = recorded({ ...launch, env: { A: '1' }, skipFiles: ['a/**'] }, by);
    assert.deepEqual(configuration.skipFiles, ['a/**', tracer.runtime, '/my ext/dist/runtime/parser.js']);
    assert.deepEqual(recorded(launch, by), {
      ...recorded(launch, by),
      skipFiles: ['<node_internals>/**', tracer.runtime, '/my ext/dist/runtime/parser.js'],
    });
    assert.equal(configuration.env.A, '1');
    const told = (configuration.env as Record<string, string>)['AWAITSCOPE'];
    assert.deepEqual(decodeOptions(told), { ...tracer, debugged: true });
    const quiet = recorded({ ...launch, noDebug: true }, by) as { env?: Record<string, string> };
    assert.equal(decodeOptions(quiet.env!['AWAITSCOPE'])!.debugged, undefined);
  });

  it('gives a program that is started anew a recording of its own', () => {
    const message = {
      command: 'restart',
      arguments: { arguments: structuredClone(recorded({ ...launch, env: {} }, by)) },
    };
    assert.equal(
      renameAtRestart(message, () => '/ws/b'),
      true,
    );
    const { env } = message.arguments.arguments as { env: Record<string, string> };
    assert.equal(decodeOptions(env['AWAITSCOPE'])!.file, '/ws/b');
    for (const other of [undefined, {}, { command: 'next' }, { command: 'restart' }])
      assert.equal(
        renameAtRestart(other, () => assert.fail()),
        false,
      );
  });
});
