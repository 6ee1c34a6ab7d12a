import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { State } from '../../protocol/events';
import { Intake } from '../../webview/intake';
import { TaskTree, creatorOf } from '../../webview/task-tree';
import { TreeTotals } from '../../webview/tree-totals';
import { shop } from './support/programs';
import { Simulation, recordingOf } from './support/simulation';

describe('What collapsed tasks hide', () => {
  it('is counted while the recording grows as if it were looked at for the first time', () => {
    const bytes = recordingOf(new Simulation().run(shop(12)));
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(bytes.length), { maxLength: 40 }), fc.nat(6), (cuts, hidden) => {
        const intake = new Intake(() => undefined);
        const { model } = intake;
        const [tree, totals] = [new TaskTree(), new TreeTotals()];
        const ends = [...cuts.sort((a, b) => a - b), bytes.length];
        ends.forEach((end, i) => {
          intake.push(0, bytes.slice(ends[i - 1] ?? 0, end));
          while (intake.step(() => false));
          tree.update(model, (task) => task % 7 === hidden, true);
          totals.update(model, tree);
        });
        const { tasks } = model;
        for (let task = 0; task < tasks.count; task++) {
          const wanted = { tasks: 0, rejected: 0, open: 0 };
          for (let below = task + 1; below < tasks.count; below++) {
            let above = creatorOf(model, below);
            while (above > task) above = creatorOf(model, above);
            if (above !== task || tree.hides(below)) continue;
            wanted.tasks++;
            const ended = tasks.endSeq(below) !== 0;
            if (!ended) wanted.open++;
            else if (tasks.state(below) === State.rejected) wanted.rejected++;
          }
          assert.deepEqual(totals.of(task), wanted);
        }
      }),
    );
  });
});
