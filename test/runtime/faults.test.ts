import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { availableMajors, nodeBinary } from '../support/nodes';
import { CLI, fixture } from '../support/paths';
import { eventsOf, recordings, run, temporaryFolder, traceInto } from './traced';

describe('When things go wrong', function () {
  this.timeout(60_000);
  const { trace } = recordings();
  const folder = temporaryFolder();

  for (const major of availableMajors()) {
    const node = nodeBinary(major);

    for (const files of ['closed', 'reopen']) {
      it(`a recording that can no longer be written stops with one line, and the program goes on (${files}, Node ${major})`, async () => {
        const { status, stdout, stderr } = await trace([node, fixture('faults/closesFiles.cjs'), files]);
        assert.deepEqual([status, stdout], [0, 'went on\n']);
        const said = stderr.split('\n').filter((line) => line.includes('recording stopped'));
        assert.equal(said.length, 1, stderr);
        assert.match(said[0]!, /^awaitscope: recording stopped \(EBADF.*\); the program goes on$/);
      });
    }

    it(`a part that cannot be made is one line, and the program runs (Node ${major})`, async () => {
      const options = {
        file: '/nowhere/at/all.awaitscope',
        runtime: fixture('../../dist/runtime/awaitscope.js'),
      };
      const env = { ...process.env, AWAITSCOPE: JSON.stringify(options) };
      const program = fixture('programs/order.cjs');
      const { status, stdout, stderr } = await run([node, '--require', options.runtime, program], { env });
      assert.equal(status, 0);
      assert.match(stdout, /done\n$/);
      assert.match(stderr, /^awaitscope: recording stopped \(ENOENT.*\); the program goes on\n$/);
    });

    it(`a program killed by SIGKILL leaves all but its last moments (Node ${major})`, async () => {
      const file = join(folder.path, `killed-${major}.awaitscope`);
      const program = fixture('faults/endless.cjs');
      const command = spawn(process.execPath, [CLI, 'run', '-o', file, '--', node, program], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      // Two texts are 200 ms apart: what came before the first has been flushed long since.
      let printed = '';
      let first = 0;
      command.stdout.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        first ||= Number(/turn (\d+)/.exec(printed)?.[1] ?? 0);
        const pid = Number(/pid (\d+)/.exec(printed)?.[1] ?? 0);
        if (printed.includes('turn 80')) process.kill(pid, 'SIGKILL');
      });
      const [, signal] = (await once(command, 'close')) as [number | null, NodeJS.Signals | null];
      assert.equal(signal, 'SIGKILL');
      assert.equal(first, 40);
      const events = await eventsOf(file);
      assert.ok(events.some((e) => e.kind === 'output' && e.text === 'turn 40\n'));
      assert.ok(events.filter((e) => e.kind === 'resume').length >= 80);
    });

    for (const locations of ['stacks', 'markers'] as const)
      it(`tells where a program hung that was killed, by ${locations} (Node ${major})`, async () => {
        const into = join(folder.path, `hung-${locations}-${major}`);
        mkdirSync(into);
        const file = join(into, 'hung.awaitscope');
        const program = fixture('faults/hangs.cjs');
        const { signal } = await traceInto(file, locations, [node, program, into]);
        assert.equal(signal, 'SIGKILL');
        const events = await eventsOf(file);
        const [start] = events.filter((e) => e.kind === 'task-start');
        const last = events.at(-1)!;
        assert.ok(start?.kind === 'task-start' && last.kind === 'stuck', JSON.stringify(last));
        assert.equal(last.task, start.task);
        assert.equal(last.site?.file, program);
        assert.ok([6, 15].includes(last.site.line), String(last.site.line));
        const { stdout } = await run([process.execPath, CLI, 'report', file]);
        assert.match(stdout, /\n {2}in spin .*hangs\.cjs.*seen once.*did not come back/);
      });

    it(`a size limit ends the recording, not the program, and tells what is lost (Node ${major})`, async () => {
      const file = join(folder.path, `small-${major}.awaitscope`);
      const limited = [
        process.execPath,
        CLI,
        'run',
        '-o',
        file,
        '--max-size',
        '100kb',
        '--',
        node,
        fixture('faults/many.cjs'),
      ];
      const { status, stdout } = await run(limited);
      assert.deepEqual([status, stdout], [0, 'done\n']);
      const events = await eventsOf(file);
      const lost = events.filter((e) => e.kind === 'lost');
      assert.equal(lost.length, 1);
      assert.ok(lost[0]!.kind === 'lost' && lost[0]!.count > 10_000 && lost[0]!.why === 'size limit');
    });
  }
});
