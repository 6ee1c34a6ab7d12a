import assert from 'node:assert/strict';
import { TaskGroups } from '../../model/lane-groups';
import type { Grouping } from '../../model/lane-groups';
import type { Model } from '../../model/model';
import { modelOf } from '../support/trace-text';

const SERVER = `
   0 A start handle@1
   1 B start load@5
   2 B suspend @6 on p
   3 A suspend @2 on B
   4 C start handle@1
   5 C end
   6 settle p
   7 B resume
   8 B end
   9 A resume
  11 A end
  12 D start load@5
  15 D end`;

function grouped(model: Model, by: Exclude<Grouping, 'creator'>, hides: (task: number) => boolean) {
  const groups = new TaskGroups(by, (stream, loc) => `${stream}:${loc}`, hides);
  groups.update(model);
  return groups.groups;
}

describe('Tasks by request', () => {
  const groups = (hides: (task: number) => boolean) => grouped(modelOf(SERVER), 'request', hides);

  it('stand with all that comes from the same first task, in the order in which these began', () => {
    assert.deepEqual(
      groups(() => false).map(({ tasks, nth }) => ({ tasks, nth })),
      [
        { tasks: [0, 1], nth: 1 },
        { tasks: [2], nth: 2 },
        { tasks: [3], nth: 1 },
      ],
    );
  });

  it('tell how long the whole took, and what it waited', () => {
    const [first, second] = groups(() => false);
    assert.deepEqual([first!.took, second!.took], [11, 1]);
    assert.deepEqual([first!.waiting, first!.count], [4 + 5, 2]);
  });

  it('are named after the first of their tasks that is shown', () => {
    const [first] = groups((task) => task === 0);
    assert.deepEqual([first!.tasks, first!.took], [[1], 8]);
    assert.equal(groups(() => true).length, 0);
  });
});
