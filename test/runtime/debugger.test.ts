import assert from 'node:assert/strict';
import { join } from 'node:path';
import { preloads } from '../../runtime/debugger';
import { DEFAULT_MAX_SIZE, OPTIONS_VARIABLE, encodeOptions, withPreload } from '../../protocol/options';
import { createRecording, finishRecording } from '../../recording/finish';
import { loadRecording } from '../../recording/load';
import { availableMajors, nodeBinary } from '../support/nodes';
import { RUNTIME } from '../support/paths';
import { column } from '../support/trace-text';
import { PROGRAMS, eventsOf, run, temporaryFolder, traceInto } from './traced';

describe('A program in a debugger', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();

  for (const major of availableMajors()) {
    it(`is recorded with the times in which it stood still (Node ${major})`, async () => {
      const file = join(folder.path, `${major}.awaitscope`);
      const monotonic = String(process.hrtime.bigint());
      createRecording(file, { command: [], cwd: '', monotonic, epochMs: 0, awaitscope: '' });
      const options = { file, runtime: RUNTIME, locations: 'stacks', maxSize: DEFAULT_MAX_SIZE } as const;
      const { stdout, stderr } = await run([nodeBinary(major), join(PROGRAMS, 'debugged.cjs')], {
        env: {
          ...process.env,
          NODE_OPTIONS: withPreload(process.env.NODE_OPTIONS, RUNTIME),
          [OPTIONS_VARIABLE]: encodeOptions({ ...options, output: true, debugged: true }),
        },
      });
      assert.equal(stdout, 'went on\n', stderr);
      await finishRecording(file, { exitCode: 0, signal: null, monotonic });
      const { model, warnings } = await loadRecording(file);
      assert.deepEqual(warnings, []);
      const main = model.streams.findIndex(({ info }) => info.tid === 0);
      const pauses = column(model.pauses.count, (row) => model.pauses.stream(row));
      assert.deepEqual(pauses, [main, main]);
      for (let row = 0; row < 2; row++) assert.ok(model.pauses.end(row) > model.pauses.start(row));
      // Nothing happens while the thread stands still, nothing of the tracer's own either.
      const kinds = (await eventsOf(file)).filter((e) => e.tid === 0).map((e) => e.kind);
      const [first, last] = [kinds.indexOf('pause-start'), kinds.lastIndexOf('pause-start')];
      assert.equal(kinds[first + 1], 'pause-end');
      assert.equal(kinds[last + 1], 'pause-end');
      assert.ok(kinds.slice(first, last).includes('suspend'));
    });
  }

  for (const major of availableMajors()) {
    for (const locations of ['stacks', 'markers'] as const) {
      it(`has a whole recording of a thread that its debugger interrupts, by ${locations} (Node ${major})`, async () => {
        const file = join(folder.path, `interrupted-${major}-${locations}.awaitscope`);
        const command = [nodeBinary(major), join(PROGRAMS, 'interrupted.cjs')];
        const { stdout, stderr } = await traceInto(file, locations, command);
        assert.equal(stdout, '12497500 5000\n', stderr);
        const { model, warnings } = await loadRecording(file);
        assert.deepEqual(warnings, []);
        assert.equal(model.tasks.count, 5001);
        const lost = model.streams.flatMap((stream) => stream.lost.map(({ why }) => why));
        assert.deepEqual([...new Set(lost)], ['inspector callbacks that interrupted the thread']);
      });
    }
  }

  it('is preloaded by whoever NODE_OPTIONS names', () => {
    assert.deepEqual(
      preloads('--require "/a b/c\\"d.js" -r ./x.js --no-warnings --require=/y/bootloader.js'),
      ['/a b/c"d.js', './x.js', '/y/bootloader.js'],
    );
    assert.deepEqual(preloads('--no-require-module'), []);
  });
});
