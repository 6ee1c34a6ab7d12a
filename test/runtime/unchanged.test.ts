import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { availableMajors, nodeBinary } from '../support/nodes';
import { fixture } from '../support/paths';
import { PROGRAMS, eventsOf, recordings, run, withoutSummary } from './traced';

for (const locations of ['stacks', 'markers'] as const)
  describe(`A program traced by ${locations}`, function () {
    this.timeout(120_000);
    const { trace } = recordings(locations);

    for (const major of availableMajors()) {
      for (const name of readdirSync(PROGRAMS).sort()) {
        // Node 20 runs no TypeScript by itself
        if (name.endsWith('.ts') && major < 22) continue;
        // promise hooks of the program's own see one promise of the tracer's there
        if (name === 'hooks.cjs' && major < 20) continue;
        it(`${name} prints and ends as it does untraced on Node ${major}`, async () => {
          const command = [nodeBinary(major), join(PROGRAMS, name)];
          const [untraced, traced] = await Promise.all([
            run(command, {}, 'some input\n'),
            trace(command, {}, 'some input\n'),
          ]);
          assert.equal(traced.stdout, untraced.stdout);
          assert.equal(withoutSummary(traced.stderr), untraced.stderr);
          assert.deepEqual([traced.status, traced.signal], [untraced.status, untraced.signal]);
          assert.ok(readFileSync(traced.file).length > 0);
        });
      }
    }

    for (const major of availableMajors().filter((each) => each >= 20))
      it(`runs and is recorded under the permission model on Node ${major}`, async () => {
        const program = fixture('permitted.cjs');
        const flag = major < 22 ? '--experimental-permission' : '--permission';
        const command = [nodeBinary(major), flag, '--no-warnings', `--allow-fs-read=${program}`, program];
        const [untraced, traced] = await Promise.all([run(command), trace(command)]);
        assert.equal(untraced.stdout.split('\n').length, 6, untraced.stderr);
        assert.equal(traced.stdout, untraced.stdout);
        assert.equal(withoutSummary(traced.stderr), untraced.stderr);
        const kinds = (await eventsOf(traced.file)).map(({ kind }) => kind);
        for (const kind of ['task-start', 'suspend', 'resume', 'task-end'] as const)
          assert.ok(kinds.includes(kind), kind);
      });

    it('warns of nothing that is ours', async () => {
      for (const major of availableMajors()) {
        const { stderr } = await trace([nodeBinary(major), '--pending-deprecation', '-e', '']);
        assert.equal(withoutSummary(stderr), '');
      }
    });
  });
