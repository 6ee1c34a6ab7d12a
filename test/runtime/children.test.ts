import assert from 'node:assert/strict';
import { join } from 'node:path';
import { loadRecording } from '../../recording/load';
import { availableMajors, nodeBinary } from '../support/nodes';
import { fixture } from '../support/paths';
import { PROGRAMS, eventsOf, recordings } from './traced';

describe('A recording', function () {
  this.timeout(60_000);
  const { trace } = recordings();

  for (const major of availableMajors()) {
    it(`holds worker threads, forked processes, and those with an environment of their own (Node ${major})`, async () => {
      const { file } = await trace([nodeBinary(major), join(PROGRAMS, 'children.cjs')]);
      const threads = new Map<string, string[]>();
      for (const e of await eventsOf(file)) {
        const thread = `${e.pid} ${e.tid}`;
        if (!threads.has(thread)) threads.set(thread, []);
        if (e.kind === 'task-start') threads.get(thread)!.push(e.name);
      }
      const tasks = [...threads.values()].map((names) => names.sort().join()).sort();
      const threadsOrForks = Array.from({ length: 5 }, () => 'job,main');
      assert.deepEqual(tasks, ['(anonymous)', '(anonymous)', ...threadsOrForks, 'main']);
      const { streams, processes } = await loadRecording(file).then(({ model, processes }) => ({
        streams: model.streams,
        processes,
      }));
      const infos = streams.map(({ info }) => info);
      const main = infos.find(({ startedBy }) => startedBy === undefined);
      const others = infos.filter((info) => info !== main);
      assert.equal(main!.startedBy, undefined);
      const byThread = others.filter(({ startedBy }) => startedBy!.tid !== 0);
      assert.deepEqual(
        byThread.map(({ tid, startedBy }) => [tid, startedBy!.pid]),
        [[0, main!.pid]],
      );
      const recorded = new Set(streams.map(({ info }) => info.pid));
      const notRecorded = processes.filter(({ pid }) => !recorded.has(pid)).map((p) => p.file);
      assert.deepEqual(notRecorded, ['sh']);
    });

    it(`holds the processes of Node's test runner (Node ${major})`, async () => {
      const { file, status } = await trace([nodeBinary(major), '--test', fixture('faults/tested.mjs')]);
      assert.equal(status, 0);
      assert.ok((await eventsOf(file)).some((e) => e.kind === 'task-start' && e.name === 'tested'));
    });
  }
});
