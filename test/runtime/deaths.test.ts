import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TraceEvent } from '../../model/event-types';
import { availableMajors, nodeBinary } from '../support/nodes';
import { fixture } from '../support/paths';
import { eventsOf, recordings, temporaryFolder, traceInto, withoutSummary } from './traced';

const PROGRAM = fixture('faults/dies.cjs');
/** What the program has done before it dies: the last of these steps is the one that no timer has seen. */
const STEPS = 41;

const stepsIn = (events: readonly TraceEvent[]): number => {
  const steps = new Set<number>();
  for (const e of events) if (e.kind === 'task-start' && e.name === 'step') steps.add(e.task);
  return events.filter((e) => e.kind === 'task-end' && steps.has(e.task)).length;
};

for (const locations of ['stacks', 'markers'] as const)
  describe(`A program that dies, by ${locations}`, function () {
    this.timeout(60_000);
    const { trace } = recordings(locations);
    const folder = temporaryFolder();

    for (const major of availableMajors()) {
      const node = [nodeBinary(major), '--max-old-space-size=24', PROGRAM];
      const dies = (way: string): Promise<{ events: TraceEvent[] } & Awaited<ReturnType<typeof trace>>> =>
        trace([...node, way]).then(async (ended) => ({ ...ended, events: await eventsOf(ended.file) }));

      for (const [way, status] of [
        ['end', 0],
        ['exit', 3],
        ['throw', 1],
        ['reject', 1],
      ] as const)
        it(`has lost nothing: ${way} (Node ${major})`, async () => {
          const ended = await dies(way);
          assert.deepEqual([ended.status, ended.signal, ended.stdout], [status, null, '40 steps\n']);
          assert.equal(stepsIn(ended.events), STEPS);
        });

      // Timers are called in the order in which they are due, so what came before the program's own long ones has been written.
      for (const [way, signal] of [
        ['SIGINT', 'SIGINT'],
        ['SIGTERM', 'SIGTERM'],
        ['SIGKILL', 'SIGKILL'],
        ['abort', 'SIGABRT'],
        ['memory', 'SIGABRT'],
      ] as const)
        it(`has lost its last moments at most: ${way} (Node ${major})`, async () => {
          const ended = await dies(way);
          assert.deepEqual([ended.status, ended.signal, ended.stdout], [null, signal, '40 steps\n']);
          assert.ok(stepsIn(ended.events) >= STEPS - 1, String(stepsIn(ended.events)));
        });

      it(`goes on without recording where the disk takes no more (Node ${major})`, async () => {
        const limited = ['sh', '-c', 'ulimit -f 64; exec "$@"', 'sh', ...node, 'full'];
        const ended = await trace(limited);
        assert.deepEqual([ended.status, ended.stdout], [0, '40 steps\nwent on\n']);
        assert.match(ended.stderr, /^awaitscope: recording stopped \(EFBIG.*\); the program goes on$/m);
        assert.equal(withoutSummary(ended.stderr), '');
        assert.ok(stepsIn(await eventsOf(ended.file)) >= STEPS);
      });

      it(`goes on without recording where the recording is deleted (Node ${major})`, async () => {
        const into = join(folder.path, String(major));
        mkdirSync(into);
        const ended = await traceInto(join(into, 'x.awaitscope'), locations, [...node, 'deleted', into]);
        assert.deepEqual([ended.status, ended.stdout], [0, '40 steps\nwent on\n']);
        assert.match(ended.stderr, /^awaitscope: recording stopped \(ENOENT.*\); the program goes on$/m);
        assert.deepEqual(readdirSync(into), ['x.awaitscope']);
      });
    }
  });
